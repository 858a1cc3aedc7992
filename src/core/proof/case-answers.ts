import type { UnitCases } from '../language/compile-rules.ts';
import type { Questionnaire } from '../language/questionnaire.ts';
import type { CaseEntry } from '../language/shapes/case-file.ts';
import { parseAnswers } from '../questionnaire/parse-answers.ts';

/** Parses the answers of a case: its own, over those that all cases of the file share. */
export function parseCaseAnswers(
  cases: UnitCases,
  entry: CaseEntry,
  questionnaire: Questionnaire,
): ReturnType<typeof parseAnswers> {
  return parseAnswers(questionnaire, { ...cases.value.given, ...entry.answers });
}
