import type { Problem } from '../base/problem.ts';
import { textsIn } from './check-words.ts';
import type { ParsedFile } from './parse-file.ts';
import type { CrosswalkFile } from './shapes/crosswalk-file.ts';
import type { QuestionFile, ConstraintFile } from './shapes/question-file.ts';
import type { RulesetFile } from './shapes/ruleset-file.ts';
import type { Locale } from './shapes/text.ts';
import type { UnitFile } from './shapes/unit-file.ts';

/** Reports every text of a ruleset file that lacks a locale the ruleset declares. */
export function checkRulesetTexts(ruleset: ParsedFile<RulesetFile>, problems: Problem[]): void {
  missingTexts(ruleset, ruleset.value.locales, problems);
}

/** Reports every text of a unit file that lacks a locale its ruleset declares. */
export function checkUnitTexts(unit: ParsedFile<UnitFile>, locales: readonly Locale[], problems: Problem[]): void {
  missingTexts(unit, locales, problems);
}

/** Reports every text of the questions and constraints that lacks a locale some ruleset declares: the vocabulary serves them all. */
export function checkQuestionTexts(
  files: readonly (ParsedFile<QuestionFile> | ParsedFile<ConstraintFile>)[],
  locales: readonly Locale[],
  problems: Problem[],
): void {
  for (const file of files) missingTexts(file, locales, problems);
}

/** Reports every text of a crosswalk that lacks a locale which one of its rulesets declares. */
export function checkCrosswalkTexts(
  crosswalk: ParsedFile<CrosswalkFile>,
  locales: readonly Locale[],
  problems: Problem[],
): void {
  missingTexts(crosswalk, locales, problems);
}

function missingTexts({ value, locator }: ParsedFile<unknown>, locales: readonly Locale[], problems: Problem[]): void {
  for (const { text, path } of textsIn(value)) {
    for (const locale of locales) {
      if (text[locale] !== undefined) continue;
      problems.push({
        ...locator.at(path),
        code: 'missing-translation',
        message: `"${String(path.at(-1))}" has no ${locale} text`,
        hint: null,
      });
    }
  }
}
