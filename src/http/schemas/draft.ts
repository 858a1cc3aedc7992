import { z } from 'zod';
import { answerValue, day, id, instant } from './common.ts';
import { evidence, respondentOut, submittedContent } from './submission.ts';

/** The body that keeps a draft. */
export const draftBody = z.strictObject(submittedContent).meta({
  id: 'DraftContent',
  examples: [{ answers: { 'service.generates_content': true, 'service.uses_tools': null }, answered_on: '2026-11-20' }],
});

/** A draft as it goes out. */
export const draft = z
  .object({
    product_id: id,
    revision: z.number().int().min(1).describe('The header ETag says the same, as "r" and this number.'),
    answers: z.record(z.string(), answerValue),
    evidence,
    rulesets: z.array(z.string()).nullable().describe('null for all of them.'),
    answered_on: day.nullable(),
    answered_by: respondentOut.nullable(),
    product_version: z.string().nullable(),
    target_launch: day.nullable(),
    updated_at: instant,
  })
  .meta({ id: 'Draft', description: 'Answers in the making, of which a product has at most one set.' });
