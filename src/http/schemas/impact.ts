import { z } from 'zod';
import { MAX_PRODUCTS } from '../../service/impact-request.ts';
import { count, day, digest, gate, id } from './common.ts';
import { verdict } from './evaluation.ts';
import { MAX_RULESETS, sentDay } from './submission.ts';
import { findingState } from './what-if.ts';

/** Longest version or digest. */
const MAX_VERSION = 100;

/** The body of an impact. Whether rulesets, versions, days and products exist is for the service to say. */
export const impactBody = z
  .strictObject({
    rulesets: z
      .array(z.string())
      .min(1)
      .max(MAX_RULESETS)
      .optional()
      .describe(
        'Ids of the rulesets whose candidates are tried; all of them when left out. The others stay as stored.',
      ),
    against: z
      .strictObject({
        as_of: sentDay
          .optional()
          .describe('The day to judge for; each product on the day it was judged for when left out.'),
        versions: z
          .record(z.string(), z.string().max(MAX_VERSION))
          .refine((versions) => Object.keys(versions).length <= MAX_RULESETS, `at most ${MAX_RULESETS} rulesets`)
          .optional()
          .describe(
            'By ruleset id the version, or digest, to try: one in use or one that a stored evaluation used. ' +
              'The one in use when left out.',
          ),
      })
      .optional()
      .describe('What to compare with; the rulesets in use when left out.'),
    products: z
      .array(z.string())
      .min(1)
      .max(MAX_PRODUCTS)
      .optional()
      .describe('Ids of products; all of them when left out.'),
  })
  .meta({ id: 'Impact', examples: [{ against: { as_of: '2026-07-15' } }] });

const why = z
  .enum(['rules_changed', 'date_passed', 'either', 'both'])
  .describe(
    'rules_changed: the new rules alone, on the old day, come to the new result, and the new day alone does not. date_passed: the ' +
      'new day alone, under the old rules, comes to it, and the new rules alone do not. either: each alone comes to it. both: only ' +
      'the two together do.',
  );

const gateChange = z.object({ from: gate, to: gate, why: why.nullable() });
const verdictChange = z.object({ from: verdict, to: verdict, why: why.nullable() });

const findingChange = z.object({
  rule: z.string(),
  from: findingState.nullable().describe('null: the old version has no such rule.'),
  to: findingState.nullable().describe('null: the new version has no such rule.'),
  why,
});

const candidateLine = z
  .object({
    candidate: z.object({
      engine: z.string(),
      as_of: day.nullable().describe('null: each product on the day it was judged for.'),
      rulesets: z.array(z.object({ id: z.string(), version: z.string(), digest })),
    }),
  })
  .meta({ id: 'ImpactCandidate', description: 'The first line: what products are compared with.' });

const changedLine = z
  .object({
    product: id,
    evaluation: id.describe('The latest evaluation of the product, with which it was compared.'),
    gate: gateChange,
    rulesets: z
      .array(z.object({ id: z.string(), verdict: verdictChange, findings: z.array(findingChange) }))
      .describe('Those in which something changes.'),
    no_longer_answered: z
      .array(z.string())
      .describe('Facts whose stored answer has no place in the new questions; they are unknown there.'),
  })
  .meta({ id: 'ImpactOnProduct', description: 'A product of which gate, verdict or a finding changes.' });

const skippedLine = z
  .object({ product: id, evaluation: id, skipped: z.enum(['answers_erased', 'not_reproduced']) })
  .meta({
    id: 'SkippedProduct',
    description:
      'A product that could not be compared: its answers were erased, or judging it again as it was does not come to what was stored.',
  });

const summaryLine = z
  .object({
    summary: z.object({
      products: count.describe('Products that have an evaluation: the sum of the other counts.'),
      changed: count,
      unchanged: count,
      erased: count,
      not_reproduced: count,
      gates: z.array(z.object({ from: gate, to: gate, products: count })),
    }),
  })
  .meta({ id: 'ImpactSummary', description: 'The last line. Where it is missing, the stream was cut.' });

/** One line of an impact. */
export const impactLine = z
  .union([candidateLine, changedLine, skippedLine, summaryLine])
  .meta({ id: 'ImpactLine', description: 'One line of the stream, a JSON object of its own.' });
