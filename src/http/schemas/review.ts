import { z } from 'zod';
import { day, gate, id, status } from './common.ts';
import { reviewAsked } from './evaluation.ts';
import { name, sentDay } from './submission.ts';

const MAX_TEXT = 5000;
const MAX_FORMATS = 10;
const MAX_RULESETS = 50;

const text = z.string().max(MAX_TEXT).regex(/\S/, 'a text that is not blank');
const person = z.strictObject({ name, role: name });
const personOut = z.object({ name: z.string(), role: z.string() });

/** The body of a review of a finding. */
export const findingReviewBody = z
  .strictObject({
    disposition: z.enum(['confirmed', 'overridden', 'commented']),
    status: status.optional().describe('Your own status; with `overridden` alone.'),
    citation: text.optional().describe('What your own status rests on; with `overridden` alone.'),
    reason: text.optional().describe('Why; with `overridden` and `commented`.'),
    by: person.describe('Who says so. A key is not a person.'),
  })
  .meta({
    id: 'NewFindingReview',
    examples: [
      {
        disposition: 'overridden',
        status: 'met',
        citation: 'Art. 17',
        reason: 'The assessment was submitted on 20 November 2026; the receipt was examined.',
        by: { name: 'A. Person', role: 'Counsel' },
      },
    ],
  });

/** The body of a confirmation. */
export const confirmationBody = z
  .strictObject({ by: person })
  .meta({ id: 'NewConfirmation', examples: [{ by: { name: 'A. Person', role: 'Counsel' } }] });

/** The body of an accepted risk. */
export const acceptedRiskBody = z
  .strictObject({
    reason: text,
    owner: person.describe('Who answers for it.'),
    expires_on: sentDay.describe('The last day on which it holds: from today, a year at most.'),
  })
  .meta({
    id: 'NewAcceptedRisk',
    examples: [
      {
        reason: 'The complaint process is published with the next release.',
        owner: { name: 'A. Person', role: 'Chief executive' },
        expires_on: '2027-03-31',
      },
    ],
  });

/** The body of a sign-off. */
export const signOffBody = z
  .strictObject({
    by: person,
    admission: name.optional().describe('Where the signatory is admitted to practise.'),
    licence_no: name.optional(),
    rulesets: z
      .array(z.string().max(200))
      .min(1)
      .max(MAX_RULESETS)
      .optional()
      .describe('What is signed for; every instrument that is not yet signed for when left out.'),
    privileged: z.boolean().optional().describe('Whether the report carries the label of a privileged document.'),
    locale: z.string().max(35).optional(),
    layout: z.string().max(35).optional(),
    template: z.string().max(35).optional(),
    formats: z
      .array(z.string().max(35))
      .min(1)
      .max(MAX_FORMATS)
      .optional()
      .describe('Formats in which the bytes of the final report are kept; PDF, HTML and JSON when left out.'),
  })
  .meta({
    id: 'NewSignOff',
    examples: [
      {
        by: { name: 'A. Person', role: 'Counsel' },
        admission: 'Beijing',
        licence_no: '11101202010000000',
        privileged: true,
        formats: ['html', 'json'],
      },
    ],
  });

/** What counsel says of a finding. */
export const findingReview = z
  .object({
    rule: z.string(),
    disposition: z.enum(['confirmed', 'overridden', 'commented']),
    status: status.nullable(),
    citation: z.string().nullable(),
    reason: z.string().nullable(),
    by: personOut,
    on: day,
  })
  .meta({ id: 'FindingReview', description: 'What counsel says of a finding; the finding stays as it was computed.' });

/** That counsel agrees that an answer sets duties aside. */
export const confirmation = z
  .object({ fact: z.string(), by: personOut, on: day })
  .meta({ id: 'Confirmation', description: 'That counsel agrees that an answer sets duties aside.' });

/** A dated decision to go on with an open finding. */
export const acceptedRisk = z
  .object({ rule: z.string(), reason: z.string(), owner: personOut, accepted_on: day, expires_on: day })
  .meta({ id: 'AcceptedRisk', description: 'A dated decision to go on with an open finding. It exempts nobody.' });

/** Everything that was said of an evaluation. */
export const review = z
  .object({
    evaluation_id: id,
    state: z.enum(['draft', 'final']),
    gate: gate.describe('As it was computed.'),
    effective_gate: gate
      .nullable()
      .describe('With the overrides and the accepted risks in force on the day assessed; null when there are none.'),
    reviews: z.array(findingReview),
    set_aside: z
      .array(z.object({ fact: z.string(), rules: z.array(z.string()), confirmed: confirmation.nullable() }))
      .describe('The answers that set duties aside; each is confirmed before the report is final.'),
    to_review: z
      .array(
        z.object({
          ruleset: z.string(),
          rule: z.string(),
          asks: z.array(reviewAsked),
          settled_by: z
            .enum(['review', 'accepted_risk'])
            .nullable()
            .describe(
              'A review that confirms or overrides it, or a risk in force that it is open under; null while there is none.',
            ),
        }),
      )
      .describe('The findings that ask for a person; each is settled before the report is final.'),
    accepted_risks: z.array(acceptedRisk),
    sign_offs: z.array(
      z.object({ ruleset: z.string(), by: personOut, admission: z.string(), licence_no: z.string(), on: day }),
    ),
  })
  .meta({ id: 'Review', description: 'Everything that was said of an evaluation, as it stands.' });

/** The risks of a product. */
export const acceptedRisks = z
  .object({ items: z.array(acceptedRisk) })
  .meta({ id: 'AcceptedRisks', description: 'The accepted risks of a product; those that have ended too.' });
