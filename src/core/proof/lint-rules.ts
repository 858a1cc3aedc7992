import type { Problem } from '../base/problem.ts';
import { outcomeAt, outcomesIn } from '../evaluation/condition-diagrams.ts';
import { comesTo } from '../evaluation/example-product.ts';
import type { CompiledRule } from '../language/compiled-ruleset.ts';
import type { RulePlaces } from '../language/rule-places.ts';
import type { RulesetFunctions } from './ruleset-functions.ts';
import { reachedByWork } from './reached-by-work.ts';

type Conditions = Pick<CompiledRule, 'applies' | 'met'>;

/**
 * Finds rules that can never apply, rules that can never be met while they apply, rules that say the same as one above them, and
 * rules whose `beyond_work` is not what their conditions and the fixes of the questions come to.
 */
export function lintRules(functions: RulesetFunctions, places: RulePlaces): readonly Problem[] {
  const { ruleset } = functions;
  const problems: Problem[] = [];
  const byMeaning = new Map<string, string>();
  for (const rule of ruleset.rules) {
    const report = (code: Problem['code'], message: string, hint: string | null = null): void => {
      problems.push({ ...places.rule(ruleset.id, rule.id), code, message: `${rule.id} ${message}`, hint });
    };
    const { applies, met } = reachesOf(functions, rule);
    if (!applies) report('rule-never-applies', 'applies under no answers on any day');
    else if (!met) report('rule-never-met', 'is met by no product to which it applies');
    else reportBeyondWork(functions, rule, report);
    const meaning = meaningOf(functions, rule);
    const twin = byMeaning.get(meaning);
    if (twin !== undefined) report('rules-equal', `applies and is met under the same answers as ${twin}`);
    else byMeaning.set(meaning, rule.id);
  }
  return problems;
}

/** Whether a rule is unmet for some product, and no work leads from any such product to one that meets it. */
export function isBeyondWork({ ruleset, complete }: RulesetFunctions, rule: Conditions): boolean {
  const { diagrams } = complete;
  const outcome = complete.ofRule(rule);
  const met = diagrams.combine([outcome], ([end]) => (outcomeAt(end).status === 'met' ? 1 : 0));
  const reached = reachedByWork(complete, ruleset, met);
  const [mendable, stuck] = [1, 2];
  const ofUnmet = diagrams.combine([outcome, reached], ([end, isReached]) => {
    const { status } = outcomeAt(end);
    if (status !== 'not_met' && status !== 'needs_attestation') return 0;
    return isReached === 1 ? mendable : stuck;
  });
  return comesTo(diagrams, ofUnmet, stuck) && !comesTo(diagrams, ofUnmet, mendable);
}

function reportBeyondWork(
  functions: RulesetFunctions,
  rule: CompiledRule,
  report: (code: Problem['code'], message: string, hint: string) => void,
): void {
  const isBeyond = isBeyondWork(functions, rule);
  const claimed = rule.entry.beyond_work === true;
  if (isBeyond && !claimed) {
    const hint = 'Say which questions are fixable and to what, or acknowledge it with beyond_work: true.';
    report('beyond-work', 'cannot be met by any fix that the questions permit', hint);
  }
  if (claimed && !isBeyond) report('beyond-work', 'says beyond_work, and some fix meets it', 'Remove beyond_work.');
}

/** Whether some answers on some day make a rule apply, and some make it met while it applies. */
function reachesOf({ all }: RulesetFunctions, rule: Conditions): { readonly applies: boolean; readonly met: boolean } {
  const outcomes = outcomesIn(all.diagrams.describe(all.ofRule(rule)).ends);
  return {
    applies: outcomes.some(({ applicability }) => applicability === 'true'),
    met: outcomes.some(({ status, applicability }) => status === 'met' && applicability === 'true'),
  };
}

function meaningOf({ all }: RulesetFunctions, { applies, met }: Conditions): string {
  return [all.ofCondition(applies, 'given'), all.ofCondition(met, 'given'), all.ofCondition(met, 'assumed')].join();
}
