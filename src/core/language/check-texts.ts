import type { Problem } from '../base/problem.ts';
import type { ParsedFile } from './parse-file.ts';
import type { Locator, Path } from './read-yaml.ts';
import type { CrosswalkFile } from './shapes/crosswalk-file.ts';
import type { QuestionFile, ConstraintFile } from './shapes/question-file.ts';
import type { RulesetFile } from './shapes/ruleset-file.ts';
import type { Locale } from './shapes/text.ts';
import type { UnitFile } from './shapes/unit-file.ts';

/** Reports every text of a ruleset file that lacks a locale the ruleset declares. */
export function checkRulesetTexts(ruleset: ParsedFile<RulesetFile>, problems: Problem[]): void {
  missingTexts(ruleset.value, ruleset.value.locales, [], ruleset.locator, problems);
}

/** Reports every text of a unit file that lacks a locale its ruleset declares. */
export function checkUnitTexts(unit: ParsedFile<UnitFile>, locales: readonly Locale[], problems: Problem[]): void {
  missingTexts(unit.value, locales, [], unit.locator, problems);
}

/** Reports every text of the questions and constraints that lacks a locale some ruleset declares: the vocabulary serves them all. */
export function checkQuestionTexts(
  files: readonly (ParsedFile<QuestionFile> | ParsedFile<ConstraintFile>)[],
  locales: readonly Locale[],
  problems: Problem[],
): void {
  for (const file of files) missingTexts(file.value, locales, [], file.locator, problems);
}

/** Reports every text of a crosswalk that lacks a locale which one of its rulesets declares. */
export function checkCrosswalkTexts(
  crosswalk: ParsedFile<CrosswalkFile>,
  locales: readonly Locale[],
  problems: Problem[],
): void {
  missingTexts(crosswalk.value, locales, [], crosswalk.locator, problems);
}

function missingTexts(
  value: unknown,
  locales: readonly Locale[],
  path: Path,
  locator: Locator,
  problems: Problem[],
): void {
  if (Array.isArray(value)) {
    value.forEach((entry, index) => {
      missingTexts(entry, locales, [...path, index], locator, problems);
    });
  } else if (typeof value === 'object' && value !== null) {
    if ('en' in value) {
      for (const locale of locales) {
        if (Object.hasOwn(value, locale)) continue;
        problems.push({
          ...locator.at(path),
          code: 'missing-translation',
          message: `"${String(path.at(-1))}" has no ${locale} text`,
          hint: null,
        });
      }
      return;
    }
    for (const [key, entry] of Object.entries(value)) missingTexts(entry, locales, [...path, key], locator, problems);
  }
}
