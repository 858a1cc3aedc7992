import { mergeOrders } from '../base/merge-orders.ts';
import type { CompiledRuleset } from './compiled-ruleset.ts';

/** The order of the questions of some rulesets, kept with the last of them for the next time. */
const orders = new WeakMap<
  CompiledRuleset,
  { readonly rulesets: readonly CompiledRuleset[]; readonly order: ReadonlyMap<string, number> }
>();

/**
 * The place of every question that some rulesets read, in one order for all of them: that of the first ruleset, into which those of the
 * others are put after the question they follow there. It rests on the rulesets alone, so it is the same whether they were compiled
 * from their files or from stored snapshots, which do not know of questions that they do not read.
 */
export function questionOrder(rulesets: readonly CompiledRuleset[]): ReadonlyMap<string, number> {
  const last = rulesets.at(-1);
  if (last === undefined) return new Map();
  const known = orders.get(last);
  if (known?.rulesets.length === rulesets.length && known.rulesets.every((one, index) => one === rulesets[index]))
    return known.order;
  const inOrder = mergeOrders(rulesets.map(({ questions }) => questions.map(({ id }) => id)));
  const order = new Map(inOrder.map((id, index) => [id, index]));
  orders.set(last, { rulesets: [...rulesets], order });
  return order;
}
