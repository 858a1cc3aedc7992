import { ImpactJudge } from '../core/reasoning/impact.ts';
import type { Reach } from './access.ts';
import type { ImpactNeeds } from './impact-request.ts';
import type { LatestEvaluation } from './ports.ts';
import type { LibraryRuleset } from './rule-library.ts';

/** How many sets of rulesets that products were judged under are kept compiled. */
const KEPT = 16;

/** Makes a judge for each set of rulesets that products were judged under; those used last are kept. */
export class ImpactJudges {
  readonly #needs: ImpactNeeds;
  readonly #reach: Reach;
  readonly #candidates: ReadonlyMap<string, LibraryRuleset>;
  readonly #made = new Map<string, ImpactJudge>();

  constructor(needs: ImpactNeeds, reach: Reach, candidates: readonly LibraryRuleset[]) {
    this.#needs = needs;
    this.#reach = reach;
    this.#candidates = new Map(candidates.map((ruleset) => [ruleset.compiled.id, ruleset]));
  }

  /** The judge of products that were judged as this one was. */
  async of(evaluation: LatestEvaluation): Promise<ImpactJudge> {
    const key = rulesetsKey(evaluation);
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
    for (const { digest } of rulesets) before.push(await snapshots.ruleset(store, this.#reach, digest));
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

/** Equal for evaluations under the same rulesets. */
export function rulesetsKey({ rulesets }: LatestEvaluation): string {
  return rulesets.map(({ digest }) => digest).join();
}
