import { z } from 'zod';
import { SEVERITIES } from './ruleset-file.ts';
import { dateText, plainId } from './text.ts';

/** What the test of a rule may end in. */
export const STATUSES = ['met', 'not_met', 'needs_attestation', 'undetermined', 'not_applicable'] as const;

/** Which half of an undetermined rule is open. */
export const CAUSES = ['applicability', 'requirement'] as const;

const answers = z.record(z.string(), z.unknown());

/** One test case of one rule. */
const caseEntry = z.strictObject({
  rule: plainId,
  name: z.string().min(1),
  as_of: dateText,
  answers,
  expect: z.strictObject({
    status: z.enum(STATUSES),
    because: z.enum(CAUSES).optional(),
    applicability: z.enum(['true', 'false', 'unknown']).optional(),
    severity: z.enum(SEVERITIES).optional(),
    tag: z.string().min(1).nullable().optional(),
    review: z.array(z.string()).optional(),
    open: z.array(z.string()).optional(),
    decided_by: z.array(z.string()).optional(),
  }),
});

/** The file `<instrument>/<unit>.cases.yaml`: the test cases of the rules of one unit, over answers that all of them share. */
export const caseFile = z
  .strictObject({ given: answers.optional(), cases: z.array(caseEntry).min(1) })
  .meta({ id: 'CaseFile', title: 'Preclear test cases', description: 'The file <instrument>/<unit>.cases.yaml.' });

/** A parsed case file. */
export type CaseFile = z.infer<typeof caseFile>;
/** One case as written. */
export type CaseEntry = z.infer<typeof caseEntry>;
/** What the test of a rule ended in. */
export type Status = (typeof STATUSES)[number];
/** Which half of an undetermined rule is open. */
export type Cause = (typeof CAUSES)[number];
