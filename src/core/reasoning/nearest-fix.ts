import { at } from '../base/at.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { Truth } from '../base/truth.ts';
import { judgeRuleset } from '../evaluation/evaluate.ts';
import { otherOpenBlockers } from '../evaluation/other-blockers.ts';
import { valueIn, type ValueOf } from '../evaluation/valuate-alone.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers, AnswerValue } from '../questionnaire/answers.ts';
import { fixTargets, FixSearch, HALF_DAYS } from './fix-search.ts';
import type { Way } from './way.ts';

/** An answer to change by work: `to` is what would be true once it is done, for a list with the options it has already. */
interface FixChange {
  readonly fact: string;
  readonly to: AnswerValue;
}

/** The change of answers that lies nearest to a finding being met. */
export type NearestFix =
  /** The finding is met, or its rule does not apply: nothing is to be done. */
  | { readonly kind: 'none_needed' }
  | {
      readonly kind: 'fix';
      /** In question order. Some of it may turn out to be so already where nothing is answered yet. */
      readonly changes: readonly FixChange[];
      /** Sign-offs that are asked for in the end, in question order. */
      readonly sign_offs: readonly string[];
      /** The team's own working days for the changes, without the sign-offs. */
      readonly effort_days: readonly [low: number, high: number];
    }
  /** Facts that nobody can change must be known first; how they turn out decides what there is to do. */
  | { readonly kind: 'needs_answers'; readonly facts: readonly string[] }
  /** It repeats other results, and is met when those are. */
  | { readonly kind: 'follows_others' }
  /** No change that a team can make is enough. */
  | { readonly kind: 'impossible' };

/**
 * Finds the least change by which one finding alone becomes met: only facts that work can change, and only to the values that work can
 * bring about; lists by adding options. Least is, in this order: facts that nobody can change and that would have to be known, number
 * of sign-offs (they stand apart, and are no shortcut past work), sum of high efforts in half-days, sum of low efforts, number of
 * facts, number of options added, question order. Exact: a shortest path through the decision diagram of the rule.
 */
export function nearestFix(
  ruleset: CompiledRuleset,
  rule: CompiledRule,
  answers: Answers,
  asOf: CalendarDate,
): NearestFix {
  const outcomes = judgeRuleset(ruleset, answers, asOf);
  const { status } = at(outcomes, ruleset.rules.indexOf(rule));
  if (status === 'met' || status === 'not_applicable') return { kind: 'none_needed' };
  const valueOf = valueIn(ruleset, answers);
  const wayWhile = (othersOpen: Truth): Way | undefined =>
    new FixSearch(ruleset, valueOf, asOf, othersOpen).shortest(rule);
  const way = wayWhile(otherOpenBlockers(ruleset, outcomes));
  if (way !== undefined) return describe(ruleset, valueOf, way);
  return rule.readsEngine && wayWhile('false') !== undefined ? { kind: 'follows_others' } : { kind: 'impossible' };
}

function describe(ruleset: CompiledRuleset, valueOf: ValueOf, way: Way): NearestFix {
  const idOf = (slot: number): string => at(ruleset.questions, slot).id;
  if (way.needs.length > 0) return { kind: 'needs_answers', facts: way.needs.map(idOf) };
  return {
    kind: 'fix',
    changes: way.changes.map(({ slot, target }): FixChange => {
      const question = at(ruleset.questions, slot);
      if (question.type !== 'choices') return { fact: question.id, to: at(fixTargets(question), target) };
      const now = valueOf(question.id);
      const added = way.added.filter((addition) => addition.slot === slot).map(({ option }) => option);
      const wanted = new Set([...(Array.isArray(now) ? now.map(String) : []), ...added]);
      return { fact: question.id, to: Object.keys(question.options ?? {}).filter((option) => wanted.has(option)) };
    }),
    sign_offs: way.signOffs.map(idOf),
    effort_days: [way.low / HALF_DAYS, way.high / HALF_DAYS],
  };
}
