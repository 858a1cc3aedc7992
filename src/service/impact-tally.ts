import type { Gate } from '../core/evaluation/evaluation.ts';
import type { ProductImpact } from '../core/reasoning/impact.ts';
import type { ImpactSummary, SkippedProduct } from './impact-lines.ts';

/** Counts products by what became of them. */
export class ImpactTally {
  #changed = 0;
  #unchanged = 0;
  readonly #skipped = { answers_erased: 0, not_reproduced: 0 };
  readonly #gates = new Map<string, { readonly from: Gate; readonly to: Gate; products: number }>();

  /** Counts a product of which nothing changes. */
  unchanged(): void {
    this.#unchanged += 1;
  }

  /** Counts a product of which something changes. */
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

  /** The last line. */
  summary(): ImpactSummary {
    const { answers_erased: erased, not_reproduced } = this.#skipped;
    const [changed, unchanged] = [this.#changed, this.#unchanged];
    const products = changed + unchanged + erased + not_reproduced;
    return { summary: { products, changed, unchanged, erased, not_reproduced, gates: [...this.#gates.values()] } };
  }
}
