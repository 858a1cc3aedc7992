import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { cliWordsFor } from '../src/cli/words/cli-words-for.ts';
import { evaluationWordsFor } from '../src/core/evaluation/evaluation-words.ts';
import type { CompiledRules } from '../src/core/language/compile-rules.ts';
import type { GlossaryFile } from '../src/core/language/shapes/glossary-file.ts';
import type { Locale } from '../src/core/language/shapes/text.ts';
import { neverSaid, textFaults } from '../src/core/language/text-faults.ts';
import { buildReport } from '../src/core/report/build-report.ts';
import { wordsFor } from '../src/core/report/words.ts';
import { BILINGUAL_ANSWERS, bilingualRules } from './support/bilingual-rules.ts';
import { day, reportInput } from './support/example-reports.ts';
import { realRules } from './support/real-rules.ts';

// `rules lint` holds the texts of the rule files to the glossary; here the words that reports and commands add to them are held to it.

const ROOT = fileURLToPath(new URL('..', import.meta.url));

let rules: CompiledRules;
let glossary: GlossaryFile;

beforeAll(async () => {
  rules = await realRules();
  if (rules.glossary === null) throw new Error('the shipped rules have no glossary');
  ({ glossary } = rules);
});

/** Every text of some data by its path. */
function* textsIn(value: unknown, path = ''): Iterable<readonly [path: string, text: string]> {
  if (typeof value === 'string') yield [path, value];
  else if (typeof value === 'object' && value !== null)
    for (const [key, entry] of Object.entries(value)) yield* textsIn(entry, `${path}/${key}`);
}

/** What is wrong with the Chinese of some data beside the English of the same. */
function faultsBetween(english: unknown, chinese: unknown): readonly string[] {
  const inEnglish = new Map(textsIn(english));
  return [...textsIn(chinese)].flatMap(([path, text]) =>
    textFaults({ en: inEnglish.get(path) ?? '', 'zh-CN': text.replaceAll(AS_IT_IS, '') }, glossary).map(
      ({ locale, message }) => `${path} (${locale}): ${message}: ${text}`,
    ),
  );
}

/** What is typed or written in the same way in every language. */
const AS_IT_IS =
  /preclear(?: [a-z]+)?|(?:--locale )?zh-CN|true|false|null|YYYY-MM-DD|\{ [^}]* \}|"|demo-[a-z-]+|sha256|Acme|Beta/g;

describe('the glossary', () => {
  test('is kept with the compiled rules, and in no snapshot of a ruleset', () => {
    const file: unknown = parse(readFileSync(`${ROOT}/rules/glossary.yaml`, 'utf8'));
    expect(rules.glossary).toEqual(file);
    for (const { snapshot } of rules.rulesets) expect(JSON.stringify(snapshot)).not.toContain('never_said');
  });

  test('has each Chinese form under one term alone', () => {
    const forms = glossary.terms.flatMap((term) => term['zh-CN']);
    expect(forms.filter((form, index) => forms.indexOf(form) !== index)).toEqual([]);
  });

  test('rules out no form that it asks for', () => {
    const accepted = glossary.terms.flatMap((term) => term['zh-CN']);
    const ruledOut = glossary.terms.flatMap(({ never = [] }) => never);
    expect(accepted.filter((form) => ruledOut.some((word) => form.includes(word)))).toEqual([]);
  });
});

describe('the words of evaluations, reports and commands', () => {
  const wordFiles = (locale: Locale): unknown => ({
    evaluation: evaluationWordsFor(locale),
    report: wordsFor(locale),
    cli: cliWordsFor(locale),
  });

  test('are there in both languages, one for one', () => {
    const paths = (locale: Locale): readonly string[] => [...textsIn(wordFiles(locale))].map(([path]) => path);
    expect(paths('zh-CN')).toEqual(paths('en'));
  });

  test('say each term as the glossary has it, and are Chinese throughout', () => {
    expect(faultsBetween(wordFiles('en'), wordFiles('zh-CN'))).toEqual([]);
  });

  test.each(
    ['src/core/evaluation', 'src/core/report', 'src/cli/words', 'templates', 'templates/partials'].flatMap((folder) =>
      readdirSync(`${ROOT}/${folder}`)
        .filter((name) => /words|labels|parts|plan-|[.]hbs$/.test(name) && !name.endsWith('report-words.ts'))
        .map((name) => `${folder}/${name}`),
    ),
  )('%s says nothing that is never said', (file) => {
    const text = readFileSync(`${ROOT}/${file}`, 'utf8');
    expect((['en', 'zh-CN'] as const).flatMap((locale) => neverSaid(text, locale, glossary))).toEqual([]);
  });
});

describe('a report in Chinese', () => {
  const details = {
    asOf: '2026-11-23',
    answeredOn: day('2026-11-20'),
    targetLaunch: day('2026-12-23'),
    product: { name: '示范应用', client: '某委托人', matter: '事项一' },
    answeredBy: { name: '李伟', role: '产品负责人' },
  } as const;

  test.each(Object.entries(BILINGUAL_ANSWERS))(
    'has the parts of the English one, each text in Chinese: %s',
    async (_name, facts) => {
      const bilingual = await bilingualRules();
      const [english, chinese] = (['en', 'zh-CN'] as const).map((locale) =>
        buildReport(reportInput(bilingual, facts, { ...details, locale })),
      );
      const paths = (model: unknown): readonly string[] => [...textsIn(model)].map(([path]) => path);
      expect(paths(chinese)).toEqual(paths(english));
      expect(faultsBetween(english, chinese).filter((fault) => !CONTRACT.test(fault.split(' ', 1)[0] ?? ''))).toEqual(
        [],
      );
    },
  );

  /** Ids, statuses and addresses, which no language changes. */
  const CONTRACT =
    /\/(?:id|gate|verdict|force|ruleset|unit|rule|status|severity|fact|kind|urgency|phase|truth|source|code|definition|url|provision|state|disposition|in_force|media_type)$|\/source\/text$|^\/integrity\/entries\//;
});
