/**
 * Every code a problem in a rule file can have, each with what it means. `rules/README.md` lists the same codes, and
 * `test/core/language/bad` holds at least one file for each; a test keeps the three equal.
 */
export const PROBLEM_CODES = {
  'yaml-syntax': 'The file is not well-formed YAML 1.2.',
  'yaml-duplicate-key': 'A mapping names the same key twice.',
  'yaml-unsupported': 'The file uses an anchor, an alias, a tag or several documents.',
  'unknown-key': 'A key is not one of those the file kind has.',
  'missing-key': 'A key that the file kind asks for is missing.',
  'wrong-value': 'A value has the wrong type or form.',
  'field-order': 'The keys of an entry do not stand in the documented order.',
  'missing-file': 'A file that the folder layout asks for is missing.',
  'misplaced-file': 'A file does not belong where it lies, or its name does not say what it holds.',
  'duplicate-id': 'Two entries of the same kind carry the same id.',
  'missing-translation': 'A text lacks a locale that the ruleset declares.',
  'unknown-unit': 'A unit is not one of the units of the ruleset.',
  'unknown-provision': 'A provision is not listed in the ruleset.',
  'citation-mismatch': 'A citation is not that of any provision the rule names.',
  'provision-treatment': 'A provision has no treatment, or treatments of two kinds.',
  'unknown-definition': 'A definition is not declared in the ruleset.',
  'definition-order': 'A definition uses one that stands below it.',
  'definition-cycle': 'Definitions use each other in a circle.',
  'unknown-consequence': 'A consequence code is not listed in the ruleset.',
  'unknown-related': 'A related instrument is not listed in the ruleset.',
  'unknown-rule': 'A case names a rule that does not exist in its unit.',
  'unknown-semantics': 'The ruleset asks for semantics this engine does not know.',
  'condition-syntax': 'A condition is not well-formed CEL.',
  'condition-style': 'A condition is written in a scalar style in which places cannot be told exactly.',
  'condition-subset': 'A condition uses CEL outside the allowed subset.',
  'condition-type': 'A condition compares or combines values of types that do not fit.',
  'condition-date': 'A condition names a date that does not exist.',
  'undeclared-fact': 'A name is neither a fact, nor a definition, nor a built-in.',
  'unknown-option': 'A value is not an option of the question.',
  'attestation-misplaced': 'An attestation stands outside `met`, or under a negation.',
  'engine-misplaced': 'An engine fact stands outside `met`.',
  'in-force-mismatch': 'The dates shown in `in_force` disagree with the condition.',
  'date-order': 'A period ends before it begins.',
  'case-answers': 'The answers of a case are not valid.',
  'case-failed': 'A case does not give the expected finding.',
  'case-missing': 'No case shows an outcome that the rule can reach.',
  'case-boundary': 'No case stands on a side of a date that the rule turns on.',
  'mutant-survived': 'A small change of a condition changes findings, and no case notices.',
  'question-fix': 'What a question says of its fixes does not fit its type or itself.',
  'question-order': 'The order of work of the questions runs in a circle.',
} as const satisfies Record<string, string>;

/** The code of a problem in a rule file. */
export type ProblemCode = keyof typeof PROBLEM_CODES;
