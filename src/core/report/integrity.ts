import { beginPart } from './part-heading.ts';
import type { IntegrityPart } from './report-model.ts';
import type { ReportSource } from './report-source.ts';

/** What identifies the result, so that it can be computed again and compared. */
export function buildIntegrity({ words, input, rulesets }: ReportSource): IntegrityPart {
  const { identity, evaluation } = input;
  const labels = words.integrity;
  return {
    ...beginPart(words, 'integrity', 'something'),
    entries: [
      { label: labels.evaluation, value: identity.evaluationId ?? labels.notStored },
      { label: labels.asOf, value: input.asOf },
      ...rulesets.map(({ compiled, digest }) => ({
        label: labels.ruleset(compiled.id, compiled.version),
        value: digest,
      })),
      { label: labels.answersDigest, value: identity.answersDigest },
      { label: labels.resultDigest, value: identity.resultDigest },
      { label: labels.engine, value: identity.engine },
      { label: labels.semantics, value: String(evaluation.semantics) },
    ],
  };
}
