import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { calendarDate } from '../../src/core/base/calendar-date.ts';
import type { Comparator } from '../../src/core/language/expression.ts';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import { buildReport } from '../../src/core/report/build-report.ts';
import { readSource } from '../../src/core/report/report-source.ts';
import { describeWhy, findAssessed } from '../../src/core/report/why.ts';
import type { WhyNode } from '../../src/core/report/why-model.ts';
import { whyWordsFor } from '../../src/core/report/why-words-for.ts';
import type { WhyWords } from '../../src/core/report/why-words.ts';
import { createMarkdownRenderer } from '../../src/render/markdown.ts';
import { EXAMPLES, EXAMPLE_NAMES, exampleReport, reportInput } from '../support/example-reports.ts';
import { realRules } from '../support/real-rules.ts';
import { realTemplates } from '../support/real-templates.ts';
import { printed } from '../support/printed.ts';

let rules: CompiledRules;
beforeAll(async () => {
  rules = await realRules();
});

function* nodesOf(node: WhyNode): Iterable<WhyNode> {
  yield node;
  for (const part of node.parts) yield* nodesOf(part);
}

describe('the words of a proof', () => {
  test.each(['en', 'zh-CN'] as const)('in %s are there for every finding of every example', (locale) => {
    for (const name of EXAMPLE_NAMES) {
      const source = readSource(reportInput(rules, EXAMPLES[name](rules), { locale }));
      for (const { rules: ofRuleset } of rules.rulesets) {
        for (const { id } of ofRuleset) {
          const found = findAssessed(source, id);
          if (found === undefined) throw new Error(id);
          const { applies, met, nearest } = describeWhy(source, found.ruleset, found.assessed);
          const nodes = [applies, met].flatMap(({ proof }) => [...nodesOf(proof)]);
          const texts = [applies.heading, met.heading, nearest.lead, ...nodes.map(({ text }) => text)];
          expect(
            texts.filter((text) => text.trim() === '' || text !== text.trim() || text.includes('undefined')),
          ).toEqual([]);
        }
      }
    }
  });

  const comparators: readonly Comparator[] = ['==', '!=', '<', '<=', '>', '>='];
  const NEVER = /\b(?:compliant|certified|approved|cleared|guaranteed?|illegal)\b|合规|通过|合格|获批|违法/i;

  function everyText(words: WhyWords): readonly string[] {
    const { reasoning, nearest } = words;
    return [
      ...Object.values({ ...words.applies, ...words.met, ...words.allOf }),
      ...Object.values({ ...words.anyOf }),
      ...Object.values({ ...words.one }),
      words.appliesAside,
      words.metAside,
      words.exposed,
      words.begin(words.one.true),
      words.reason('X', 'Y'),
      ...(['true', 'false', 'unknown'] as const).map((truth) => words.definition('M', truth)),
      words.not,
      words.cited('T', 'C'),
      words.test('Q', 'A', 'B'),
      ...[['X'], ['X', 'Y']].flatMap((options) => [
        words.oneOf(options),
        words.noneOf(options),
        words.includes(options),
        words.includesNone(options),
      ]),
      words.anyAnswer,
      words.noAnswer,
      ...comparators.flatMap((comparator) => [words.number(comparator, 3), words.day(comparator, 'D')]),
      words.notAnswered,
      words.answered('A'),
      words.assumed('A'),
      words.date('A', 'D'),
      words.signOff('Q', 'A'),
      words.othersOpen(['T']),
      words.noneOpen,
      words.othersUnknown,
      words.always,
      words.never,
      reasoning.label,
      reasoning.not_met,
      reasoning.appliesBy(['A']),
      reasoning.follows,
      reasoning.needs_attestation,
      reasoning.requirement,
      reasoning.applicability,
      words.resting('S', ['A']),
      words.answer('Q', 'A'),
      words.noWay(['A', 'B']),
      nearest.heading,
      nearest.none_needed,
      nearest.fix('3'),
      nearest.signOffsOnly,
      nearest.change('Q', 'A', 'B'),
      nearest.signOffs,
      nearest.standing,
      nearest.needs(1),
      nearest.needs(2),
      nearest.follows_others,
      nearest.impossible,
    ];
  }

  test.each(['en', 'zh-CN'] as const)('in %s say nothing that is never said', (locale) => {
    const texts = everyText(whyWordsFor(locale));
    expect(texts.filter((text) => text.trim() === '' || text !== text.trim() || NEVER.test(text))).toEqual([]);
    const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);
    // What only joins what it is given has no words of its own.
    const joins = texts.filter((text) => !/[a-z]{3}|\p{Script=Han}/u.test(text)).length;
    expect(texts.filter((text) => isChinese(text)).length).toBe(locale === 'en' ? 0 : texts.length - joins);
  });
});

