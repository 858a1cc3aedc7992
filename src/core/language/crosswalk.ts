import type { CrosswalkFile, CrosswalkMapping, CrosswalkPlace, Relation } from './shapes/crosswalk-file.ts';

/**
 * How what one ruleset asks stands to what another asks. Frozen. It compares content alone: nothing in an evaluation reads it, and it
 * is no part of what the digest of a ruleset is taken of.
 */
export interface Crosswalk {
  /** `<source>--<target>`. */
  readonly id: string;
  /** The id of the ruleset on the one side. */
  readonly source: string;
  /** The id of the ruleset on the other. */
  readonly target: string;
  readonly version: string;
  /** What its digest is taken of. */
  readonly file: CrosswalkFile;
}

/** A place by its kind and id; the whole of a ruleset has the id `*`. */
export interface NamedPlace {
  readonly kind: 'unit' | 'provision' | 'rule' | 'instrument';
  readonly id: string;
}

/** The one thing that a place names. */
export function namedPlace({ unit, provision, rule }: CrosswalkPlace): NamedPlace {
  if (unit !== undefined) return { kind: 'unit', id: unit };
  if (provision !== undefined) return { kind: 'provision', id: provision };
  return rule === undefined ? { kind: 'instrument', id: '*' } : { kind: 'rule', id: rule };
}

/** The relation that holds on a day. */
export function relationOn({ relation, earlier }: CrosswalkMapping, day: string): Relation {
  return earlier !== undefined && day < earlier.before ? earlier.relation : relation;
}
