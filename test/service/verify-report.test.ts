import { beforeAll, describe, expect, test } from 'vitest';
import { calendarDate } from '../../src/core/base/calendar-date.ts';
import type { AnswerValue } from '../../src/core/questionnaire/answers.ts';
import { createJsonRenderer } from '../../src/render/json.ts';
import { digestOf } from '../../src/service/digest.ts';
import { respond } from '../../src/service/evaluation-response.ts';
import { renderReport } from '../../src/service/render-report.ts';
import type { ReportSubject } from '../../src/service/report-subject.ts';
import { buildLibrary, type LibraryRuleset } from '../../src/service/rule-library.ts';
import { verifyReport } from '../../src/service/verify-report.ts';
import { EXAMPLES, EXAMPLE_NAMES } from '../support/example-reports.ts';
import { miniRules } from '../support/mini-rules.ts';
import { parseAnswers } from '../../src/core/questionnaire/parse-answers.ts';
import { realRules } from '../support/real-rules.ts';

type Json = Record<string, unknown>;

const DAY = calendarDate('2026-11-23');
const json = createJsonRenderer();
const { rulesets } = buildLibrary(
  miniRules({
    definitions: { D: 'a.q' },
    rules: [
      { met: 'a.p', severity: 'blocker' },
      { met: 'a.r && attestation.sign', applies: 'D' },
    ],
  }),
);

function subjectOf(
  used: readonly LibraryRuleset[],
  answers: ReadonlyMap<string, AnswerValue>,
  asOf = DAY,
): ReportSubject {
  return {
    evaluation: respond({ id: null, rulesets: used, answers, asOf, answeredOn: asOf }),
    rulesets: used,
    crosswalks: [],
    glossary: [],
    productVersion: null,
    evidence: [],
    answers,
    asOf,
    product: { name: 'Writer', client: null, matter: 'M-1' },
    answeredBy: { name: 'Ana Li', role: 'Product lead' },
    answeredOn: asOf,
    targetLaunch: null,
  };
}

async function reportOf(subject: ReportSubject, layout: 'single' | 'bilingual' = 'single'): Promise<string> {
  const { content } = await renderReport(json, subject, { template: 'counsel', layout });
  return Buffer.from(content).toString();
}

const ANSWERS = new Map<string, AnswerValue>([
  ['a.p', true],
  ['a.q', true],
  ['a.r', true],
]);
const earlier = subjectOf(rulesets, new Map<string, AnswerValue>([['a.p', false]]), calendarDate('2026-06-01'));
const since = { ...earlier, evaluationId: '019ab0c4-6c1e-7000-8000-000000000001' };
const whole = await reportOf({ ...subjectOf(rulesets, ANSWERS), since });
const parse = (text: string): Json => JSON.parse(text) as Json;

test('a report verifies as it was written, and the same subject gives the same bytes', async () => {
  expect(verifyReport(parse(whole))).toEqual({
    verified: true,
    engine: { now: '0.1.0', then: '0.1.0' },
    result_digest: subjectOf(rulesets, ANSWERS).evaluation.result_digest,
    parts_compared: true,
    differences: [],
  });
  expect(await reportOf({ ...subjectOf(rulesets, ANSWERS), since })).toBe(whole);
});

test('the other formats carry no export', async () => {
  const seen: unknown[] = [];
  const lean = {
    format: 'x',
    contentType: 'text/plain',
    writes: 'document',
    render: (_rendition: unknown, exported: unknown) => {
      seen.push(exported);
      return Promise.resolve(new Uint8Array());
    },
  } as const;
  await renderReport(lean, subjectOf(rulesets, ANSWERS), { template: 'counsel', layout: 'single' });
  expect(seen).toEqual([undefined]);
});

/** A way to alter a report, and what is said of it. */
interface Tampering {
  readonly what: string;
  readonly alter: (exported: Json, report: Json) => void;
  readonly says: readonly (readonly [pointer: string, message: RegExp])[];
}

const at = (value: unknown, ...path: readonly (string | number)[]): Json =>
  path.reduce<unknown>((part, key) => (part as Record<string | number, unknown>)[key], value) as Json;