describe('the reasoning of an open finding', () => {
  test('says what is asked and what was answered, and the answers are then not listed again', async () => {
    const model = exampleReport(rules, 'blocked');
    const open = model.findings.rulesets.flatMap(({ units }) => units.flatMap((unit) => unit.open));
    const screening = open.find(({ rule }) => rule === 'cn-gai-17-1-security-assessment');
    expect(screening?.reasoning).toEqual({
      label: 'Why it is open',
      lead: 'It applies, and the answers do not give what is asked:',
      brief: '',
      points: ['Where does the security assessment stand? — asked: Submitted; answered: Not started.'],
    });
    const text = await printed(createMarkdownRenderer(await realTemplates()), model);
    const article = /##### Security assessment is submitted and current\n([\s\S]*?)\n##### /.exec(text)?.[1] ?? '';
    expect(article).toContain('asked: Submitted; answered: Not started.');
    expect(article).not.toContain('Answers relied on');
  });

  test.each(EXAMPLE_NAMES)(
    'of %s is there for each of them, and for a gap names every answer that it rests on',
    (name) => {
      const { findings } = exampleReport(rules, name);
      for (const { units } of findings.rulesets) {
        for (const { open, in_place: inPlace } of units) {
          expect(inPlace.map(({ reasoning }) => reasoning)).toEqual(
            inPlace.map(() => ({ label: '', lead: '', brief: '', points: [] })),
          );
          for (const finding of open) {
            expect(finding.reasoning.lead).not.toBe('');
            expect(finding.reasoning.brief === '').toBe(finding.status !== 'undetermined');
            if (finding.status !== 'not_met') continue;
            const points = finding.reasoning.points.join('\n');
            const left = finding.relied_on.filter(
              ({ source, text }) => source !== 'date' && source !== 'finding' && !points.includes(text),
            );
            expect([finding.rule, left]).toEqual([finding.rule, []]);
          }
        }
      }
    },
  );

  test('is a sentence for what waits for answers or a sign-off', () => {
    const leads = (name: 'undetermined' | 'blocked', status: string): readonly string[] => [
      ...new Set(
        exampleReport(rules, name).findings.rulesets.flatMap(({ units }) =>
          units.flatMap(({ open }) =>
            open.filter((finding) => finding.status === status).map(({ reasoning }) => reasoning.lead),
          ),
        ),
      ),
    ];
    expect(leads('undetermined', 'undetermined')).toContain('Whether it applies turns on what is still missing.');
    expect(leads('blocked', 'undetermined')).toContain(
      'It applies. Whether it is in place turns on what is still missing.',
    );
    expect(leads('blocked', 'needs_attestation')).toEqual([
      'It applies, and the answers give what is asked; the signature of a named person is missing.',
    ]);
  });
});

test('a report with a reasoning for every finding is built from any answers', () => {
  fc.assert(
    fc.property(fc.constantFrom(...EXAMPLE_NAMES), fc.integer({ min: 1, max: 6 }), (name, step) => {
      const facts = Object.entries(EXAMPLES[name](rules)).filter((_entry, index) => index % step !== 0);
      const input = reportInput(rules, Object.fromEntries(facts), { asOf: '2025-09-01' });
      const { findings } = buildReport({ ...input, asOf: calendarDate('2025-09-01') });
      const open = findings.rulesets.flatMap(({ units }) => units.flatMap((unit) => unit.open));
      expect(open.filter(({ reasoning, status }) => status === 'not_met' && reasoning.points.length === 0)).toEqual([]);
    }),
    { numRuns: 12, seed: 20261123 },
  );
});
