import { at } from '../core/base/at.ts';
import type { CalendarDate } from '../core/base/calendar-date.ts';
import type { InputIssue } from '../core/base/input-issue.ts';
import type { ImpactJudge } from '../core/reasoning/impact.ts';
import { LANES } from '../core/reasoning/lanes.ts';
import type { Caller, Reach } from './access.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { ImpactJudges, rulesetsKey } from './impact-judges.ts';
import type { ImpactCandidate, ImpactLine } from './impact-lines.ts';
import { parseImpact, type ImpactNeeds, type ImpactRequest, type ParsedImpact } from './impact-request.ts';
import { ImpactTally } from './impact-tally.ts';
import type { LatestEvaluation } from './ports.ts';
import { recordAccess } from './record-access.ts';

/** How many products are read from the store at once. */
const PAGE = 256;

/**
 * Says which products would come to another gate, verdict or finding if other versions of their rulesets were in use, or on another
 * day. The latest evaluation of each product is judged again as it was, from what was stored, and as it would be. A product is judged
 * under the rulesets it was assessed under and no others; one for which there is no candidate keeps its stored version. Only
 * products within reach of the caller take part, and that they were looked at is noted before anything goes out.
 *
 * @param further - issues already found in what was sent; they are reported with the others
 * @returns the lines, a few at a time, products by id. Each step is the work on a few products, and many have no line: whoever takes
 *   them decides after each whether to go on. Nothing is read ahead
 * @throws ServiceError when the request cannot be used, before anything is judged
 */
export async function impactOf(
  needs: ImpactNeeds,
  caller: Caller,
  request: ImpactRequest,
  further: readonly InputIssue[] = [],
): Promise<AsyncIterable<readonly ImpactLine[]>> {
  const parsed = await parseImpact(needs, caller.reach, request, further);
  const { candidate } = candidateLine(parsed);
  await recordAccess(needs, caller, 'impact.read', 'products', { candidate, products: parsed.products });
  return linesOf(needs, caller.reach, parsed);
}

async function* linesOf(needs: ImpactNeeds, reach: Reach, parsed: ParsedImpact): AsyncIterable<readonly ImpactLine[]> {
  const { candidates, asOf, products } = parsed;
  yield [candidateLine(parsed)];
  const judges = new ImpactJudges(needs, reach, candidates);
  const tally = new ImpactTally();
  let after: string | null = null;
  do {
    const page = await needs.store.listLatestEvaluations(reach, after, PAGE, products);
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

function candidateLine({ candidates, asOf }: ParsedImpact): ImpactCandidate {
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
    const key = rulesetsKey(item);
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

function* compareBlock(
  judge: ImpactJudge,
  block: readonly Comparable[],
  asOf: CalendarDate | undefined,
  tally: ImpactTally,
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