describe('a report that was altered is not verified, and what was altered is named', () => {
  const cases: readonly Tampering[] = [
    {
      what: 'an answer',
      alter: (exported) => Object.assign(at(exported, 'answers'), { 'a.p': false }),
      says: [
        ['/export/answers', /^the answers were altered: the digest is sha256:\w+, and sha256:\w+ is named for it$/],
      ],
    },
    {
      what: 'an answer, with its digest',
      alter: (exported) => {
        Object.assign(at(exported, 'answers'), { 'a.p': false });
        exported['answers_digest'] = digestOf(exported['answers']);
      },
      says: [['/export/answers_digest', /^the result is that of other answers$/]],
    },
    {
      what: 'an answer, with every digest',
      alter: (exported) => {
        Object.assign(at(exported, 'answers'), { 'a.p': false });
        exported['answers_digest'] = digestOf(exported['answers']);
        at(exported, 'result')['answers_digest'] = exported['answers_digest'];
        exported['result_digest'] = digestOf(exported['result']);
      },
      says: [
        ['/export/result/rulesets/0/verdict', /^mini: recorded as pass_with_gaps; it comes to fail$/],
        ['/export/result/rulesets/0/score', /^mini: the score comes to /],
        [
          '/export/result/rulesets/0/statuses/0',
          /^rule-1: recorded as met, null, true; it comes to not_met, null, true$/,
        ],
      ],
    },
    {
      what: 'the day',
      alter: (exported) => (exported['as_of'] = '2026-11-22'),
      says: [['/export/as_of', /^the day is 2026-11-22, and the result is as of 2026-11-23$/]],
    },
    {
      what: 'the content of a ruleset',
      alter: (exported) => {
        const rule = at(exported, 'snapshots', 0, 'content', 'units', 0, 'rules', 0);
        rule['met'] = 'a.p || a.q';
      },
      says: [['/export/snapshots/0/content', /^the content of a ruleset was altered: /]],
    },
    {
      what: 'a text of a ruleset',
      alter: (exported) => Object.assign(at(exported, 'snapshots', 0, 'content', 'ruleset', 'title'), { en: 'Maxi' }),
      says: [['/export/snapshots/0/content', /^the content of a ruleset was altered: /]],
    },
    {
      what: 'the content of a ruleset, so that it is none any more',
      alter: (exported) => {
        const snapshot = at(exported, 'snapshots', 0);
        snapshot['content'] = { nothing: true };
        const digest = digestOf(snapshot['content']);
        snapshot['digest'] = digest;
        for (const part of [exported, at(exported, 'since'), at(exported, 'result')])
          at(part, 'rulesets', 0)['digest'] = digest;
        exported['result_digest'] = digestOf(exported['result']);
      },
      says: [['/export/snapshots/0/content', /^the ruleset sha256:\w+ cannot be compiled: /]],
    },
    {
      what: 'the name of a ruleset',
      alter: (exported) => {
        for (const part of [exported, at(exported, 'result')]) at(part, 'rulesets', 0)['id'] = 'maxi';
        exported['result_digest'] = digestOf(exported['result']);
      },
      says: [
        ['/export/rulesets/0', /^named maxi 1[.]0[.]0, and its content is that of mini 1[.]0[.]0$/],
        ['', /.*/],
      ],
    },
    {
      what: 'the version of a ruleset',
      alter: (exported) => (at(exported, 'rulesets', 0)['version'] = '2.0.0'),
      says: [['/export/rulesets/0', /^named mini 2[.]0[.]0, and its content is that of mini 1[.]0[.]0$/]],
    },
    {
      what: 'which rulesets were used',
      alter: (exported) => (exported['rulesets'] = []),
      says: [['/export/rulesets', /^the result is that of other rulesets$/]],
    },
    {
      what: 'that the content of a ruleset is left out',
      alter: (exported) => (exported['snapshots'] = []),
      says: [['/export/snapshots', /^the content of the ruleset sha256:\w+ is missing$/]],
    },
    {
      what: 'a status',
      alter: (exported) =>
        ((at(exported, 'result', 'rulesets', 0, 'statuses', 0) as unknown as unknown[])[1] = 'not_met'),
      says: [['/export/result', /^the result was altered: /]],
    },
    {
      what: 'a status, with the digest of the result',
      alter: (exported) => {
        (at(exported, 'result', 'rulesets', 0, 'statuses', 1) as unknown as unknown[])[1] = 'met';
        exported['result_digest'] = digestOf(exported['result']);
      },
      says: [
        [
          '/export/result/rulesets/0/statuses/1',
          /^rule-2: recorded as met, null, true; it comes to needs_attestation, null, true$/,
        ],
      ],
    },
    {
      what: 'a verdict, with the digest of the result',
      alter: (exported) => {
        at(exported, 'result', 'rulesets', 0)['verdict'] = 'pass';
        exported['result_digest'] = digestOf(exported['result']);
      },
      says: [['/export/result/rulesets/0/verdict', /^mini: recorded as pass; it comes to pass_with_gaps$/]],
    },
    {
      what: 'that a result is added',
      alter: (exported) => {
        (at(exported, 'result', 'rulesets', 0)['statuses'] as unknown[]).push(['rule-3', 'met', null, 'true']);
        exported['result_digest'] = digestOf(exported['result']);
      },
      says: [['/export/result/rulesets/0/statuses', /^mini: there are more results than rules$/]],
    },
    {
      what: 'the digest of the result',
      alter: (exported) => (exported['result_digest'] = `sha256:${'0'.repeat(64)}`),
      says: [['/export/result', /^the result was altered: /]],
    },
    {
      what: 'the semantics',
      alter: (exported) => (exported['semantics'] = 2),
      says: [
        ['/export/semantics', /^the result rests on semantics 2; this engine knows 1 and cannot compute it again$/],
      ],
    },
    {
      what: 'the gate on the first page',
      alter: (_exported, report) => (at(report, 'headline')['gate'] = 'clear'),
      says: [['/headline', /^this part is not what the result gives$/]],
    },
    {
      what: 'a word of a finding',
      alter: (_exported, report) => (at(report, 'findings', 'rulesets', 0)['heading'] = 'Another act'),
      says: [['/findings', /^this part is not what the result gives$/]],
    },
    {
      what: 'what changed',
      alter: (_exported, report) => (report['changes'] = []),
      says: [['/changes', /^this part is not what the result gives$/]],
    },
    {
      what: 'that a part is left out, and another one added',
      alter: (_exported, report) => {
        delete report['limitations'];
        report['seal'] = 'of quality';
      },
      says: [
        ['/limitations', /^this part is not what the result gives$/],
        ['/seal', /^this part is not what the result gives$/],
      ],
    },
    {
      what: 'the product, the person, or a day beside the answers',
      alter: (exported) => {
        at(exported, 'product')['name'] = 'Painter';
        at(exported, 'answered_by')['name'] = 'Somebody';
        exported['target_launch'] = '2027-01-01';
        exported['evaluation_id'] = 'another';
      },
      says: [
        ['/integrity', /^this part/],
        ['/particulars', /^this part/],
        ['/set_aside', /^this part/],
        ['/subject', /^this part/],
      ],
    },
    {
      what: 'the answers of the earlier assessment',
      alter: (exported) => Object.assign(at(exported, 'since', 'answers'), { 'a.p': true }),
      says: [['/changes', /^this part/]],
    },
    {
      what: 'the engine, so that words are not compared, and the gate',
      alter: (exported, report) => {
        exported['engine'] = '0.0.9';
        at(report, 'headline')['gate'] = 'clear';
      },
      says: [
        ['/headline/gate', /^printed as clear; it comes to undetermined$|^printed as clear; it comes to conditional$/],
      ],
    },
    {
      what: 'the engine, and a verdict on the first page',
      alter: (exported, report) => {
        exported['engine'] = '0.0.9';
        at(report, 'headline', 'instruments', 0)['verdict'] = 'pass';
      },
      says: [['/headline/instruments', /^mini comes to pass_with_gaps$/]],
    },
    {
      what: 'the engine, and the whole first page',
      alter: (exported, report) => {
        exported['engine'] = '0.0.9';
        delete report['headline'];
      },
      says: [['/headline', /^the first page is not that of a report$/]],
    },
  ];

  test.each(cases)('$what', ({ alter, says }) => {
    const report = parse(whole);
    alter(at(report, 'export'), report);
    const { verified, differences } = verifyReport(report);
    const wanted = says.filter(([pointer]) => pointer !== '');
    expect(verified).toBe(false);
    expect(differences.slice(0, wanted.length).map(({ pointer }) => pointer)).toEqual(
      wanted.map(([pointer]) => pointer),
    );
    for (const [index, [, message]] of wanted.entries()) expect(differences[index]?.message).toMatch(message);
    if (wanted.length === says.length) expect(differences).toHaveLength(says.length);
  });

  test('a report of another engine is verified by its result, and says that its words were not compared', () => {
    const report = parse(whole);
    at(report, 'export')['engine'] = '0.0.9';
    at(report, 'method')['items'] = ['Other words.'];
    expect(verifyReport(report)).toMatchObject({
      verified: true,
      engine: { now: '0.1.0', then: '0.0.9' },
      parts_compared: false,
      differences: [],
    });
  });

  test('every value of an export, altered alone, is noticed', () => {
    const exported = at(parse(whole), 'export');
    const skipped = new Set(['/engine']);
    function* pathsOf(value: unknown, path: readonly string[]): Iterable<readonly string[]> {
      if (typeof value !== 'object' || value === null) yield path;
      else for (const [key, part] of Object.entries(value)) yield* pathsOf(part, [...path, key]);
    }
    const paths = [...pathsOf(exported, [])].filter((path) => !skipped.has(`/${path.join('/')}`));
    expect(paths.length).toBeGreaterThan(120);
    const unnoticed = paths.filter((path) => {
      const report = parse(whole);
      const parent = at(report, 'export', ...path.slice(0, -1));
      const key = path.at(-1) ?? '';
      const value = parent[key];
      parent[key] =
        typeof value === 'string'
          ? `${value}x`
          : typeof value === 'boolean'
            ? !value
            : typeof value === 'number'
              ? value + 1
              : 'x';
      try {
        return verifyReport(report).verified;
      } catch (error) {
        return !(error instanceof Error && error.name === 'ServiceError');
      }
    });
    expect(unnoticed.map((path) => path.join('/'))).toEqual([]);
  });
});

