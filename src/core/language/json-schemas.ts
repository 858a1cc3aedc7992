import { z } from 'zod';
import { caseFile } from './shapes/case-file.ts';
import { crosswalkFile } from './shapes/crosswalk-file.ts';
import { constraintFile, questionFile } from './shapes/question-file.ts';
import { glossaryFile } from './shapes/glossary-file.ts';
import { rulesetFile } from './shapes/ruleset-file.ts';
import { unitFile } from './shapes/unit-file.ts';

/** The file kinds of the rules folder, by the name of their JSON Schema. */
export const FILE_KINDS = {
  ruleset: rulesetFile,
  unit: unitFile,
  cases: caseFile,
  questions: questionFile,
  constraints: constraintFile,
  crosswalk: crosswalkFile,
  glossary: glossaryFile,
} as const;

/**
 * The JSON Schema (draft 2020-12) of a kind of rule file, so that an editor can complete and check while one writes. It says what
 * the form of a file must be; whether ids, facts and options exist is checked when the files are loaded.
 */
export function jsonSchemaOf(kind: keyof typeof FILE_KINDS): Record<string, unknown> {
  return z.toJSONSchema(FILE_KINDS[kind], { io: 'input', target: 'draft-2020-12' });
}
