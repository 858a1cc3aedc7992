import { aboutRuleset, officialSource } from './findings-by-unit.ts';
import { beginPart } from './part-heading.ts';
import type { IntegrityPart } from './report-model.ts';
import type { ReportSource } from './report-source.ts';

/** What identifies the result, so that it can be computed again and compared. */
export function buildIntegrity(source: ReportSource): IntegrityPart {
  const { words, input, rulesets } = source;
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
    rulesets: rulesets.map((ruleset) => ({
      ruleset: ruleset.compiled.id,
      heading: source.text(ruleset.compiled.file.title),
      about: [
        { label: labels.id, value: ruleset.compiled.id },
        ...aboutRuleset(source, ruleset),
        { label: labels.provisions, value: String(ruleset.compiled.provisions.length) },
        { label: labels.rules, value: String(ruleset.compiled.rules.length) },
        { label: labels.digest, value: ruleset.digest },
      ],
      source: officialSource(ruleset),
    })),
  };
}
