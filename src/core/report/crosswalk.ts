import { describePlace, unitOfPlace } from '../evaluation/describe-place.ts';
import { namedPlace, relationOn, type Crosswalk, type NamedPlace } from '../language/crosswalk.ts';
import type { CrosswalkMapping } from '../language/shapes/crosswalk-file.ts';
import { unitHeading } from './findings-by-unit.ts';
import { mappedPlace } from './mapped-place.ts';
import { beginPart } from './part-heading.ts';
import type { CrosswalkGroup, CrosswalkPart, CrosswalkRow, RulesetCrosswalk } from './report-model.ts';
import type { AssessedRuleset, ReportSource } from './report-source.ts';

/** The two rulesets of a crosswalk with what they came to. */
interface Sides {
  readonly source: AssessedRuleset;
  readonly target: AssessedRuleset;
}

/**
 * How what the instruments ask compares, for each crosswalk both rulesets of which were assessed.
 *
 * A crosswalk is guidance: nothing in an evaluation reads it. It is therefore not stored with one, and the report of a stored
 * evaluation shows the crosswalk in use when the report is made. The part says so and names version and digest, so that two reports
 * of one evaluation that differ can be told apart. Where a stored ruleset is older than the crosswalk, what it does not have is left
 * out and counted.
 */
export function buildCrosswalk(source: ReportSource): CrosswalkPart {
  const crosswalks = source.input.crosswalks.flatMap(({ compiled, digest }) => {
    const side = (id: string): AssessedRuleset | undefined =>
      source.rulesets.find((ruleset) => ruleset.compiled.id === id);
    const [from, to] = [side(compiled.source), side(compiled.target)];
    if (from === undefined || to === undefined) return [];
    return [describeCrosswalk(source, compiled, digest, { source: from, target: to })];
  });
  return {
    ...beginPart(source.words, 'crosswalk', crosswalks.length > 0 ? 'something' : 'nothing'),
    standing: source.words.crosswalk.standing,
    labels: source.words.crosswalk.labels,
    crosswalks,
  };
}

function describeCrosswalk(
  source: ReportSource,
  { id, version, file }: Crosswalk,
  digest: string,
  sides: Sides,
): RulesetCrosswalk {
  const { crosswalk: words } = source.words;
  const rows = file.mappings.flatMap((mapping) => rowOf(source, mapping, sides) ?? []);
  const related = rows.filter(({ row }) => row.relation !== 'no-relationship');
  const evidence = file.evidence.flatMap((entry) => {
    const places = [placesOf(source, sides.source, entry.source), placesOf(source, sides.target, entry.target)];
    if (places.some((found) => found.length === 0)) return [];
    return [{ title: source.text(entry.title), serves: places.flat(), limit: source.text(entry.limit) }];
  });
  const leftOut = file.mappings.length + file.evidence.length - rows.length - evidence.length;
  const name = ({ compiled }: AssessedRuleset): string => source.text(compiled.file.short_title);
  return {
    crosswalk: id,
    heading: words.heading(name(sides.source), name(sides.target)),
    nature: source.text(file.nature),
    about: [
      { label: words.version, value: version },
      { label: words.digest, value: digest },
      { label: words.compared, value: words.matching[file.matching] },
    ],
    groups: groupsOf(source, sides.source, related),
    unrelated_heading: words.unrelatedHeading,
    unrelated: rows.filter((entry) => !related.includes(entry)).map(({ row }) => row),
    evidence_heading: words.evidenceHeading,
    evidence,
    left_out: leftOut === 0 ? [] : [words.leftOut(leftOut)],
  };
}

interface RowInUnit {
  /** The unit of its source; none for the whole of the instrument. */
  readonly unit: string | undefined;
  readonly row: CrosswalkRow;
}

/** A mapping as it is on the day assessed; `undefined` when its source, or each of its targets, is not in the rulesets assessed. */
function rowOf(source: ReportSource, mapping: CrosswalkMapping, sides: Sides): RowInUnit | undefined {
  const place = namedPlace(mapping.source);
  const from = mappedPlace(source, sides.source, place);
  const targets = mapping.target.flatMap((target) => mappedPlace(source, sides.target, namedPlace(target)) ?? []);
  if (from === undefined || targets.length === 0) return undefined;
  const relation = relationOn(mapping, source.input.asOf);
  return {
    unit: unitOfPlace(sides.source.compiled, place),
    row: {
      source: place.kind === 'unit' ? { ...from, status: '', status_words: '' } : from,
      relation,
      relation_words: source.words.crosswalk.relation[relation],
      targets,
      rationale: source.text(mapping.rationale),
      // A note explains the relation that holds now, not the one before it.
      notes: mapping.note === undefined || relation !== mapping.relation ? [] : [source.text(mapping.note)],
    },
  };
}

function groupsOf(
  source: ReportSource,
  ruleset: AssessedRuleset,
  rows: readonly RowInUnit[],
): readonly CrosswalkGroup[] {
  const units = new Set(rows.map(({ unit }) => unit));
  return [...units].flatMap((unit) => {
    const place: NamedPlace = unit === undefined ? { kind: 'instrument', id: '*' } : { kind: 'unit', id: unit };
    const mapped = mappedPlace(source, ruleset, place);
    if (mapped === undefined) return [];
    return [
      {
        heading: unit === undefined ? mapped.citation : unitHeading(source, ruleset, unit),
        status: mapped.status,
        status_words: mapped.status_words,
        rows: rows.filter((entry) => entry.unit === unit).map(({ row }) => row),
      },
    ];
  });
}

function placesOf(
  source: ReportSource,
  ruleset: AssessedRuleset,
  { provisions }: { readonly provisions: readonly string[] },
): readonly string[] {
  return provisions.flatMap((id) => {
    const found = describePlace(ruleset.compiled, { kind: 'provision', id }, source.locale);
    return found === undefined ? [] : [found.citation];
  });
}
