import { at } from '../core/base/at.ts';
import type { CalendarDate } from '../core/base/calendar-date.ts';
import type { InputIssue } from '../core/base/input-issue.ts';
import type { Gate } from '../core/evaluation/evaluation.ts';
import { ImpactJudge, type ProductImpact } from '../core/reasoning/impact.ts';
import { LANES } from '../core/reasoning/lanes.ts';
import type { Digest } from './digest.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { parseImpact, type ImpactNeeds, type ImpactRequest, type ParsedImpact } from './impact-request.ts';
import type { LatestEvaluation } from './ports.ts';
import type { LibraryRuleset } from './rule-library.ts';

/** How many products are read from the store at once. */
const PAGE = 256;

/** How many sets of rulesets that products were judged under are kept compiled. */
const KEPT = 16;

/** The first line: what products are judged against. */
export interface ImpactCandidate {
  readonly candidate: {
    readonly engine: string;
    /** `null` when each product is judged on the day it was judged for. */
    readonly as_of: string | null;
    readonly rulesets: readonly { readonly id: string; readonly version: string; readonly digest: Digest }[];
  };
}

/** A line for a product of which something changes. */
export interface ImpactOnProduct extends ProductImpact {
  readonly product: string;
  /** Its latest evaluation, with which it was compared. */
  readonly evaluation: string;
}

/**
 * A line for a product that could not be compared: its answers were erased, or judging it again as it was does not come to what was
 * stored, so that nothing can be said of it.
 */
export interface SkippedProduct {
  readonly product: string;
  readonly evaluation: string;
  readonly skipped: 'answers_erased' | 'not_reproduced';
}

/** The last line. Where it is missing, the lines before it are not all. */
export interface ImpactSummary {
  readonly summary: {
    /** Products that have an evaluation: the sum of the other counts. */
    readonly products: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly erased: number;
    readonly not_reproduced: number;
    /** How many products come to another gate, by the gate they come from and the one they come to. */
    readonly gates: readonly { readonly from: Gate; readonly to: Gate; readonly products: number }[];
  };
}

/** One line of an impact. */
export type ImpactLine = ImpactCandidate | ImpactOnProduct | SkippedProduct | ImpactSummary;

/**
 * Says which products would come to another gate, verdict or finding if other versions of their rulesets were in use, or on another
 * day. The latest evaluation of each product is judged again as it was, from what was stored, and as it would be. A product is judged
 * under the rulesets it was assessed under and no others; one for which there is no candidate keeps its stored version.
 *
 * @param further - issues already found in what was sent; they are reported with the others
 * @returns the lines, a few at a time, products by id. Each step is the work on a few products, and many have no line: whoever takes
 *   them decides after each whether to go on. Nothing is read ahead
 * @throws ServiceError when the request cannot be used, before anything is judged
 */
export async function impactOf(
  needs: ImpactNeeds,
  organization: string,
  request: ImpactRequest,
  further: readonly InputIssue[] = [],
): Promise<AsyncIterable<readonly ImpactLine[]>> {
  const parsed = await parseImpact(needs, organization, request, further);
  return linesOf(needs, organization, parsed);
}

async function* linesOf(
  needs: ImpactNeeds,
  organization: string,
  { candidates, asOf, products }: ParsedImpact,
): AsyncIterable<readonly ImpactLine[]> {
  yield [candidateLine(candidates, asOf)];
  const judges = new Judges(needs, organization, candidates);
  const tally = new Tally();
  let after: string | null = null;
  do {
    const page = await needs.store.listLatestEvaluations(organization, after, PAGE, products);
    const lines = new Map<string, ImpactLine>();
    for (const block of blocksOf(page.items)) {
      const judge = await judges.of(at(block, 0));
      for (const [product, line] of compareBlock(judge, block, asOf, tally)) lines.set(product, line);
      yield [];
    }
    for (const { productId: product, evaluationId: evaluation, answers } of page.items) {
      if (answers === null) lines.set(product, { product, evaluation, skipped: tally.count('answers_erased') });
    }
    yield page.items.flatMap(({ productId }) => lines.get(productId) ?? []);
    after = page.next;
  } while (after !== null);
  yield [tally.summary()];
}

function candidateLine(candidates: readonly LibraryRuleset[], asOf: CalendarDate | undefined): ImpactCandidate {
  const rulesets = candidates.map(({ compiled: { id, version }, digest }) => ({ id, version, digest }));
  return { candidate: { engine: ENGINE_VERSION, as_of: asOf ?? null, rulesets } };
}

