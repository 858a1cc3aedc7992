import { beforeAll, describe, expect, test } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { cite, citeRelated } from '../../../src/core/evaluation/citation.ts';
import { evaluate } from '../../../src/core/evaluation/evaluate.ts';
import type { Evaluation } from '../../../src/core/evaluation/evaluation.ts';
import type { CompiledRules } from '../../../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import type { Citation } from '../../../src/core/language/shapes/citation.ts';
import type { Locale } from '../../../src/core/language/shapes/text.ts';
import type { AnswerValue } from '../../../src/core/questionnaire/answers.ts';
import { parseAnswers } from '../../../src/core/questionnaire/parse-answers.ts';
import { respond } from '../../../src/service/evaluation-response.ts';
import { buildLibrary } from '../../../src/service/rule-library.ts';
import { BILINGUAL_ANSWERS, bilingualRules } from '../../support/bilingual-rules.ts';

const DAY = calendarDate('2026-11-23');

let rules: CompiledRules;
beforeAll(async () => {
  rules = await bilingualRules();
});

function ruleset(id: string): CompiledRuleset {
  const found = rules.rulesets.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no ruleset ${id}`);
  return found;
}

function answered(facts: Readonly<Record<string, unknown>>): ReadonlyMap<string, AnswerValue> {
  const parsed = parseAnswers(rules.questionnaire, facts);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.answers;
}

function evaluated(locale: Locale, facts: Readonly<Record<string, unknown>>): Evaluation {
  return evaluate(rules.rulesets, answered(facts), DAY, { locale, answeredOn: calendarDate('2026-11-20') });
}

describe('a place in an instrument', () => {
  test.each<readonly [Citation, string, string]>([
    [{ article: '2', paragraph: '1' }, 'Art. 2(1)', '第二条第一款'],
    [{ article: '2', paragraph: '2' }, 'Art. 2(2)', '第二条第二款'],
    [{ article: '4', item: '2' }, 'Art. 4(2)', '第四条第（二）项'],
    [{ article: '7', item: '0' }, 'Art. 7, opening words', '第七条序文'],
    // An article of one paragraph is cited without it, in both languages.
    [{ article: '17', paragraph: '1' }, 'Art. 17', '第十七条'],
    [{ article: '20' }, 'Art. 20', '第二十条'],
    [{ with: [{ related: 'notices' }] }, 'Office notices', '主管部门公告'],
    [
      { with: [{ related: 'deep', article: '14', item: '3' }, { related: 'broad' }] },
      'Deep Rules Art. 14(3); Broad Act',
      '《深度规定》第十四条第（三）项；《广泛法》',
    ],
  ])('%j is %s, %s', (citation, english, chinese) => {
    const measures = ruleset('demo-measures');
    expect(cite(measures, citation, 'en').text).toBe(english);
    expect(cite(measures, citation, 'zh-CN').text).toBe(chinese);
  });

  test.each<readonly [Citation, string, string]>([
    [{ commitment: '1', element: 'heading' }, 'Commitment 1, heading', '承诺一“标题”'],
    [{ commitment: '0', element: 'scope' }, 'Introduction, scope', '引言“适用范围”'],
    [{ commitment: '5', element: 'no-label' }, 'Commitment 5', '承诺五'],
    [{ fact_sheet: '3' }, 'Fact sheet, bullet 3', '情况说明第三条'],
  ])('%j is %s, %s', (citation, english, chinese) => {
    const commitments = ruleset('demo-commitments');
    expect(cite(commitments, citation, 'en').text).toBe(english);
    expect(cite(commitments, citation, 'zh-CN').text).toBe(chinese);
  });

  test('in other instruments is named with the short title, a range from first to last', () => {
    const [rule] = ruleset('demo-measures').rules.filter(({ id }) => id === 'demo-17-filed');
    const citation = rule?.entry.citation ?? {};
    expect(citeRelated(ruleset('demo-measures'), citation, 'en')).toEqual([
      'Deep Rules Art. 14(2)',
      'Broad Act Arts 28-31',
      'Office notices',
    ]);
    expect(citeRelated(ruleset('demo-measures'), citation, 'zh-CN')).toEqual([
      '《深度规定》第十四条第二款',
      '《广泛法》第二十八条至第三十一条',
      '主管部门公告',
    ]);
  });
});

/** An evaluation with every text replaced by one word, so that what is left is what no language changes. */
function withoutTexts({ locale: _locale, ...evaluation }: Evaluation): unknown {
  const texts = new Set(['text', 'why', 'ask', 'message', 'nature', 'title']);
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, texts.has(key) && entry !== null ? 'text' : strip(entry)]),
    );
  };
  return strip(evaluation);
}

describe('an evaluation in another language', () => {
  test.each(Object.entries(BILINGUAL_ANSWERS))('differs in its texts alone: %s', (_name, facts) => {
    const [english, chinese] = [evaluated('en', facts), evaluated('zh-CN', facts)];
    expect([english.locale, chinese.locale]).toEqual(['en', 'zh-CN']);
    expect(withoutTexts(chinese)).toEqual(withoutTexts(english));
  });

  test('has the digests it has in English', () => {
    const library = buildLibrary(rules);
    const answers = answered(BILINGUAL_ANSWERS.blocked);
    const [english, chinese] = (['en', 'zh-CN'] as const).map((locale) =>
      respond({ id: null, rulesets: library.rulesets, answers, asOf: DAY, locale }),
    );
    expect(chinese?.result_digest).toBe(english?.result_digest);
    expect(chinese?.answers_digest).toBe(english?.answers_digest);
  });

  test('names whom to ask, from the ruleset where it says so', () => {
    const findings = evaluated('zh-CN', BILINGUAL_ANSWERS.blocked).rulesets.flatMap((result) => result.findings);
    const reviews = Object.fromEntries(findings.map(({ rule, review }) => [rule, review]));
    expect(reviews).toEqual({
      'demo-4-2-tested': [],
      'demo-7-0-checked': [
        { code: 'judgement', why: '该项须凭判断认定，结果应由专人确认。', ask: '律师' },
        { code: 'secondary', why: '该项的法律依据仅见于二手资料。', ask: '律师' },
      ],
      'demo-17-filed': [{ code: 'practice', why: '该项属监管实践，据二手资料了解。', ask: '示范主管部门' }],
      'demo-17-yearly': [],
      'demo-20-exposure': [],
      'demo-c1-testers': [
        { code: 'recalled', why: '来源文本的措辞系凭记忆记录，未经查阅原文。', ask: '律师' },
        { code: 'condition', why: '该声称所及的范围须凭判断认定。', ask: '律师' },
      ],
      'demo-c1-more': [{ code: 'condition', why: '该声称所及的范围须凭判断认定。', ask: '律师' }],
    });
  });

  test('warns in its language of answers that contradict, of counted days, and of law checked earlier', () => {
    const facts = { ...BILINGUAL_ANSWERS.blocked, 'app.online': false };
    expect(evaluated('zh-CN', facts).warnings).toEqual([
      {
        code: 'counted_days',
        facts: ['app.testers'],
        rulesets: ['demo-commitments', 'demo-measures'],
        message: '按2026年11月20日计算，请重新计数。',
      },
      {
        code: 'contradiction',
        facts: ['app.online', 'app.stage'],
        rulesets: ['demo-measures'],
        message: '应用已上线，而答复称公众不能使用。',
      },
      {
        code: 'law_checked_earlier',
        facts: [],
        rulesets: ['demo-commitments'],
        message: '示范承诺：法律文本核对至2026年8月21日；其后至2026年11月23日的变化未予反映。',
      },
      {
        code: 'law_checked_earlier',
        facts: [],
        rulesets: ['demo-measures'],
        message: '《示范办法》：法律文本核对至2026年6月30日；其后至2026年11月23日的变化未予反映。',
      },
    ]);
  });
});

describe('law that is dated or known at second hand', () => {
  test('a ruleset that was checked on the day or later is warned of no more', () => {
    const codes = (asOf: string): readonly string[] =>
      evaluate(rules.rulesets, new Map(), calendarDate(asOf)).warnings.flatMap(({ code, rulesets }) =>
        code === 'law_checked_earlier' ? rulesets : [],
      );
    expect(codes('2026-06-30')).toEqual([]);
    expect(codes('2026-07-01')).toEqual(['demo-measures']);
    expect(codes('2026-08-22')).toEqual(['demo-commitments', 'demo-measures']);
  });

  test('a duty whose day has not come carries the day and counts nowhere', () => {
    const facts = { ...BILINGUAL_ANSWERS.clear, 'app.filed': false, 'app.stage': 'planned' };
    const [before, after] = ['2026-11-30', '2026-12-01'].map((day) => {
      const { gate, open, rulesets } = evaluate(rules.rulesets, answered(facts), calendarDate(day));
      const result = rulesets.find(({ id }) => id === 'demo-measures');
      const finding = result?.findings.find(({ rule }) => rule === 'demo-17-yearly');
      return { gate, open, score: result?.score, status: finding?.status, upcoming: finding?.upcoming };
    });
    expect(before).toEqual({
      gate: 'clear',
      open: { blockers: 0, others: 0 },
      score: { low: 100, high: 100 },
      status: 'not_applicable',
      upcoming: { from: '2026-12-01' },
    });
    expect(after).toMatchObject({ gate: 'conditional', open: { blockers: 0, others: 1 }, upcoming: null });
  });

  test('an open finding names what may follow, with a text and how sure we are of it; a closed one names nothing', () => {
    const [commitments, measures] = evaluated('en', BILINGUAL_ANSWERS.blocked).rulesets;
    const named = measures?.findings.map(({ rule, status, consequences }) => [rule, status, consequences]);
    expect(named).toEqual([
      ['demo-4-2-tested', 'not_met', ['C0', 'C1']],
      ['demo-7-0-checked', 'not_met', ['C0']],
      ['demo-17-filed', 'not_met', ['C0']],
      ['demo-17-yearly', 'not_applicable', []],
      ['demo-20-exposure', 'not_met', ['C1']],
    ]);
    expect(measures?.consequences).toEqual([
      {
        id: 'C0',
        title: 'Warning or correction order',
        text: 'A warning or an order to correct; no fine is written in the Demo Measures.',
        confidence: 'verified',
      },
      { id: 'C1', title: null, text: 'An app store may remove the app.', confidence: 'secondary' },
    ]);
    expect(commitments?.consequences).toEqual([]);
    const [, clear] = evaluated('en', BILINGUAL_ANSWERS.clear).rulesets;
    expect(clear?.consequences).toEqual([]);
  });
});
