import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Severity } from '../language/shapes/ruleset-file.ts';
import type { Locale } from '../language/shapes/text.ts';
import { cite } from './citation.ts';
import type { CitationOnWire, Finding, Review } from './evaluation.ts';
import { reviewOf } from './review.ts';

/** What a rule shows in every finding, whatever the answers are. */
export interface RuleFace extends Pick<
  Finding,
  'rule' | 'unit' | 'echo' | 'outside_scope' | 'basis' | 'confidence' | 'review' | 'consequences'
> {
  readonly severity: Severity;
  readonly citation: CitationOnWire;
}

const faces = new WeakMap<CompiledRuleset, Map<Locale, readonly RuleFace[]>>();

/** The faces of the rules of a ruleset, in their order. They depend on nothing but ruleset and locale, so each is made once. */
export function facesOf(ruleset: CompiledRuleset, locale: Locale): readonly RuleFace[] {
  const byLocale = faces.get(ruleset) ?? new Map<Locale, readonly RuleFace[]>();
  faces.set(ruleset, byLocale);
  const known = byLocale.get(locale);
  if (known !== undefined) return known;
  const made = ruleset.rules.map((rule) => faceOf(ruleset, rule, locale));
  byLocale.set(locale, made);
  return made;
}

function faceOf(ruleset: CompiledRuleset, { id, unit, entry }: CompiledRule, locale: Locale): RuleFace {
  const { level } = entry.confidence;
  const review: readonly Review[] = [
    ...(entry.judgement === 'review' ? [reviewOf(ruleset, 'judgement', locale)] : []),
    ...(level === 'verified' ? [] : [reviewOf(ruleset, level, locale)]),
  ];
  return {
    rule: id,
    unit,
    severity: entry.severity,
    echo: entry.echo ?? false,
    outside_scope: entry.outside_scope ?? false,
    citation: Object.freeze(cite(ruleset, entry.citation, locale)),
    basis: entry.basis,
    confidence: level,
    review: Object.freeze(review),
    consequences: Object.freeze(entry.consequences),
  };
}
