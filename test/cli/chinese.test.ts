import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { columnsOf, padColumns, sentencesOf, WIDTH, wrap } from '../../src/cli/wrap.ts';
import { describeQuestionnaire } from '../../src/service/describe-questionnaire.ts';
import { buildLibrary } from '../../src/service/rule-library.ts';
import { BILINGUAL_ANSWERS, BILINGUAL_FOLDER, bilingualRules } from '../support/bilingual-rules.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { preclear } from './harness.ts';

const rules = BILINGUAL_FOLDER;
const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));

/** Words of Latin letters that are no fact, rule, option, version, command or name. */
function latinWords(text: string): readonly string[] {
  const rest = text
    .replace(/preclear [a-z]+(?: \S+)*/g, '')
    .replace(/[a-z0-9_]+[.][a-z0-9_]+|demo-[a-z0-9-]+|IN_SCOPE|YYYY-MM-DD|sha256:[0-9a-f]+/g, '');
  const known = new Set(['Preclear', 'preclear', 'true', 'false', 'null', 'Acme', 'Beta', 'ICP']);
  return (rest.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !known.has(word));
}

describe('check --locale zh-CN', () => {
  test('says in Chinese what blocks, what is open, what begins soon, and what to do next', async () => {
    const text = [
      'product: { name: 示范应用 }',
      'answered_on: 2026-11-20',
      'target_launch: 2026-12-23',
      `answers: ${JSON.stringify(BILINGUAL_ANSWERS.blocked)}`,
    ];
    const args = ['check', '-', '--locale', 'zh-CN'];
    const { exitCode, stdout, stderr } = await preclear(args, { rules, stdin: text.join('\n') });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toBe(`Preclear 0.1.0 — 示范应用
评估基准日：2026年11月23日（协调世界时当日） · 填报日期：2026年11月20日 · 计划上线日：2026年12月
23日（30天后）

发现阻断性缺口，暂不宜上线
  未决阻断性事项：2 · 其他未决事项：1 · 尚缺的答复或签署：0
  结论由有约束力的文件决定：《示范办法》。自愿性文件并列展示，不影响该结论。

各文件评估结论
  《应用服务示范办法》（有约束力）
    发现阻断性缺口，暂不宜上线
    得分：0% · 未落实：3 · 不适用：1
  示范承诺（自愿）
    对外表述缺乏答复支持：2项
    得分：仅按各项承诺分列 · 对外表述缺乏答复支持：2

阻断上线的事项
  1. 第四条第（二）项：应用已测试并经签署确认
     由三人进行测试。
  2. 第十七条：算法备案已办理
     办理备案。

其他未决事项
  - 第七条序文：文本和图片均已检查（重大：未落实）
  - 第二十条：没有未决的阻断性事项（重大：第二十条项下的风险提示：由上列未决事项引起，并非义务或
    罚款）

自愿性文件的未决事项
  - 承诺一“标题”：由三人进行测试（重大：对外表述缺乏答复支持）
  - 情况说明第三条：由十人进行测试（一般：对外表述缺乏答复支持）

30天内开始适用
  - 自2026年12月1日起，第十七条：备案每年更新（2026年修订）

需要复核的答复
  - 按2026年11月20日计算，请重新计数。

使用前须知
  答复系自行填报，未经我们核实。本记录不是法律意见，未经律师复核。
  示范承诺：法律文本仅核对至2026年8月21日；其后的变化未予反映。
  《示范办法》：法律文本仅核对至2026年6月30日；其后的变化未予反映。

下一步（建设）：两类内容均须检查。（app.checks）
`);
  });

  test.each(Object.entries(BILINGUAL_ANSWERS))(
    'leaves nothing in English and fits 96 columns: %s',
    async (_name, answers) => {
      const stdin = JSON.stringify({ product: { name: '应用' }, answered_on: '2026-11-20', answers });
      for (const day of ['2026-11-23', '2025-01-01']) {
        const { stdout } = await preclear(['check', '-', '--locale', 'zh-CN', '--as-of', day], { rules, stdin });
        expect(latinWords(stdout)).toEqual([]);
        expect(stdout.split('\n').filter((line) => columnsOf(line) > WIDTH)).toEqual([]);
        expect(stdout).not.toMatch(/\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}/u);
      }
    },
  );

  test('points to the Chinese report', async () => {
    const [name = ''] = readdirSync(EXAMPLES);
    const { stdout } = await preclear(['check', join(EXAMPLES, name)], { rules: RULES_FOLDER });
    expect(stdout).toContain('  In full: preclear report ');
    const help = await preclear(['check', '--help'], { rules });
    expect(help.stdout).toContain('--locale <locale>');
  });

  test('gives the evaluation in Chinese as JSON', async () => {
    const stdin = JSON.stringify({ answers: BILINGUAL_ANSWERS.blocked });
    const { stdout } = await preclear(['check', '-', '--locale', 'zh-CN', '--format', 'json'], { rules, stdin });
    expect(JSON.parse(stdout)).toMatchObject({ locale: 'zh-CN', rulesets: [{ nature: '自愿。两家企业签署。' }, {}] });
  });
});