type Comparable = LatestEvaluation & { readonly answers: NonNullable<LatestEvaluation['answers']> };

/** Products that were judged under the same rulesets, as many at once as there are lanes. */
function blocksOf(items: readonly LatestEvaluation[]): readonly (readonly Comparable[])[] {
  const groups = new Map<string, Comparable[]>();
  for (const item of items) {
    const { answers } = item;
    if (answers === null) continue;
    const key = keyOf(item);
    const group = groups.get(key) ?? [];
    if (group.length === 0) groups.set(key, group);
    group.push({ ...item, answers });
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / LANES) }, (_, index) =>
      group.slice(index * LANES, (index + 1) * LANES),
    ),
  );
}

function keyOf({ rulesets }: LatestEvaluation): string {
  return rulesets.map(({ digest }) => digest).join();
}

function* compareBlock(
  judge: ImpactJudge,
  block: readonly Comparable[],
  asOf: CalendarDate | undefined,
  tally: Tally,
): Iterable<readonly [product: string, line: ImpactLine]> {
  const judged = block.map(({ rulesets, ...rest }) => ({ ...rest, verdicts: rulesets.map(({ verdict }) => verdict) }));
  for (const [index, impact] of judge.compare(judged, asOf).entries()) {
    const { productId: product, evaluationId: evaluation } = at(block, index);
    if (impact === undefined) tally.unchanged();
    else if (impact === 'not_reproduced') yield [product, { product, evaluation, skipped: tally.count(impact) }];
    else {
      tally.changed(impact);
      yield [product, { product, evaluation, ...impact }];
    }
  }
}

/** Makes a judge for each set of rulesets that products were judged under; those used last are kept. */
class Judges {
  readonly #needs: ImpactNeeds;
  readonly #organization: string;
  readonly #candidates: ReadonlyMap<string, LibraryRuleset>;
  readonly #made = new Map<string, ImpactJudge>();

  constructor(needs: ImpactNeeds, organization: string, candidates: readonly LibraryRuleset[]) {
    this.#needs = needs;
    this.#organization = organization;
    this.#candidates = new Map(candidates.map((ruleset) => [ruleset.compiled.id, ruleset]));
  }

  async of(evaluation: LatestEvaluation): Promise<ImpactJudge> {
    const key = keyOf(evaluation);
    const judge = this.#made.get(key) ?? (await this.#make(evaluation));
    this.#made.delete(key);
    this.#made.set(key, judge);
    for (const oldest of this.#made.keys()) {
      if (this.#made.size <= KEPT) break;
      this.#made.delete(oldest);
    }
    return judge;
  }

  async #make({ rulesets }: LatestEvaluation): Promise<ImpactJudge> {
    const { snapshots, store } = this.#needs;
    const before: LibraryRuleset[] = [];
    for (const { digest } of rulesets) before.push(await snapshots.ruleset(store, this.#organization, digest));
    const after = before.map((stored) => {
      const candidate = this.#candidates.get(stored.compiled.id) ?? stored;
      // What differs in its texts alone comes to the same.
      return candidate.logicDigest === stored.logicDigest ? stored : candidate;
    });
    return new ImpactJudge(
      before.map(({ compiled }) => compiled),
      after.map(({ compiled }) => compiled),
    );
  }
}

/** Counts products by what became of them. */
class Tally {
  #changed = 0;
  #unchanged = 0;
  readonly #skipped = { answers_erased: 0, not_reproduced: 0 };
  readonly #gates = new Map<string, { readonly from: Gate; readonly to: Gate; products: number }>();

  unchanged(): void {
    this.#unchanged += 1;
  }

  changed({ gate: { from, to, why } }: ProductImpact): void {
    this.#changed += 1;
    if (why === null) return;
    const key = `${from} ${to}`;
    const known = this.#gates.get(key);
    if (known === undefined) this.#gates.set(key, { from, to, products: 1 });
    else known.products += 1;
  }

  /** Counts a product that is skipped, for the reason given and returned. */
  count(skipped: SkippedProduct['skipped']): SkippedProduct['skipped'] {
    this.#skipped[skipped] += 1;
    return skipped;
  }

  summary(): ImpactSummary {
    const { answers_erased: erased, not_reproduced } = this.#skipped;
    const [changed, unchanged] = [this.#changed, this.#unchanged];
    const products = changed + unchanged + erased + not_reproduced;
    return { summary: { products, changed, unchanged, erased, not_reproduced, gates: [...this.#gates.values()] } };
  }
}
