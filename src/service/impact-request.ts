import { AS_OF_BOUNDS, type CalendarDate } from '../core/base/calendar-date.ts';
import { issueAt, pointerToken, type InputIssue } from '../core/base/input-issue.ts';
import { nearest } from '../core/base/nearest.ts';
import type { Reach } from './access.ts';
import type { Digest } from './digest.ts';
import { parseDay, selectRulesets } from './evaluation-request.ts';
import type { Clock, Store } from './ports.ts';
import type { SnapshotCache } from './recompute.ts';
import type { LibraryRuleset, RuleLibrary } from './rule-library.ts';
import { ServiceError } from './service-error.ts';

/** How many products may be named. */
export const MAX_PRODUCTS = 200;

/** What a caller asks, before it was looked at. */
export interface ImpactRequest {
  /** Ids of the rulesets that give way to others; all of them when absent. */
  readonly rulesets?: readonly string[] | undefined;
  readonly against?:
    | {
        /** The day to judge for; each product on the day it was judged for when absent. */
        readonly as_of?: string | undefined;
        /** By ruleset id, the version or digest that takes its place; the one in use when absent. */
        readonly versions?: Readonly<Record<string, string>> | undefined;
      }
    | undefined;
  /** Ids of products; all of them when absent. */
  readonly products?: readonly string[] | undefined;
}

/** What an impact needs. */
export interface ImpactNeeds {
  readonly library: RuleLibrary;
  readonly store: Store;
  readonly snapshots: SnapshotCache;
  readonly clock: Clock;
}

/** The same request, parsed. */
export interface ParsedImpact {
  /** The rulesets that take the place of those with the same id. */
  readonly candidates: readonly LibraryRuleset[];
  readonly asOf: CalendarDate | undefined;
  readonly products: readonly string[] | null;
}

/**
 * Parses a request for an impact.
 *
 * @param further - issues already found in the rest of what was sent; they are reported together
 * @throws ServiceError `unknown_ruleset` when that is the only fault, else `invalid_input` with every offending field
 */
export async function parseImpact(
  needs: ImpactNeeds,
  reach: Reach,
  { rulesets: ids, against = {}, products }: ImpactRequest,
  further: readonly InputIssue[] = [],
): Promise<ParsedImpact> {
  const issues: InputIssue[] = [];
  const rulesets = selectRulesets(ids, needs.library, issues);
  const asOf =
    against.as_of === undefined ? undefined : parseDay(against.as_of, '/against/as_of', issues, AS_OF_BOUNDS);
  const candidates = new Map(rulesets.map((ruleset) => [ruleset.compiled.id, ruleset]));
  for (const [id, wanted] of Object.entries(against.versions ?? {})) {
    if (ids !== undefined && !ids.includes(id)) {
      const message = `"${id}" is not among the rulesets asked for`;
      issues.push(issueAt(versionPointer(id), 'not_asked_for', message, `one of ${ids.join(', ')}`));
      continue;
    }
    const found = await findVersion(needs, reach, id, wanted, issues);
    if (found !== undefined) candidates.set(id, found);
  }
  await checkProducts(needs.store, reach, products ?? [], issues);
  const all = [...further, ...issues.filter(({ pointer }) => !further.some((known) => known.pointer === pointer))];
  if (all.length > 0) {
    const onlyUnknown = all.every(({ code }) => code === 'unknown_ruleset');
    throw new ServiceError(onlyUnknown ? 'unknown_ruleset' : 'invalid_input', undefined, all);
  }
  return { candidates: [...candidates.values()], asOf, products: products ?? null };
}

/** A ruleset by its version or digest, among the one in use and those that evaluations used. */
async function findVersion(
  { library, store, snapshots }: ImpactNeeds,
  reach: Reach,
  id: string,
  wanted: string,
  issues: InputIssue[],
): Promise<LibraryRuleset | undefined> {
  const pointer = versionPointer(id);
  const inUse = library.rulesets.find(({ compiled }) => compiled.id === id);
  const versions = new Map<Digest, string>(inUse === undefined ? [] : [[inUse.digest, inUse.compiled.version]]);
  for (const { digest, version } of await store.listSnapshots(reach, id)) versions.set(digest, version);
  if (versions.size === 0) {
    const known = library.rulesets.map(({ compiled }) => compiled.id);
    const near = nearest(id, known) ?? null;
    issues.push(issueAt(pointer, 'unknown_ruleset', `"${id}" is no ruleset`, `one of ${known.join(', ')}`, near));
    return undefined;
  }
  const found = [...versions].filter(([digest, version]) => digest === wanted || version === wanted);
  const [first] = found;
  if (first === undefined) {
    const known = [...new Set(versions.values())];
    const expected = `one of ${known.join(', ')}, or the digest of one of them`;
    const message = `"${wanted}" is no version of "${id}" that is known here`;
    issues.push(issueAt(pointer, 'unknown_version', message, expected, nearest(wanted, known) ?? null));
    return undefined;
  }
  if (found.length > 1) {
    const expected = `one of ${found.map(([digest]) => digest).join(', ')}`;
    const message = `${found.length} rulesets "${id}" call themselves ${wanted}`;
    issues.push(issueAt(pointer, 'ambiguous_version', message, expected));
    return undefined;
  }
  return inUse?.digest === first[0] ? inUse : snapshots.ruleset(store, reach, first[0]);
}

async function checkProducts(store: Store, reach: Reach, ids: readonly string[], issues: InputIssue[]): Promise<void> {
  for (const [index, id] of ids.entries()) {
    const pointer = `/products/${index}`;
    if (ids.indexOf(id) < index)
      issues.push(issueAt(pointer, 'duplicate_product', `"${id}" stands twice`, 'each product once'));
    else if ((await store.findProduct(reach, id)) === undefined)
      issues.push(issueAt(pointer, 'unknown_product', `there is no product "${id}"`, 'an id of GET /v1/products'));
  }
}

function versionPointer(id: string): string {
  return `/against/versions/${pointerToken(id)}`;
}
