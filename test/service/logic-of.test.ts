import { beforeAll, describe, expect, it } from 'vitest';
import type { RulesetSnapshot } from '../../src/core/language/compiled-ruleset.ts';
import { canonicalJson } from '../../src/service/digest.ts';
import { logicOf } from '../../src/service/logic-of.ts';
import { realRules } from '../support/real-rules.ts';

// Whatever is not named here is logic: a change of it is a change of the law, with a version and an entry in rules/CHANGELOG.md.
const OUTSIDE = {
  ruleset: [
    'authority',
    'locales',
    'nature',
    'provisions',
    'public_claim',
    'related',
    'reviewers',
    'routes',
    'short_title',
    'signatories',
    'source',
    'title',
    'unit_word',
    'verified_through',
    'version',
  ],
  definitions: ['citation', 'descriptive', 'meaning', 'provisions'],
  units: ['title'],
  consequences: ['text', 'title'],
  tags: [],
  review: ['why'],
  severity_cap: [],
  rules: ['citation', 'evidence', 'kind', 'note', 'provisions', 'remedy', 'requirement', 'title'],
  questions: ['asked_in', 'descriptive', 'help', 'labels', 'text', 'why'],
  constraints: ['message'],
  counted_days: ['message'],
};

type Entry = Readonly<Record<string, unknown>>;

let snapshots: readonly RulesetSnapshot[];

beforeAll(async () => {
  snapshots = (await realRules()).rulesets.map((ruleset) => ruleset.snapshot);
});

/** The keys of the entries at a place of which the logic knows nothing: without them it is the same. */
function keysOutside(
  entriesOf: (snapshot: RulesetSnapshot) => readonly object[],
  replace: (snapshot: RulesetSnapshot, change: (entry: object) => object) => unknown,
): readonly string[] {
  const keys = new Set(snapshots.flatMap((snapshot) => entriesOf(snapshot).flatMap((entry) => Object.keys(entry))));
  return [...keys].toSorted().filter((key) => {
    const without = (entry: object): object =>
      Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key));
    return snapshots.every((snapshot) => logicText(replace(snapshot, without)) === logicText(snapshot));
  });
}

/** `undefined` where the logic cannot do without what is missing. */
function logicText(snapshot: unknown): string | undefined {
  try {
    return canonicalJson(logicOf(snapshot as RulesetSnapshot));
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** A list of `ruleset.yaml` and how to change its entries. */
function listed(
  key: 'consequences' | 'definitions' | 'units' | 'tags' | 'review' | 'severity_cap',
): Parameters<typeof keysOutside> {
  const entriesOf = ({ ruleset }: RulesetSnapshot): readonly object[] => ruleset[key] ?? [];
  return [
    entriesOf,
    (snapshot, change) => ({
      ...snapshot,
      ruleset: { ...snapshot.ruleset, [key]: entriesOf(snapshot).map(change) },
    }),
  ];
}

describe('the logic of a ruleset leaves out', () => {
  it('of ruleset.yaml what names, explains and locates it', () => {
    const outside = keysOutside(
      ({ ruleset }) => [ruleset],
      (snapshot, change) => ({ ...snapshot, ruleset: change(snapshot.ruleset) }),
    );
    expect(outside).toEqual(OUTSIDE.ruleset);
  });

  it.each(['consequences', 'definitions', 'units', 'tags', 'review', 'severity_cap'] as const)(
    'of its %s only texts',
    (key) => {
      expect(keysOutside(...listed(key))).toEqual(OUTSIDE[key]);
    },
  );

  it('of rules texts, places and what only reports show', () => {
    const outside = keysOutside(
      ({ units }) => units.flatMap(({ rules }) => rules),
      (snapshot, change) => ({
        ...snapshot,
        units: snapshot.units.map((unit) => ({ ...unit, rules: unit.rules.map(change) })),
      }),
    );
    expect(outside).toEqual(OUTSIDE.rules);
  });

  it.each(['questions', 'constraints'] as const)('of %s only texts', (key) => {
    const outside = keysOutside(
      (snapshot) => snapshot[key],
      (snapshot, change) => ({ ...snapshot, [key]: (snapshot[key] as readonly Entry[]).map(change) }),
    );
    expect(outside).toEqual(OUTSIDE[key]);
  });

  it('of counted days only the text', () => {
    const outside = keysOutside(
      (snapshot) => [snapshot.counted_days],
      (snapshot, change) => ({ ...snapshot, counted_days: change(snapshot.counted_days) }),
    );
    expect(outside).toEqual(OUTSIDE.counted_days);
  });
});
