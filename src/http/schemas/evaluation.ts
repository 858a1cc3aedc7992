import { z } from 'zod';
import { CAUSES } from '../../core/language/shapes/case-file.ts';
import {
  answerValue,
  basis,
  citation,
  confidence,
  count,
  day,
  digest,
  id,
  instant,
  severity,
  status,
  truth,
} from './common.ts';

const gate = z.enum(['out_of_scope', 'blocked', 'undetermined', 'conditional', 'clear']);
const verdict = z.enum(['out_of_scope', 'fail', 'undetermined', 'pass_with_gaps', 'pass']);

const score = z.object({ low: z.number().min(0).max(100), high: z.number().min(0).max(100) }).meta({
  id: 'Score',
  description: 'Weighted share of duties in place, in percent: a range while answers are missing.',
});

const deciding = z
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
    upcoming: z.object({ from: day }).nullable(),
    citation,
    basis,
    confidence,
    review: z.array(z.object({ why: z.string() })),
    assurance: z.enum(['declared', 'evidence_referenced']).nullable(),
    decided_by: z.array(deciding),
    open: z.array(z.string()).describe('The facts that can still change this finding.'),
    trace: z.object({ applies: trace, met: trace }).optional().describe('Only with `?trace=true`.'),
  })
  .meta({ id: 'Finding', description: 'The result of one rule.' });

const unit = z.object({
  id: z.string(),
  status: z.enum([...status.options, 'no_rule']),
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
  })
  .meta({ id: 'RulesetResult', description: 'The result of one ruleset.' });

/** A whole evaluation. */
export const evaluation = z
  .object({
    id: id.nullable().describe('null when nothing was stored.'),
    as_of: day,
    engine: z.string(),
    semantics: z.number().int(),
    answers_digest: digest,
    result_digest: digest,
    gate,
    gate_basis: z.array(z.string()).describe('The rulesets that decided the gate.'),
    open: z.object({ blockers: count, others: count }),
    rulesets: z.array(rulesetResult),
    warnings: z.array(
      z.object({ code: z.enum(['contradiction', 'counted_days']), facts: z.array(z.string()), message: z.string() }),
    ),
    set_aside: z.array(z.object({ fact: z.string(), value: answerValue, rules: z.array(z.string()) })),
    next_questions: z.array(z.object({ fact: z.string(), group: z.string(), rules: z.array(z.string()) })),
    plan: z.null().describe('Not built in this version.'),
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
