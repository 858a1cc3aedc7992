import { z } from 'zod';
import { CAUSES } from '../../core/language/shapes/case-file.ts';
import { MAX_VARIANT_ID, MAX_VARIANTS } from '../../core/questionnaire/parse-variants.ts';
import { count, day, digest, gate, severity, status, truth } from './common.ts';
import { verdict, warning } from './evaluation.ts';
import { answersField, evaluationRequest } from './submission.ts';

const variantRequest = z.strictObject({
  id: z
    .string()
    .max(MAX_VARIANT_ID)
    .regex(/\S/, 'a text that is not blank')
    .optional()
    .describe('What you call the variant; it comes back with its result. Each id once.'),
  answers: answersField.describe(
    'What differs from the base: what it says of a fact holds, null makes it unknown again.',
  ),
});

/** The body of a what-if. */
export const whatIfBody = z
  .strictObject({
    ...evaluationRequest,
    variants: z
      .array(variantRequest)
      .min(1)
      .max(MAX_VARIANTS)
      .describe(`1 to ${MAX_VARIANTS} variants, each laid over the base on its own.`),
  })
  .meta({
    id: 'WhatIf',
    examples: [
      {
        answers: {
          'org.roles': ['app_provider'],
          'service.generates_content': true,
          'service.offered_to_prc_public': true,
          'users.guidance': false,
        },
        variants: [
          { id: 'guidance published', answers: { 'users.guidance': true } },
          { id: 'kept in-house', answers: { 'service.offered_to_prc_public': false } },
          { id: 'offer not decided', answers: { 'service.offered_to_prc_public': null } },
        ],
        as_of: '2026-11-23',
      },
    ],
  });

/** What a finding shows that may differ from one evaluation to the next. */
export const findingState = z
  .object({ status, because: z.enum(CAUSES).nullable(), applicability: truth, severity })
  .meta({ id: 'FindingState', description: 'What a finding shows that may differ from one evaluation to the next.' });

const open = z.object({ blockers: count, others: count });

const variantResult = z
  .object({
    id: z.string().nullable().describe('The id that was sent; null without one.'),
    gate,
    open,
    rulesets: z.array(z.object({ id: z.string(), verdict })),
    changes: z
      .array(z.object({ ruleset: z.string(), rule: z.string(), from: findingState, to: findingState }))
      .describe('Exactly the findings that are not what they are under the base.'),
    warnings: z.array(warning).describe('Answers of the variant that cannot all be true.'),
  })
  .meta({ id: 'VariantResult', description: 'What a variant comes to.' });

/** The answer to a what-if. */
export const whatIfResult = z
  .object({
    as_of: day,
    engine: z.string(),
    semantics: z.number().int(),
    answers_digest: digest.describe('Of the answers of the base.'),
    base: z.object({
      gate,
      gate_basis: z.array(z.string()).describe('The rulesets that decided the gate.'),
      open,
      rulesets: z.array(z.object({ id: z.string(), version: z.string(), digest, binding: z.boolean(), verdict })),
      warnings: z.array(warning),
    }),
    variants: z.array(variantResult).describe('In the order in which they were sent.'),
  })
  .meta({ id: 'WhatIfResult', description: 'What a product comes to, and what it would come to under each variant.' });