describe('what is no report is refused', () => {
  test.each([[null], [[]], [{}], ['text'], [{ headline: {} }]])('%j', (value) => {
    expect(() => verifyReport(value)).toThrow('This is no report that can be verified.');
  });

  test('with every place at which it is none', () => {
    const report = parse(whole);
    Object.assign(at(report, 'export'), { export_format: 2, as_of: '2026-02-30', more: 1 });
    try {
      verifyReport(report);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid_input' });
      const { issues } = error as { issues: readonly { pointer: string }[] };
      expect(issues.map(({ pointer }) => pointer).toSorted()).toEqual([
        '/export',
        '/export/as_of',
        '/export/export_format',
      ]);
    }
  });
});

describe('over the shipped rules', () => {
  let library: readonly LibraryRuleset[];
  let answersOf: (name: (typeof EXAMPLE_NAMES)[number]) => ReadonlyMap<string, AnswerValue>;
  beforeAll(async () => {
    const rules = await realRules();
    library = buildLibrary(rules).rulesets;
    answersOf = (name) => {
      const parsed = parseAnswers(rules.questionnaire, EXAMPLES[name](rules));
      if (!parsed.ok) throw new Error(name);
      return parsed.answers;
    };
  });

  test.each(EXAMPLE_NAMES)('the report of %s is verified', async (name) => {
    const subject = subjectOf(library, answersOf(name));
    const { verified, differences } = verifyReport(
      parse(await reportOf({ ...subject, since: { ...subjectOf(library, answersOf('blocked')), evaluationId: null } })),
    );
    expect([verified, differences]).toEqual([true, []]);
  });

  test.each(['en', 'zh-CN'] as const)('both languages of a report that begins in %s are compared', async (locale) => {
    const answers = answersOf('blocked');
    const evaluation = respond({ id: null, rulesets: library, answers, asOf: DAY, answeredOn: DAY, locale });
    const report = parse(await reportOf({ ...subjectOf(library, answers), evaluation }, 'bilingual'));
    expect(verifyReport(report)).toMatchObject({ verified: true, parts_compared: true, differences: [] });
    const translation = report['translation'] as Json;
    const message = 'this part is not what the result gives';
    expect(verifyReport({ ...report, translation: { ...translation, blockers: report['blockers'] } })).toMatchObject({
      verified: false,
      differences: [{ pointer: '/translation/blockers', message }],
    });
    expect(verifyReport({ ...report, translation: 'none' })).toMatchObject({
      verified: false,
      differences: [{ pointer: '/translation', message: 'the result gives no such translation' }],
    });
  });

  test('a translation that a ruleset has not is noticed', async () => {
    const report = parse(await reportOf(subjectOf(rulesets, ANSWERS)));
    expect(verifyReport({ ...report, translation: report })).toMatchObject({
      verified: false,
      differences: [{ pointer: '/translation', message: 'the result gives no such translation' }],
    });
  });
});
