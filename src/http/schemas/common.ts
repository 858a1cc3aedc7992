import { z } from 'zod';
import { STATUSES } from '../../core/language/shapes/case-file.ts';
import { SEVERITIES, CONFIDENCE_LEVELS } from '../../core/language/shapes/ruleset-file.ts';
import { LOCALES } from '../../core/language/shapes/text.ts';
import { BASES } from '../../core/language/shapes/unit-file.ts';
import { PLAN_CHOICES } from '../../service/plan-response.ts';

/** A day as it goes out. */
export const day = z.string().meta({ format: 'date', examples: ['2026-11-23'] });

/** An instant as it goes out. */
export const instant = z.string().meta({ format: 'date-time', examples: ['2026-11-23T09:30:00.000Z'] });

/** An id that this service gave out. */
export const id = z.string().meta({ format: 'uuid', examples: ['019ab0c4-6c1e-7d3a-9b57-2f6d1c0e8a44'] });

/** SHA-256 over canonical JSON. */
export const digest = z
  .string()
  .meta({ pattern: '^sha256:[0-9a-f]{64}$', description: 'SHA-256 over canonical JSON (RFC 8785).' });

export const count = z.number().int().min(0);
export const truth = z.enum(['true', 'false', 'unknown']).describe('Three-valued: a word, never a JSON boolean.');
export const status = z.enum(STATUSES);
export const gate = z.enum(['out_of_scope', 'blocked', 'undetermined', 'conditional', 'clear']);
export const severity = z.enum(SEVERITIES);
export const confidence = z.enum(CONFIDENCE_LEVELS);
export const basis = z.enum(BASES);

/** The path of something by its id. */
export const idPath = z.object({ id });

/** A language that texts are written in. */
export const locale = z.enum(LOCALES);

/** What may follow from an open finding. */
export const consequence = z
  .object({
    id: z.string(),
    title: z.string().nullable().describe('A few words for it.'),
    text: z.string(),
    confidence,
  })
  .meta({ id: 'Consequence', description: 'What may follow from an open finding, and how sure we are of it.' });

/** `?locale=` */
export const localeQuery = z.strictObject({
  locale: z
    .string()
    .optional()
    .meta({ description: 'Language of the texts: `en` when left out.', examples: ['zh-CN'] }),
});

/** `true` and `false` in a query; anything else is left as it is and refused. */
const flag = z.preprocess(
  (value) => (value === 'true' ? true : value === 'false' ? false : value),
  z.boolean().optional(),
);

/** `?locale=` and `?plan=` */
export const planQuery = localeQuery.extend({
  plan: z
    .enum(PLAN_CHOICES)
    .default('unblocked')
    .describe(
      'What the plan is to reach: `unblocked`, so that no blocker is open and the gate is conditional or better, `clear`, so that ' +
        'no finding of a binding ruleset is open, or `none` for no plan.',
    ),
});

/** `?locale=`, `?plan=` and `?trace=true` */
export const evaluationQuery = planQuery.extend({
  trace: flag.describe('Give each finding the tree of its conditions with the truth of each part.'),
});

/** Places in instruments. */
export const citation = z
  .object({
    article: z.string().optional(),
    paragraph: z.string().optional(),
    item: z.string().optional(),
    commitment: z.string().optional(),
    element: z.string().optional(),
    fact_sheet: z.string().optional(),
    text: z.string().describe('The place in the language of the answer, such as "Art. 17" or "第十七条".'),
  })
  .meta({ id: 'CitedPlace', description: 'A place in an instrument.' });

/** The value of an answer. */
export const answerValue = z
  .union([
    z.boolean(),
    z.number().int(),
    z.string(),
    z.array(z.string()),
    z.object({
      attested: z.boolean(),
      by: z.string().optional(),
      role: z.string().optional(),
      on: day.optional(),
      evidence: z.array(z.string()).optional(),
    }),
  ])
  .meta({ id: 'AnswerValue', description: 'An answer; its type is that of the question.' });
