import { cite, citeRelated } from '../core/evaluation/citation.ts';
import { nearest } from '../core/base/nearest.ts';
import { textIn, type Locale } from '../core/language/shapes/text.ts';
import type { CitationOnWire, Consequence } from '../core/evaluation/evaluation.ts';
import type { ConfidenceLevel, ProvisionEntry, Severity } from '../core/language/shapes/ruleset-file.ts';
import type { Basis, RuleEntry } from '../core/language/shapes/unit-file.ts';
import type { Digest } from './digest.ts';
import type { LibraryRuleset, RuleLibrary } from './rule-library.ts';
import { ServiceError } from './service-error.ts';

/** The days on which something holds, the last included; `null` while no end is set. */
interface Period {
  readonly from: string;
  readonly to: string | null;
}

/** What a list shows of a ruleset; texts in one locale. */
export interface RulesetSummary {
  readonly id: string;
  readonly version: string;
  readonly digest: Digest;
  readonly logic_digest: Digest;
  readonly title: string;
  readonly short_title: string;
  readonly authority: string;
  /** What kind of instrument it is, and what follows from it. */
  readonly nature: string;
  /** What a public claim to follow it changes; only for voluntary instruments. */
  readonly public_claim: string | null;
  /** Who signed it, by day; empty for what nobody signs. */
  readonly signatories: readonly { readonly on: string; readonly names: readonly string[] }[];
  readonly binding: boolean;
  readonly semantics: number;
  readonly locales: readonly Locale[];
  readonly in_force: Period;
  /** The day up to which the law was checked; later changes are not reflected. */
  readonly verified_through: string;
  readonly source: {
    readonly url: string;
    readonly number: string | null;
    readonly adopted: string | null;
    readonly published: string;
  };
  readonly score: 'ruleset' | 'per_unit';
  readonly rule_count: number;
}

/** One rule as it is shown; texts in one locale. */
interface RuleDescription {
  readonly id: string;
  readonly unit: string;
  readonly title: string;
  readonly citation: CitationOnWire;
  /** Places in other instruments that it points to. */
  readonly with: readonly string[];
  readonly provisions: readonly string[];
  readonly basis: Basis;
  readonly kind: RuleEntry['kind'];
  readonly severity: Severity;
  readonly judgement: RuleEntry['judgement'];
  readonly applies: string;
  readonly met: string;
  /** Facts and attestations its conditions read, in question order. */
  readonly facts: readonly string[];
  readonly requirement: string;
  readonly evidence: readonly string[];
  readonly remedy: string;
  readonly consequences: readonly string[];
  readonly confidence: { readonly level: ConfidenceLevel; readonly note: string | null };
  readonly in_force: Period;
  readonly echo: boolean;
  readonly outside_scope: boolean;
  readonly note: string | null;
}

/** Everything a ruleset says; texts in one locale. */
export interface RulesetDescription extends RulesetSummary {
  readonly units: readonly { readonly id: string; readonly title: string; readonly rules: readonly string[] }[];
  readonly definitions: readonly {
    readonly id: string;
    readonly citation: CitationOnWire | null;
    readonly when: string;
    readonly meaning: string;
  }[];
  readonly consequences: readonly Consequence[];
  readonly rules: readonly RuleDescription[];
}

/** One provision with its treatment: of `rules`, `definitions` and `no_rule` exactly one says something. */
export interface ProvisionCoverage {
  readonly id: string;
  readonly unit: string;
  readonly citation: CitationOnWire;
  readonly class: ProvisionEntry['class'];
  readonly title: string;
  readonly gist: string;
  readonly rules: readonly string[];
  readonly definitions: readonly string[];
  readonly no_rule: string | null;
}

