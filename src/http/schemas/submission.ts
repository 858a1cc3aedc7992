import { z } from 'zod';
import { UUID } from '../uuid.ts';
import { answerValue, day, digest, id, instant } from './common.ts';
import { evaluation } from './evaluation.ts';

/** Longest name, role, title or reference. */
const MAX_NAME = 500;
const MAX_LINK = 2000;
const MAX_EVIDENCE = 500;
/** Most rulesets that a request names. */
export const MAX_RULESETS = 50;
const MAX_ANSWERS = 500;

const SHA256 = /^[0-9a-f]{64}$/;

/** A text that says something; kept as written. */
export const name = z.string().max(MAX_NAME).regex(/\S/, 'a text that is not blank');

/** A day as it is sent. */
export const sentDay = z.string({ error: 'a date written YYYY-MM-DD' }).meta({ format: 'date' });

const exampleAnswers = {
  'org.roles': ['app_provider'],
  'service.generates_content': true,
  'service.launch_state': 'pre_launch',
  'service.uses_tools': null,
};

/** Answers before they are parsed; the bound is well above the number of questions. */
export const answersField = z
  .record(z.string(), z.unknown())
  .refine((answers) => Object.keys(answers).length <= MAX_ANSWERS, `at most ${MAX_ANSWERS} answers`);

/** What an evaluation is asked for with. Whether the days exist, and all of the answers, is for the service to say. */
export const evaluationRequest = {
  answers: answersField.describe(
    'Flat: dotted fact ids to values, as GET /v1/questionnaire/schema describes them. Absent or null is unknown. ' +
      'An empty object is valid.',
  ),
  rulesets: z
    .array(z.string())
    .min(1)
    .max(MAX_RULESETS)
    .optional()
    .describe('Ids of the rulesets to evaluate; all of them when left out.'),
  as_of: sentDay.optional().describe('The day to assess for, 2000-01-01 to 2100-12-31; today in UTC when left out.'),
};

/** The body of a stateless evaluation. */
export const evaluateBody = z
  .strictObject({
    ...evaluationRequest,
    target_launch: sentDay
      .optional()
      .describe('The day on which the product is meant to launch; the plan is placed in time before it.'),
  })
  .meta({ id: 'Evaluate', examples: [{ answers: exampleAnswers, as_of: '2026-11-23' }] });

const newProduct = {
  name,
  client: name.nullish().describe("The law firm's client, as the firm names it."),
  matter: name.nullish().describe("The firm's matter reference."),
};

/** The body of a new product. */
export const productBody = z
  .strictObject(newProduct)
  .meta({ id: 'NewProduct', examples: [{ name: 'Example Writer', client: 'Example Ltd', matter: 'M-2026-014' }] });

const respondent = z.strictObject({ name, role: name });

const evidenceItem = z.strictObject({
  ref: name.describe('The reference that attestations name.'),
  title: name.nullish(),
  link: z
    .string()
    .max(MAX_LINK)
    .regex(/^https?:\/\/\S+$/, 'a link that begins with https:// or http://')
    .nullish(),
  sha256: z.string().regex(SHA256, '64 small hexadecimal digits').nullish(),
});

const { answers, rulesets } = evaluationRequest;

/** What a submission says of a product, apart from the day it is judged for. */
export const submittedContent = {
  answers,
  rulesets,
  evidence: z
    .array(evidenceItem)
    .max(MAX_EVIDENCE)
    .optional()
    .describe('Further description of references; need not be given.'),
  answered_on: sentDay.nullish().describe('The day on which the questions were answered.'),
  answered_by: respondent.nullish().describe('Who answered the questions.'),
  product_version: name.nullish().describe('The version of the product that is assessed, as it is called there.'),
  target_launch: sentDay.nullish(),
};

const submitted = { ...submittedContent, as_of: evaluationRequest.as_of };

/** The body of a submission for a product in the path. */
export const productSubmissionBody = z.strictObject(submitted).meta({
  id: 'ProductSubmission',
  examples: [
    { answers: exampleAnswers, answered_on: '2026-11-20', answered_by: { name: 'Li Wei', role: 'Product lead' } },
  ],
});

/** The body of a submission that brings its product. */
export const submissionBody = z
  .strictObject({
    product: z
      .union([
        z.strictObject({ id: z.string().regex(UUID, 'the id of a product, a UUID in small letters') }),
        z.strictObject(newProduct),
      ])
      .describe(
        '{"id": …} of an existing product, or {"name": …, "client"?: …, "matter"?: …} of a new one; names are never matched',
      ),
    ...submitted,
  })
  .meta({
    id: 'NewSubmission',
    examples: [
      {
        product: { name: 'Example Writer' },
        answers: exampleAnswers,
        answered_on: '2026-11-20',
        answered_by: { name: 'Li Wei', role: 'Product lead' },
        target_launch: '2027-02-01',
      },
    ],
  });

/** A product as it goes out. */
export const product = z
  .object({ id, name: z.string(), client: z.string().nullable(), matter: z.string().nullable(), created_at: instant })
  .meta({ id: 'Product', description: 'Something that is assessed.' });

/** Descriptions of references as they go out. */
export const evidence = z.array(
  z.object({
    ref: z.string(),
    title: z.string().nullable(),
    link: z.string().nullable(),
    sha256: z.string().nullable(),
  }),
);

/** Who answered, as it goes out. */
export const respondentOut = z.object({ name: z.string(), role: z.string() });

/** A submission as it goes out. */
export const submission = z
  .object({
    id,
    product_id: id,
    answers: z.record(z.string(), answerValue).nullable().describe('null once the answers were erased.'),
    answers_digest: digest,
    evidence,
    answered_on: day.nullable(),
    answered_by: respondentOut.nullable(),
    product_version: z.string().nullable(),
    target_launch: day.nullable(),
    created_at: instant,
  })
  .meta({ id: 'Submission', description: 'An immutable set of answers for a product.' });

const path = z.string().meta({ format: 'uri-reference' });

/** What a submission came to. */
export const submissionResult = z
  .object({
    submission,
    evaluation,
    links: z.object({
      product: path,
      submission: path,
      evaluation: path,
      verify: path,
      reports: z.record(z.string(), path).describe('By format.'),
    }),
  })
  .meta({ id: 'SubmissionResult', description: 'What was stored, and what it came to.' });
