import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createJsonRenderer } from '../../src/render/json.ts';
import { SCOPES, wholeOf, type Reach } from '../../src/service/access.ts';
import { compareEvaluations } from '../../src/service/compare-evaluations.ts';
import type { Store } from '../../src/service/ports.ts';
import { SnapshotCache } from '../../src/service/recompute.ts';
import { renderStoredReport } from '../../src/service/render-report.ts';
import { buildLibrary, type RuleLibrary } from '../../src/service/rule-library.ts';
import { submit } from '../../src/service/submit.ts';
import { verifyReport } from '../../src/service/verify-report.ts';
import { createSqliteStore } from '../../src/store/sqlite-store.ts';
import { miniRules } from '../support/mini-rules.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const CLOCK = { now: () => new Date('2026-11-23T12:00:00Z') };
const CALLER = { actor: 'test', reach: wholeOf('local'), scopes: SCOPES };
const before = buildLibrary(miniRules({ rules: [{ met: 'a.p' }] }));
const after = buildLibrary(miniRules({ rules: [{ met: 'a.p && a.q' }] }));
const ANSWERS = { 'a.p': true, 'a.q': false };

let store: Store;
let made = 0;

beforeEach(async () => {
  store = await createSqliteStore({ file: ':memory:', migrationsFolder: MIGRATIONS });
});
afterEach(async () => {
  await store.close();
});

/** Submits the same answers and day under some rules. */
async function submitUnder(library: RuleLibrary, of: { readonly id: string } | { readonly name: string }) {
  const next = (): string => `00000000-0000-7000-8000-${String((made += 1)).padStart(12, '0')}`;
  const needs = { library, store, clock: CLOCK, ids: { next } };
  const { product, evaluation } = await submit(needs, CALLER, of, { answers: ANSWERS, as_of: '2026-11-01' });
  return { product: product.id, id: evaluation.id ?? '' };
}

/** The store with the payload of the first submission erased. */
function withFirstErased(evaluation: string): Store {
  return new Proxy(store, {
    get: (target, key: keyof Store) => {
      if (key !== 'findSubmission') return target[key].bind(target);
      return async (reach: Reach, id: string) => {
        const record = await target.findEvaluation(reach, evaluation);
        const found = await target.findSubmission(reach, id);
        return found?.id === record?.submissionId && found !== undefined ? { ...found, payload: null } : found;
      };
    },
  });
}

describe('two stored evaluations', () => {
  it('are compared with the rules each was made with, whatever is in use today', async () => {
    const first = await submitUnder(before, { name: 'Writer' });
    const second = await submitUnder(after, { id: first.product });
    const needs = { store, clock: CLOCK, snapshots: new SnapshotCache([]) };
    const { rulesets, findings, answers } = await compareEvaluations(needs, CALLER, { from: first.id, to: second.id });
    expect({ answers, changes: rulesets.map(({ change }) => change) }).toEqual({ answers: [], changes: ['rules'] });
    const changed = [{ part: 'rule', id: 'rule-1', field: 'met', from: 'a.p', to: 'a.p && a.q' }];
    expect(findings.map(({ from, to, causes }) => [from.status, to.status, causes])).toEqual([
      ['met', 'not_met', [{ facts_changed: null, rules_changed: changed, date_passed: null }]],
    ]);
  });

  it('of another organization are not there', async () => {
    const first = await submitUnder(before, { name: 'Writer' });
    const needs = { store, clock: CLOCK, snapshots: new SnapshotCache([]) };
    const stranger = { ...CALLER, reach: wholeOf('other-firm') };
    await expect(compareEvaluations(needs, stranger, { from: first.id, to: first.id })).rejects.toMatchObject({
      code: 'evaluation_not_found',
      message: `There is no evaluation "${first.id}".`,
    });
  });
});

describe('the report of a stored evaluation', () => {
  const wanted = { format: 'json' };

  it('carries the rules of the earlier one as well, so that what changed can be verified', async () => {
    const first = await submitUnder(before, { name: 'Writer' });
    const second = await submitUnder(after, { id: first.product });
    const needs = {
      library: after,
      store,
      clock: CLOCK,
      snapshots: new SnapshotCache(after.rulesets),
      renderers: [createJsonRenderer()],
    };
    const report = await renderStoredReport(needs, CALLER, second.id, wanted);
    const content = Buffer.from(report.content).toString();
    expect(content).toContain('Rules changed: rule rule-1, met: was a.p, is now a.p && a.q.');
    expect(verifyReport(JSON.parse(content))).toMatchObject({ verified: true, parts_compared: true });
  });

  it('tells no changes since one whose answers were erased, and is refused when it is asked for', async () => {
    const first = await submitUnder(before, { name: 'Writer' });
    const second = await submitUnder(after, { id: first.product });
    const snapshots = new SnapshotCache(after.rulesets);
    const erased = withFirstErased(first.id);
    const needs = { library: after, store: erased, clock: CLOCK, snapshots, renderers: [createJsonRenderer()] };
    const report = await renderStoredReport(needs, CALLER, second.id, wanted);
    const content = Buffer.from(report.content).toString();
    expect(JSON.parse(content)).toMatchObject({ changes: { sections: [] } });
    const asked = renderStoredReport(needs, CALLER, second.id, { ...wanted, since: first.id });
    await expect(asked).rejects.toMatchObject({ code: 'answers_erased' });
  });
});
