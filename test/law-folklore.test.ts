import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledRules } from '../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../src/core/language/compiled-ruleset.ts';
import { LOCALES } from '../src/core/language/shapes/text.ts';
import { wordsFor } from '../src/core/report/words.ts';
import { CHINA_FOLKLORE, US_FOLKLORE, type Folklore } from './support/folklore.ts';
import { realRules } from './support/real-rules.ts';
import { clausesOf, ruleTexts } from './support/rule-texts.ts';

// Errors that are often read about the two instruments. No text of a rule file and no word of a report repeats one of them.

const ALL = [...CHINA_FOLKLORE, ...US_FOLKLORE];

/** The clauses of a text that say it. */
function saying(folklore: Folklore, text: string): readonly string[] {
  const patterns = LOCALES.flatMap((locale) => folklore.says[locale] ?? []);
  return clausesOf(text).filter(
    (clause) => patterns.some((pattern) => pattern.test(clause)) && folklore.unless?.test(clause) !== true,
  );
}

/** The words of a report, as far as they are whole sentences. */
function wordsOfReports(value: unknown = LOCALES.map(wordsFor)): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsOfReports) : [];
}

const texts = ruleTexts();

test.each(ALL)('no text says: $error', (folklore) => {
  const found = texts.flatMap(({ place, text }) => saying(folklore, text).map((clause) => `${place}: ${clause}`));
  expect(found).toEqual([]);
  expect(wordsOfReports().flatMap((text) => saying(folklore, text))).toEqual([]);
});

test.each(ALL)('a text that said so would be found: $error', (folklore) => {
  expect(folklore.caught.map((clause) => saying(folklore, clause))).toEqual(folklore.caught.map((clause) => [clause]));
  expect(Object.keys(folklore.says)).toEqual(['en', 'zh-CN']);
});

describe('what the structure of the rules says of the law', () => {
  let rules: CompiledRules;
  beforeAll(async () => {
    rules = await realRules();
  });

  function ruleset(id: string): CompiledRuleset {
    const found = rules.rulesets.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`no ruleset ${id}`);
    return found;
  }

  test('the Measures were adopted on 23 May, published on 13 July and in force from 15 August 2023', () => {
    const { source, in_force: inForce } = ruleset('cn-interim-measures').file;
    expect([source.adopted, source.published, inForce]).toEqual(['2023-05-23', '2023-07-13', { from: '2023-08-15' }]);
  });

  test('the security assessment and the filing are duties of Art. 17', () => {
    const about = ruleset('cn-interim-measures').rules.filter(({ id }) =>
      /security-assessment|algorithm-filing/.test(id),
    );
    expect(about.length).toBeGreaterThan(1);
    expect(new Set(about.map(({ entry }) => entry.citation.article))).toEqual(new Set(['17']));
  });

  test('Arts 16, 18, 19(2), 21 and 22(1) are no duties of a provider', () => {
    const treated = new Set(ruleset('cn-interim-measures').rules.flatMap(({ entry }) => entry.provisions));
    expect(
      ['art-16-1', 'art-18-1', 'art-19-2', 'art-21-1', 'art-21-2', 'art-22-1'].filter((id) => treated.has(id)),
    ).toEqual([]);
  });

  test('Art. 8 is asked only of those who annotate', () => {
    const rulesOf8 = ruleset('cn-interim-measures').rules.filter(({ unit }) => unit === '8');
    expect(rulesOf8.length).toBeGreaterThan(0);
    expect(rulesOf8.filter(({ facts }) => !facts.includes('annotation.used'))).toEqual([]);
  });

  test('what rests on practice or a standard has neither the text as its basis nor a date before the practice', () => {
    const practice = ruleset('cn-interim-measures').rules.filter(({ entry }) => entry.confidence.level === 'practice');
    expect(practice.length).toBeGreaterThan(0);
    expect(practice.filter(({ entry }) => entry.basis === 'text')).toEqual([]);
  });

  test('no US commitment blocks a launch, and every one is voluntary', () => {
    const us = ruleset('us-voluntary-commitments');
    expect(us.binding).toBe(false);
    expect(us.rules.filter(({ entry }) => entry.severity === 'blocker')).toEqual([]);
  });

  test('sixteen companies signed, in three rounds', () => {
    const { signatories = [] } = ruleset('us-voluntary-commitments').file;
    expect(signatories).toEqual([
      { on: '2023-07-21', names: ['Amazon', 'Anthropic', 'Google', 'Inflection', 'Meta', 'Microsoft', 'OpenAI'] },
      {
        on: '2023-09-12',
        names: ['Adobe', 'Cohere', 'IBM', 'Nvidia', 'Palantir', 'Salesforce', 'Scale AI', 'Stability'],
      },
      { on: '2024-07-26', names: ['Apple'] },
    ]);
    expect(signatories.flatMap(({ names }) => names)).toHaveLength(16);
  });
});
