import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileSnapshot } from '../../src/core/language/compile-snapshot.ts';
import { SCOPES, wholeOf } from '../../src/service/access.ts';
import { canonicalJson } from '../../src/service/digest.ts';
import { respond } from '../../src/service/evaluation-response.ts';
import type { NewSubmission, Store } from '../../src/service/ports.ts';
import { recompute, SnapshotCache } from '../../src/service/recompute.ts';
import { buildLibrary, inLibrary, type RuleLibrary } from '../../src/service/rule-library.ts';
import { submit } from '../../src/service/submit.ts';
import { verifyEvaluation } from '../../src/service/verify-evaluation.ts';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';
import { miniRules } from '../support/mini-rules.ts';
import { realRules } from '../support/real-rules.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const CLOCK = { now: () => new Date('2026-11-23T12:00:00Z') };
const CALLER = { actor: 'test', reach: wholeOf('local'), scopes: SCOPES };
const ANSWERS = { 'a.p': true, 'a.q': false, 'a.parts': ['y', 'x'], 'a.kind': null };

const library = buildLibrary(miniRules({ rules: [{ applies: 'a.p', met: 'a.q || "x" in a.parts' }] }));
const stricter = buildLibrary(miniRules({ rules: [{ applies: 'a.p', met: 'a.q' }] }));

let store: Store;
let made = 0;

beforeEach(async () => {
  store = await createSqliteStore({ file: ':memory:', migrationsFolder: MIGRATIONS });
});

afterEach(async () => {
  await store.close();
});

function needs(rules: RuleLibrary): Parameters<typeof submit>[0] {
  const next = (): string => `00000000-0000-7000-8000-${String((made += 1)).padStart(12, '0')}`;
  return { library: rules, store, clock: CLOCK, ids: { next } };
}

describe('a stored evaluation', () => {
  it('is computed again from the stored ruleset after the rule files have changed', async () => {
    const { evaluation } = await submit(
      needs(library),
      CALLER,
      { name: 'Product' },
      { answers: ANSWERS, as_of: '2026-11-01' },
    );
    expect(evaluation.rulesets[0]?.verdict).toBe('pass');
    const today = respond({
      id: null,
      rulesets: stricter.rulesets,
      answers: new Map(Object.entries({ 'a.p': true, 'a.q': false })),
      asOf: evaluation.as_of as never,
    });
    expect(today.rulesets[0]?.verdict).toBe('pass_with_gaps');

    const later = { store, clock: CLOCK, snapshots: new SnapshotCache(stricter.rulesets) };
    const again = await recompute(later, CALLER.reach, evaluation.id ?? '');
    expect(again.evaluation).toEqual(evaluation);
    expect(await verifyEvaluation(later, CALLER, evaluation.id ?? '')).toEqual({
      id: evaluation.id,
      verified: true,
      engine: { now: '0.1.0', then: '0.1.0' },
      result_digest: { stored: evaluation.result_digest, recomputed: evaluation.result_digest },
      answers_digest: { stored: evaluation.answers_digest, recomputed: evaluation.answers_digest },
    });
  });

  it('is not verified when its result was altered', async () => {
    const changed = altered(store, {
      addSubmission: (reach, submission, audit) =>
        store.addSubmission(
          reach,
          { ...submission, evaluation: { ...submission.evaluation, resultDigest: `sha256:${'0'.repeat(64)}` } },
          audit,
        ),
    });
    const { evaluation } = await submit(
      { ...needs(library), store: changed },
      CALLER,
      { name: 'Product' },
      { answers: ANSWERS },
    );
    const verification = await verifyEvaluation(
      { store, clock: CLOCK, snapshots: new SnapshotCache([]) },
      CALLER,
      evaluation.id ?? '',
    );
    expect(verification.verified).toBe(false);
  });

  it('a stored ruleset whose bytes were altered is not used', async () => {
    const changed = altered(store, {
      addSubmission: (reach, submission: NewSubmission, audit) =>
        store.addSubmission(
          reach,
          {
            ...submission,
            snapshots: submission.snapshots.map((snapshot) => ({
              ...snapshot,
              content: snapshot.content.replace('Do it', 'Undo it'),
            })),
          },
          audit,
        ),
    });
    const { evaluation } = await submit(
      { ...needs(library), store: changed },
      CALLER,
      { name: 'Product' },
      { answers: ANSWERS },
    );
    await expect(
      recompute({ store, snapshots: new SnapshotCache([]) }, CALLER.reach, evaluation.id ?? ''),
    ).rejects.toThrow(/was altered/);
  });

  it('nothing is stored when an answer cannot be used', async () => {
    await expect(
      submit(needs(library), CALLER, { name: 'Product' }, { answers: { 'a.pp': true } }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await store.listProducts(CALLER.reach, null, 10)).toEqual({ items: [], next: null });
  });
});

describe('digests', () => {
  it('answers in another order, with nulls, have the same digest; the ruleset digest changes with a text, its logic digest does not', async () => {
    const first = await submit(needs(library), CALLER, { name: 'A' }, { answers: ANSWERS });
    const second = await submit(
      needs(library),
      CALLER,
      { name: 'B' },
      { answers: { 'a.parts': ['x', 'y'], 'a.q': false, 'a.p': true, 'a.s': null } },
    );
    expect(second.evaluation.result_digest).toBe(first.evaluation.result_digest);
    const reworded = buildLibrary(
      miniRules({
        id: 'mini',
        rules: [{ applies: 'a.p', met: 'a.q || "x" in a.parts', extra: '    note: { en: Read so. }\n' }],
      }),
    );
    expect(reworded.rulesets[0]?.digest).not.toBe(library.rulesets[0]?.digest);
    expect(reworded.rulesets[0]?.logicDigest).toBe(library.rulesets[0]?.logicDigest);
    expect(stricter.rulesets[0]?.logicDigest).not.toBe(library.rulesets[0]?.logicDigest);
  });

  it('the snapshot of each shipped ruleset compiles to the same snapshot again, byte for byte', async () => {
    for (const ruleset of buildLibrary(await realRules()).rulesets) {
      const again = inLibrary(compileSnapshot(JSON.parse(ruleset.snapshot)));
      expect(again.snapshot).toBe(ruleset.snapshot);
      expect([again.digest, again.logicDigest]).toEqual([ruleset.digest, ruleset.logicDigest]);
      expect(canonicalJson(JSON.parse(ruleset.snapshot))).toBe(ruleset.snapshot);
    }
  });
});

/** A store of which some methods are replaced. */
function altered(original: Store, changes: Partial<Store>): Store {
  return new Proxy(original, {
    get: (target, name): unknown => {
      const own: unknown = Reflect.get(changes, name) ?? Reflect.get(target, name);
      return typeof own === 'function' ? own.bind(target) : own;
    },
  });
}