/** What a list shows of a ruleset. */
export function summarizeRuleset({ compiled, digest, logicDigest }: LibraryRuleset, locale: Locale): RulesetSummary {
  const { file } = compiled;
  return {
    id: compiled.id,
    version: compiled.version,
    digest,
    logic_digest: logicDigest,
    title: textIn(locale, file.title),
    short_title: textIn(locale, file.short_title),
    authority: textIn(locale, file.authority),
    nature: textIn(locale, file.nature),
    public_claim: file.public_claim === undefined ? null : textIn(locale, file.public_claim),
    signatories: file.signatories ?? [],
    binding: compiled.binding,
    semantics: file.semantics,
    locales: file.locales,
    in_force: { from: file.in_force.from, to: file.in_force.to ?? null },
    verified_through: file.verified_through,
    source: {
      url: file.source.url,
      number: file.source.number === undefined ? null : textIn(locale, file.source.number),
      adopted: file.source.adopted ?? null,
      published: file.source.published,
    },
    score: file.score,
    rule_count: compiled.rules.length,
  };
}

/** Everything a ruleset says, texts in one locale. */
export function describeRuleset(ruleset: LibraryRuleset, locale: Locale): RulesetDescription {
  const { compiled } = ruleset;
  return {
    ...summarizeRuleset(ruleset, locale),
    units: compiled.units.map(({ id, title, rules }) => ({
      id,
      title: textIn(locale, title),
      rules: rules.map((rule) => rule.id),
    })),
    definitions: compiled.definitions.map(({ entry }) => ({
      id: entry.id,
      citation: entry.citation === undefined ? null : cite(compiled, entry.citation, locale),
      when: entry.when,
      meaning: textIn(locale, entry.meaning),
    })),
    consequences: (compiled.file.consequences ?? []).map(({ id, title, text, confidence }) => ({
      id,
      title: title === undefined ? null : textIn(locale, title),
      text: textIn(locale, text),
      confidence,
    })),
    rules: compiled.rules.map(({ entry, unit, facts, inForceFrom }) => ({
      id: entry.id,
      unit,
      title: textIn(locale, entry.title),
      citation: cite(compiled, entry.citation, locale),
      with: citeRelated(compiled, entry.citation, locale),
      provisions: entry.provisions,
      basis: entry.basis,
      kind: entry.kind,
      severity: entry.severity,
      judgement: entry.judgement,
      applies: entry.applies,
      met: entry.met,
      facts,
      requirement: textIn(locale, entry.requirement),
      evidence: entry.evidence.map((item) => textIn(locale, item)),
      remedy: textIn(locale, entry.remedy),
      consequences: entry.consequences,
      confidence: {
        level: entry.confidence.level,
        note: entry.confidence.note === undefined ? null : textIn(locale, entry.confidence.note),
      },
      in_force: { from: inForceFrom, to: entry.in_force?.to ?? null },
      echo: entry.echo ?? false,
      outside_scope: entry.outside_scope ?? false,
      note: entry.note === undefined ? null : textIn(locale, entry.note),
    })),
  };
}

/** Every provision of a ruleset with its treatment: rules, definitions, or the reason why there is no rule. */
export function describeCoverage(
  { compiled }: LibraryRuleset,
  locale: Locale,
): { readonly provisions: readonly ProvisionCoverage[] } {
  const provisions = compiled.provisions.map((provision) => ({
    id: provision.id,
    unit: provision.unit,
    citation: cite(compiled, provision.citation, locale),
    class: provision.class,
    title: textIn(locale, provision.title),
    gist: textIn(locale, provision.gist),
    rules: compiled.rules.filter((rule) => rule.entry.provisions.includes(provision.id)).map((rule) => rule.id),
    definitions: compiled.definitions
      .filter(({ entry }) => entry.provisions?.includes(provision.id) ?? false)
      .map(({ entry }) => entry.id),
    no_rule: provision.no_rule === undefined ? null : textIn(locale, provision.no_rule),
  }));
  return { provisions };
}

/**
 * Finds a ruleset by id.
 *
 * @throws ServiceError `unknown_ruleset`, with the nearest known id
 */
export function findRuleset(library: RuleLibrary, id: string): LibraryRuleset {
  const found = library.rulesets.find((ruleset) => ruleset.compiled.id === id);
  if (found !== undefined) return found;
  const near = nearest(
    id,
    library.rulesets.map((ruleset) => ruleset.compiled.id),
  );
  throw new ServiceError(
    'unknown_ruleset',
    near === undefined ? undefined : `There is no ruleset "${id}". Did you mean "${near}"?`,
  );
}
