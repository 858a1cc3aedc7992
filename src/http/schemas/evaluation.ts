import { z } from 'zod';
import { WARNING_CODES } from '../../core/evaluation/evaluation.ts';
import { plan } from './plan.ts';
import { CAUSES } from '../../core/language/shapes/case-file.ts';
import { REVIEW_CODES } from '../../core/language/shapes/ruleset-file.ts';
import {
  answerValue,
  basis,
  citation,
  confidence,
  consequence,
  count,
  day,
  digest,
  gate,
  id,
  instant,
  locale,
  severity,
  status,
  truth,
} from './common.ts';

/** The result of one ruleset. */
export const verdict = z.enum(['out_of_scope', 'fail', 'undetermined', 'pass_with_gaps', 'pass']);

/** A score interval. */
export const score = z.object({ low: z.number().min(0).max(100), high: z.number().min(0).max(100) }).meta({
  id: 'Score',
  description: 'Weighted share of duties in place, in percent: a range while answers are missing.',
});

/** One of the things that settle a finding. */
export const deciding = z
  .union([
    z.object({ fact: z.string(), value: answerValue, source: z.enum(['answer', 'default']) }),
    z.object({ as_of: day }),
    z.object({ rule: z.string(), status }),
  ])
  .meta({ id: 'Deciding', description: 'One of the least set of things that settle a finding.' });

const trace = z
  .object({
    source: z.string(),
    truth,
    op: z.enum(['constant', 'test', 'not', 'and', 'or', 'definition']),
    fact: z.string().nullable(),
    value: answerValue.nullable(),
    get parts() {
      return z.array(trace);
    },
  })
  .meta({ id: 'Trace', description: 'A condition with the truth of each of its parts.' });

/** Why a result asks for a person, and whom. */
export const reviewAsked = z.object({
  code: z.enum(REVIEW_CODES),
  why: z.string(),
  ask: z.string().describe('Who can confirm it, such as "counsel".'),
});

const finding = z
  .object({
    rule: z.string(),
    unit: z.string(),
    status,
    because: z.enum(CAUSES).nullable().describe('Which half is open; only when undetermined.'),
    applicability: truth,
    severity,
    base_severity: severity,
    tag: z.string().nullable(),
    echo: z.boolean(),
    outside_scope: z.boolean(),
    upcoming: z
      .object({ from: day })
      .nullable()
      .describe(
        'The day from which it will apply, when only its date keeps it from applying; until then it counts nowhere.',
      ),
    citation,
    basis,
    confidence,
    review: z.array(reviewAsked).describe('Why a person should confirm the result; it changes no status.'),
    consequences: z
      .array(z.string())
      .describe('While it is open: the codes of what may follow; `consequences` of the ruleset has their texts.'),
    assurance: z.enum(['declared', 'evidence_referenced']).nullable(),
    decided_by: z.array(deciding),
    open: z.array(z.string()).describe('The facts that can still change this finding.'),
    trace: z.object({ applies: trace, met: trace }).optional().describe('Only with `?trace=true`.'),
  })
  .meta({ id: 'Finding', description: 'The result of one rule.' });

/** The status of a unit. */
export const unitStatus = z.enum([...status.options, 'no_rule']);

const unit = z.object({
  id: z.string(),
  status: unitStatus,
  severity: severity.nullable(),
  partial: z.boolean().nullable(),
  met: count,
  applicable: count,
  applicability: truth,
  score: score.nullable(),
});

const rulesetResult = z
  .object({
    id: z.string(),
    version: z.string(),
    digest,
    binding: z.boolean(),
    nature: z.string().describe('What kind of instrument it is, and what follows from that.'),
    verified_through: day.describe('The day up to which the law was checked; later changes are not reflected.'),
    verdict,
    score: score.nullable(),
    counts: z.object({
      met: count,
      not_met: count,
      needs_attestation: count,
      undetermined: count,
      not_applicable: count,
    }),
    units: z.array(unit),
    findings: z.array(finding),
    consequences: z.array(consequence).describe('What the codes at its open findings stand for.'),
  })
  .meta({ id: 'RulesetResult', description: 'The result of one ruleset.' });

/** Something to look at again. */
export const warning = z.object({
  code: z
    .enum(WARNING_CODES)
    .describe(
      '`contradiction`: answers that cannot all be true; `counted_days`: a count of days made on another day than ' +
        '`as_of`; `law_checked_earlier`: `as_of` is later than `verified_through` of a ruleset.',
    ),
  facts: z.array(z.string()).describe('The answers it is about; none when it is about the law.'),
  rulesets: z.array(z.string()).describe('The rulesets it bears on.'),
  message: z.string(),
});

/** A whole evaluation. */
export const evaluation = z
  .object({
    id: id.nullable().describe('null when nothing was stored.'),
    as_of: day,
    locale: locale.describe('The language of every text in it. Texts are outside every result digest.'),
    engine: z.string(),
    semantics: z.number().int(),
    answers_digest: digest,
    result_digest: digest,
    gate,
    gate_basis: z.array(z.string()).describe('The rulesets that decided the gate.'),
    open: z.object({ blockers: count, others: count }),
    rulesets: z.array(rulesetResult),
    warnings: z.array(warning).describe('What to look at again. A warning changes no finding.'),
    set_aside: z.array(z.object({ fact: z.string(), value: answerValue, rules: z.array(z.string()) })),
    next_questions: z.array(z.object({ fact: z.string(), group: z.string(), rules: z.array(z.string()) })),
    plan: plan.nullable().describe('The least work that reaches the target; null with `?plan=none`.'),
  })
  .meta({ id: 'Evaluation', description: 'What a product comes to under some rulesets on a day.' });

/** What a list shows of an evaluation. */
export const evaluationSummary = z
  .object({
    id,
    submission_id: id,
    product_id: id,
    as_of: day,
    engine: z.string(),
    semantics: z.number().int(),
    gate,
    rulesets: z.array(z.object({ id: z.string(), version: z.string(), digest, verdict })),
    result_digest: digest,
    created_at: instant,
  })
  .meta({ id: 'EvaluationSummary', description: 'What a list shows of an evaluation.' });

const digestPair = z.object({ stored: digest, recomputed: digest });

/** The outcome of re-running a stored evaluation. */
export const verification = z
  .object({
    id,
    verified: z.boolean(),
    engine: z.object({ now: z.string(), then: z.string() }),
    result_digest: digestPair,
    answers_digest: digestPair,
  })
  .meta({ id: 'Verification', description: 'Whether re-running a stored evaluation gave the same bytes.' });