test.each([
  { args: ['check', '-'] },
  { args: ['report', '-'] },
  { args: ['questions'] },
  { args: ['rules', 'coverage', BILINGUAL_FOLDER] },
])('$args.0 refuses a language that the rules are not written in', async ({ args }) => {
  const outcome = await preclear([...args, '--locale', 'fr'], { rules, stdin: 'answers: {}' });
  expect(outcome).toEqual({
    exitCode: 3,
    stdout: '',
    stderr: 'There is no locale "fr" for these rulesets. Known: en, zh-CN.\n',
  });
});

describe('questions --locale zh-CN', () => {
  test('prints every question in Chinese', async () => {
    const { stdout } = await preclear(['questions', '--locale', 'zh-CN'], { rules });
    expect(latinWords(stdout).filter((word) => !['text', 'image', 'planned', 'launched'].includes(word))).toEqual([]);
    expect(stdout).toContain('app.testers（整数，不小于0）\n  有多少人参与测试？\n');
    expect(stdout).toMatch(/共1类7个问题。空白答复文件：preclear questions --format yaml --locale zh-CN\n$/);
  });

  test('prints a blank answers file that can be used as it is', async () => {
    const { stdout } = await preclear(['questions', '--locale', 'zh-CN', '--format', 'yaml'], { rules });
    const compiled = await bilingualRules();
    const facts = compiled.questionnaire.questions.map(({ id }): [string, null] => [id, null]);
    expect(parse(stdout)).toMatchObject({ answers: Object.fromEntries(facts) });
    expect(stdout).toContain('  # 询问理由：《示范办法》第二条第一款。\n');
    expect((await preclear(['check', '-'], { rules, stdin: stdout })).exitCode).toBe(2);
  });

  test('prints as JSON what the service answers', async () => {
    const library = buildLibrary(await bilingualRules());
    const { stdout } = await preclear(['questions', '--locale', 'zh-CN', '--format', 'json'], { rules });
    expect(JSON.parse(stdout)).toEqual(describeQuestionnaire(library, library.rulesets, 'zh-CN'));
  });
});

test('rules coverage --locale zh-CN lists every provision with its treatment in Chinese', async () => {
  const { exitCode, stdout } = await preclear(['rules', 'coverage', rules, '--locale', 'zh-CN'], { rules: '/nowhere' });
  expect(exitCode).toBe(0);
  expect(stdout).toBe(`demo-commitments 1.0.0：3项条款
引言“适用范围”  适用范围  未设规则：不含要求。
承诺一“标题”    规则      规则：demo-c1-testers
情况说明第三条  规则      规则：demo-c1-more

demo-measures 1.0.0：6项条款
第二条第一款      适用范围  定义：IN_SCOPE
第二条第二款      适用范围  未设规则：只涉及规则之间的关系，不规范行为。
第四条第（二）项  规则      规则：demo-4-2-tested
第七条序文        规则      规则：demo-7-0-checked
第十七条          规则      规则：demo-17-filed、demo-17-yearly
第二十条          责任      规则：demo-20-exposure

共9项条款：6项设有规则，1项设有定义，2项说明未设规则的理由
`);
});

describe('lines of Chinese text', () => {
  const long = '提供者应当在上线之前完成安全评估，并在十个工作日内办理算法备案（见第十七条）；'.repeat(4);

  test('are as wide as the terminal shows them, and lose nothing', () => {
    const lines = wrap(long, '  - ', '    ');
    expect(lines.filter((line) => columnsOf(line) > WIDTH)).toEqual([]);
    expect(lines.map((line) => line.slice(4)).join('')).toBe(long);
  });

  test('neither begin with a closing mark nor end with an opening one, and keep numbers with their unit', () => {
    for (let before = 0; before < WIDTH; before += 1) {
      const lines = wrap(`${'字'.repeat(before)}（甲）《乙》，“丙”2026年11月23日`);
      expect(lines.filter((line, index) => index > 0 && /^[）》”，。年月日]/.test(line))).toEqual([]);
      expect(lines.filter((line) => /[（《“]$/.test(line))).toEqual([]);
    }
  });

  test('do not part a Latin word that stands among characters', () => {
    const lines = wrap('字'.repeat(46) + 'generative' + '字'.repeat(10));
    expect(lines.some((line) => line.includes('generative'))).toBe(true);
  });

  test('are padded by columns', () => {
    expect(padColumns('第十七条', 10)).toBe('第十七条  ');
    expect(columnsOf('Art. 17 第十七条（一）')).toBe(22);
  });

  test.each([
    ['由三人测试。其后签署。', ['由三人测试。', '其后签署。']],
    ['须答“是。”其他情形答“否”。', ['须答“是。”', '其他情形答“否”。']],
    ['是否已办理？', ['是否已办理？']],
    ['Test it. Then sign it.', ['Test it.', 'Then sign it.']],
  ])('are parted into sentences: %s', (text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });
});
