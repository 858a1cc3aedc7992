import { z } from 'zod';
import type { Gate, Verdict } from '../core/evaluation/evaluation.ts';
import { canonicalJson } from '../service/digest.ts';
import type { EvaluationRecord } from '../service/ports.ts';
import { calendarDay, digest, instant, jsonOf } from './columns.ts';
import type { evaluations } from './schema.sqlite.ts';

export const gate = z.enum({
  out_of_scope: 'out_of_scope',
  blocked: 'blocked',
  undetermined: 'undetermined',
  conditional: 'conditional',
  clear: 'clear',
} satisfies { [Value in Gate]: Value });

export const verdict = z.enum({
  out_of_scope: 'out_of_scope',
  fail: 'fail',
  undetermined: 'undetermined',
  pass_with_gaps: 'pass_with_gaps',
  pass: 'pass',
} satisfies { [Value in Verdict]: Value });

const ruleset = z.strictObject({
  id: z.string(),
  version: z.string(),
  digest,
  verdict,
  statuses: z.array(z.tuple([z.string(), z.string(), z.string().nullable(), z.string()])),
});

const evaluationRow = z.object({
  id: z.string(),
  submissionId: z.string(),
  productId: z.string(),
  asOf: calendarDay,
  engine: z.string(),
  semantics: z.int(),
  gate,
  rulesets: jsonOf(z.array(ruleset)),
  resultDigest: digest,
  createdAt: instant,
});

export function parseEvaluation(row: unknown): EvaluationRecord {
  return evaluationRow.parse(row);
}

export function evaluationValues(
  organizationId: string,
  evaluation: EvaluationRecord,
): typeof evaluations.$inferInsert {
  const { rulesets, createdAt, ...rest } = evaluation;
  return { ...rest, organizationId, rulesets: canonicalJson(rulesets), createdAt: createdAt.toISOString() };
}
