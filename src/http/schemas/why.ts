import { z } from 'zod';
import { CAUSES } from '../../core/language/shapes/case-file.ts';
import { answerValue, citation, severity, status, truth, day } from './common.ts';
import { deciding } from './evaluation.ts';
import { evaluateBody } from './submission.ts';

const comparators = ['==', '!=', '<', '<=', '>', '>='] as const;

const asked = z
  .union([
    z.object({ is: z.enum(['true', 'false', 'answered', 'unanswered']) }),
    z.object({ is: z.enum(['one_of', 'none_of']), options: z.array(z.string()) }),
    z.object({ is: z.enum(comparators), than: z.union([z.number(), z.string()]) }),
  ])
  .meta({ id: 'Asked', description: 'What a test asks of an answer.' });

const node = z
  .object({
    kind: z.enum(['all_of', 'any_of', 'not', 'definition', 'test', 'date', 'sign_off', 'engine', 'constant']),
    truth,
    decides: z.boolean().describe('It is part of the reason for the status; what is not could be otherwise.'),
    text: z.string().describe('The node in words; of one with parts, what is said before them.'),
    fact: z.string().nullable(),
    asked: asked.nullable(),
    value: answerValue.nullable(),
    source: z.enum(['answer', 'default']).nullable(),
    definition: z.string().nullable(),
    citation: z.string().nullable(),
    get parts() {
      return z.array(node);
    },
  })
  .meta({ id: 'ProofNode', description: 'A part of a condition in words, negations brought to the tests.' });

const condition = z
  .object({ condition: z.string().describe('As written in the rule file.'), heading: z.string(), proof: node })
  .meta({ id: 'ProvedCondition', description: 'One of the two conditions of a rule with its proof.' });

const item = z.object({ fact: z.string(), text: z.string() });

const nearest = z
  .object({
    kind: z.enum(['none_needed', 'fix', 'needs_answers', 'follows_others', 'impossible']),
    heading: z.string(),
    lead: z.string(),
    changes: z.array(item.extend({ to: answerValue })),
    sign_offs: z.array(item).describe('Signed in the end, apart from the changes and never instead of one.'),
    needs_answers: z.array(item).describe('Facts that nobody can change and that must be known first.'),
    effort_days: z.tuple([z.number(), z.number()]).nullable().describe("The team's own working days, low and high."),
    sign_offs_lead: z.string(),
    standing: z.string(),
  })
  .meta({ id: 'NearestChange', description: 'The least change of answers by which the finding alone would be met.' });

/** Why a finding is what it is, and what lies nearest to its being met. */
export const why = z
  .object({
    ruleset: z.string(),
    rule: z.string(),
    unit: z.string(),
    title: z.string(),
    citation,
    requirement: z.string(),
    status,
    status_words: z.string(),
    because: z.enum(CAUSES).nullable(),
    applicability: truth,
    severity,
    severity_words: z.string(),
    upcoming: z.object({ from: day }).nullable(),
    decided_by: z.array(deciding),
    open: z.array(z.string()),
    applies: condition,
    met: condition,
    nearest,
  })
  .meta({ id: 'Why', description: 'Why a finding is what it is, and what lies nearest to its being met.' });

/** The body of an explanation without anything stored. */
export const whyBody = z
  .strictObject({
    ...evaluateBody.shape,
    rule: z.string().describe('The id of the rule whose finding is explained.'),
    locale: z.string().optional().describe('Language of the texts: `en` when left out.'),
  })
  .meta({
    id: 'Explain',
    examples: [
      {
        answers: { 'org.roles': ['app_provider'], 'service.generates_content': true },
        rule: 'cn-gai-17-1-security-assessment',
        as_of: '2026-11-23',
      },
    ],
  });
