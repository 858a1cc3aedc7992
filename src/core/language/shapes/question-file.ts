import { z } from 'zod';
import { condition, localizedText, plainId } from './text.ts';

/** The types a question may have. */
export const QUESTION_TYPES = ['boolean', 'choice', 'choices', 'integer', 'date', 'attestation'] as const;

/** How an answer can be changed by work, a decision, or somebody else. */
export const FIX_KINDS = ['build', 'decide', 'replace', 'third_party', 'authority', 'sign', 'withdraw'] as const;

/** The order of work towards a launch. */
export const PHASES = ['decide', 'build', 'test_and_sign', 'file', 'launch_day', 'after_launch', 'keep'] as const;

const optionValue = z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected small letters, digits and underscores');
const days = z.number().nonnegative();

/** One entry of the shared vocabulary: the question, and the fact it asks for. */
export const questionEntry = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/, 'expected <group>.<name>'),
  type: z.enum(QUESTION_TYPES),
  text: localizedText,
  help: localizedText,
  why: localizedText,
  labels: z.strictObject({ true: localizedText, false: localizedText }).optional(),
  options: z.record(optionValue, localizedText).optional(),
  min: z.int().optional(),
  default: z.union([z.boolean(), optionValue]).optional(),
  fixable: z.boolean(),
  fix_to: z
    .array(z.union([z.boolean(), optionValue]))
    .min(1)
    .optional(),
  fix_kind: z.enum(FIX_KINDS).optional(),
  effort_days: z.tuple([days, days]).optional(),
  wait_days: z.strictObject({ low: days, high: days, who: localizedText, basis: localizedText }).optional(),
  phase: z.enum(PHASES).optional(),
  after: z.array(z.string()).min(1).optional(),
  asked_in: z.string().optional(),
  descriptive: z.literal(true).optional(),
});

/** The file `questions/NN-<group>.yaml`: the questions of one group, in the order a person would answer. */
export const questionFile = z
  .strictObject({
    group: z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected small letters, digits and underscores'),
    title: localizedText,
    about: localizedText,
    questions: z.array(questionEntry).min(1),
  })
  .meta({ id: 'QuestionFile', title: 'Preclear questions', description: 'The file questions/NN-<group>.yaml.' });

/** The file `questions/constraints.yaml`: answers that cannot all be true, and answers counted from the day they were given. */
export const constraintFile = z
  .strictObject({
    constraints: z.array(z.strictObject({ id: plainId, when: condition, message: localizedText })),
    counted_days: z.strictObject({ facts: z.array(z.string()), message: localizedText }),
  })
  .meta({ id: 'ConstraintFile', title: 'Preclear constraints', description: 'The file questions/constraints.yaml.' });

/** A parsed question file. */
export type QuestionFile = z.infer<typeof questionFile>;
/** One question as written. */
export type QuestionEntry = z.infer<typeof questionEntry>;
/** A parsed constraint file. */
export type ConstraintFile = z.infer<typeof constraintFile>;
/** The type of a question. */
export type QuestionType = (typeof QUESTION_TYPES)[number];
/** A step in the order of work. */
export type Phase = (typeof PHASES)[number];
