import { nearest } from '../core/base/nearest.ts';
import { describePlace, type DescribedPlace } from '../core/evaluation/describe-place.ts';
import type { CompiledRuleset } from '../core/language/compiled-ruleset.ts';
import { namedPlace, type NamedPlace } from '../core/language/crosswalk.ts';
import type { CrosswalkFile, Relation } from '../core/language/shapes/crosswalk-file.ts';
import { textIn, type Locale } from '../core/language/shapes/text.ts';
import type { Digest } from './digest.ts';
import { findRuleset } from './describe-rulesets.ts';
import type { LibraryCrosswalk, LibraryRuleset, RuleLibrary } from './rule-library.ts';
import { ServiceError } from './service-error.ts';

/** One of the two rulesets that a crosswalk compares. */
interface ComparedRuleset {
  readonly id: string;
  readonly version: string;
  readonly title: string;
}

/** What a list shows of a crosswalk; texts in one locale. */
export interface CrosswalkSummary {
  /** `<source>--<target>`. */
  readonly id: string;
  readonly version: string;
  readonly digest: Digest;
  readonly source: ComparedRuleset;
  readonly target: ComparedRuleset;
  readonly matching: CrosswalkFile['matching'];
  /** Whose reading it is. */
  readonly nature: string;
  readonly mapping_count: number;
}

/** Everything a crosswalk says; texts in one locale. */
export interface CrosswalkDescription extends CrosswalkSummary {
  readonly mappings: readonly {
    readonly source: DescribedPlace;
    readonly targets: readonly DescribedPlace[];
    readonly relation: Relation;
    /** The relation for days before one on which the law changed. */
    readonly earlier: { readonly before: string; readonly relation: Relation } | null;
    readonly rationale: string;
    readonly note: string | null;
  }[];
  /** Evidence that serves both. */
  readonly evidence: readonly {
    readonly id: string;
    readonly title: string;
    readonly source: EvidenceSide;
    readonly target: EvidenceSide;
    readonly limit: string;
  }[];
  /** Facts that both rulesets read, answered once, in question order. */
  readonly shared_facts: readonly string[];
  /** Facts that look alike and are asked apart. */
  readonly kept_apart: readonly (readonly [string, string])[];
}

/** What a piece of evidence serves in one of the rulesets. */
interface EvidenceSide {
  readonly places: readonly DescribedPlace[];
  readonly facts: readonly string[];
}

/** The rulesets that a crosswalk compares, in its order. */
export function comparedRulesets(
  library: RuleLibrary,
  { compiled: { source, target } }: LibraryCrosswalk,
): readonly [source: LibraryRuleset, target: LibraryRuleset] {
  return [findRuleset(library, source), findRuleset(library, target)];
}

/** What a list shows of a crosswalk. */
export function summarizeCrosswalk(
  library: RuleLibrary,
  crosswalk: LibraryCrosswalk,
  locale: Locale,
): CrosswalkSummary {
  const [source, target] = comparedRulesets(library, crosswalk);
  const { id, version, file } = crosswalk.compiled;
  return {
    id,
    version,
    digest: crosswalk.digest,
    source: comparedRuleset(source, locale),
    target: comparedRuleset(target, locale),
    matching: file.matching,
    nature: textIn(locale, file.nature),
    mapping_count: file.mappings.length,
  };
}

function comparedRuleset({ compiled: { id, version, file } }: LibraryRuleset, locale: Locale): ComparedRuleset {
  return { id, version, title: textIn(locale, file.title) };
}

/** Everything a crosswalk says. */
export function describeCrosswalk(
  library: RuleLibrary,
  crosswalk: LibraryCrosswalk,
  locale: Locale,
): CrosswalkDescription {
  const [{ compiled: source }, { compiled: target }] = comparedRulesets(library, crosswalk);
  const { file } = crosswalk.compiled;
  const places = (ruleset: CompiledRuleset, named: readonly NamedPlace[]): readonly DescribedPlace[] =>
    named.map((place) => placeIn(ruleset, place, locale));
  const side = (ruleset: CompiledRuleset, { provisions, facts }: CrosswalkFile['evidence'][number]['source']) => ({
    places: places(
      ruleset,
      provisions.map((id) => ({ kind: 'provision', id })),
    ),
    facts,
  });
  return {
    ...summarizeCrosswalk(library, crosswalk, locale),
    mappings: file.mappings.map((mapping) => ({
      source: placeIn(source, namedPlace(mapping.source), locale),
      targets: places(target, mapping.target.map(namedPlace)),
      relation: mapping.relation,
      earlier: mapping.earlier ?? null,
      rationale: textIn(locale, mapping.rationale),
      note: mapping.note === undefined ? null : textIn(locale, mapping.note),
    })),
    evidence: file.evidence.map((entry) => ({
      id: entry.id,
      title: textIn(locale, entry.title),
      source: side(source, entry.source),
      target: side(target, entry.target),
      limit: textIn(locale, entry.limit),
    })),
    shared_facts: source.questions.map(({ id }) => id).filter((id) => target.questionById.has(id)),
    kept_apart: file.kept_apart ?? [],
  };
}

/**
 * Finds a crosswalk by id.
 *
 * @throws ServiceError `crosswalk_not_found`, with the nearest known id
 */
export function findCrosswalk(library: RuleLibrary, id: string): LibraryCrosswalk {
  const found = library.crosswalks.find(({ compiled }) => compiled.id === id);
  if (found !== undefined) return found;
  const near = nearest(
    id,
    library.crosswalks.map(({ compiled }) => compiled.id),
  );
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  throw new ServiceError('crosswalk_not_found', `There is no crosswalk "${id}".${hint}`);
}

/** Loading has made sure that the place is there. */
function placeIn(ruleset: CompiledRuleset, place: NamedPlace, locale: Locale): DescribedPlace {
  const described = describePlace(ruleset, place, locale);
  if (described === undefined) throw new RangeError(`${ruleset.id} has no ${place.kind} "${place.id}"`);
  return described;
}
