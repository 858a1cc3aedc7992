import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { ConfidenceLevel, Severity } from '../language/shapes/ruleset-file.ts';
import { cite } from './citation.ts';
import type { CitationOnWire, Finding } from './evaluation.ts';

const REVIEW_OF_CONFIDENCE: Readonly<Record<ConfidenceLevel, readonly { readonly why: string }[]>> = {
  verified: [],
  secondary: [{ why: 'The legal basis is known from secondary sources only.' }],
  recalled: [{ why: 'The wording of the source is recalled, not read.' }],
  practice: [
    { why: 'This is regulatory practice, known from secondary sources; ask the provincial cyberspace office.' },
  ],
};
const REVIEW_OF_JUDGEMENT = { why: 'A person must confirm this result: the test is a judgement.' };

/** What a rule shows in every finding, whatever the answers are. */
export interface RuleFace extends Pick<
  Finding,
  'rule' | 'unit' | 'echo' | 'outside_scope' | 'basis' | 'confidence' | 'review'
> {
  readonly severity: Severity;
  readonly citation: CitationOnWire;
}

const faces = new WeakMap<CompiledRuleset, readonly RuleFace[]>();

/** The faces of the rules of a ruleset, in their order. They depend on nothing but the ruleset, so they are made once. */
export function facesOf(ruleset: CompiledRuleset): readonly RuleFace[] {
  const known = faces.get(ruleset);
  if (known !== undefined) return known;
  const made = ruleset.rules.map(({ id, unit, entry }): RuleFace => {
    const judgement = entry.judgement === 'review' ? [REVIEW_OF_JUDGEMENT] : [];
    return {
      rule: id,
      unit,
      severity: entry.severity,
      echo: entry.echo ?? false,
      outside_scope: entry.outside_scope ?? false,
      citation: Object.freeze(cite(ruleset, entry.citation)),
      basis: entry.basis,
      confidence: entry.confidence.level,
      review: Object.freeze([...judgement, ...REVIEW_OF_CONFIDENCE[entry.confidence.level]]),
    };
  });
  faces.set(ruleset, made);
  return made;
}
