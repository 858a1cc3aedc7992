import { chineseDate } from '../../core/base/chinese.ts';
import type { CliWords } from './cli-words.ts';

const CLASSES = {
  purpose: '目的',
  scope: '适用范围',
  definition: '定义',
  rule: '规则',
  encouragement: '鼓励',
  authority: '职权',
  procedure: '程序',
  liability: '责任',
} as const satisfies Record<Parameters<CliWords['coverage']['class']>[0], string>;

/** The words of the commands in Chinese. */
export const CHINESE: CliWords = {
  check: {
    title: (version, subject) => `Preclear ${version} — ${subject}`,
    asOf: (day, isToday) => `评估基准日：${chineseDate(day)}${isToday ? '（协调世界时当日）' : ''}`,
    answeredOn: (day) => `填报日期：${chineseDate(day)}`,
    targetLaunch: (day, away) => `计划上线日：${chineseDate(day)}${awayFrom(away)}`,
    headings: {
      instruments: '各文件评估结论',
      blocking: '阻断上线的事项',
      signOffs: '待签署的阻断性事项',
      questions: '下一步应答复',
      others: '其他未决事项',
      voluntary: '自愿性文件的未决事项',
      soon: (days) => `${days}天内开始适用`,
      warnings: '需要复核的答复',
      cautions: '使用前须知',
    },
    point: (citation, title) => `${citation}：${title}`,
    remark: (text, remark) => `${text}（${remark}）`,
    figure: (label, value) => `${label}：${value}`,
    from: (day, text) => `自${day}起，${text}`,
    moreQuestions: (count) => `……另有${count}个问题`,
    morePoints: (count) => `……另有${count}项`,
    inFull: (command) => `完整报告：${command}`,
  },
  next: {
    step: (phase, text) => `下一步（${phase}）：${text}`,
    answer: (question) => `请答复：${question}`,
    before: (day, remedy) => `在${chineseDate(day)}之前：${remedy}`,
    again: '以后每次变更之前，均须再次评估。',
    keep: '每次变更之前，以及答复或者文件有变动时，均须再次评估。',
  },
  questions: {
    heading: (id, type) => `${id}（${type}）`,
    type: (type, min) => {
      switch (type) {
        case 'boolean':
          return 'true或false';
        case 'choice':
          return '选项之一';
        case 'choices':
          return '若干选项的列表，均无的填[]';
        case 'integer':
          return min === null ? '整数' : `整数，不小于${min}`;
        case 'date':
          return '日期，YYYY-MM-DD';
        case 'attestation':
          return '签署确认';
      }
    },
    form: (value, label) => `${value}：${label}`,
    fallback: (value) => `未答复时：${value}`,
    count: (questions, groups, command) => `共${groups}类${questions}个问题。空白答复文件：${command}`,
    about: [
      'preclear的答复文件。null表示尚不明确，绝不视为“是”或“否”。',
      '先填已知的内容，随时可以查看结果：preclear check <本文件> --locale zh-CN',
      '中国的问题，上线之前：仅当功能已建成、已测试，并将自首位用户起启用时，才答“是”；仅有计划的，答“否”。',
      '自愿承诺：只计目前已有的。',
    ],
    example: {
      product: '{ name: "产品", client: "律师事务所的委托人", matter: "事项编号" }',
      person: '{ name: "姓名", role: "职务" }',
      day: '"YYYY-MM-DD"',
      signOff: '{ attested: true, by: "姓名", role: "职务", on: "YYYY-MM-DD", evidence: ["证据名称"] }',
    },
    help: '说明：',
    why: '询问理由：',
    answer: '答复：',
  },
  coverage: {
    heading: (ruleset, provisions) => `${ruleset}：${provisions}项条款`,
    class: (name) => CLASSES[name],
    rules: (ids) => `规则：${ids.join('、')}`,
    definitions: (ids) => `定义：${ids.join('、')}`,
    noRule: (reason) => `未设规则：${reason}`,
    count: (all, withRules, withDefinitions, withReason) =>
      `共${all}项条款：${withRules}项设有规则，${withDefinitions}项设有定义，${withReason}项说明未设规则的理由`,
  },
};

function awayFrom(days: number): string {
  if (days === 0) return '（即当日）';
  return days > 0 ? `（${days}天后）` : `（${-days}天前）`;
}
