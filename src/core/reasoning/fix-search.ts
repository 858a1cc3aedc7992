import { at } from '../base/at.ts';
import type { CalendarDate } from '../base/calendar-date.ts';
import type { Truth } from '../base/truth.ts';
import type { DiagramNode } from '../evaluation/decision-diagram.ts';
import type { Variable } from '../evaluation/diagram-variables.ts';
import { ruleDiagrams } from '../evaluation/rule-diagrams.ts';
import type { ValueOf } from '../evaluation/valuate-alone.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Question } from '../language/questionnaire.ts';
import { isGiven, type AnswerValue } from '../questionnaire/answers.ts';
import { addWays, beats, NO_WAY, type Way } from './way.ts';

/** Efforts are added up in half-days, which are whole numbers. */
export const HALF_DAYS = 2;

/** Whether a list was changed already on the way, which is paid for once. */
type Stage = 'as it is' | 'changed';

/** One class that a variable may be in, with what it takes. */
interface Move {
  readonly classIndex: number;
  readonly way: Way;
  readonly stage: Stage;
}

/** The values to which work can bring an answer, the first to be preferred; of a list none, since options are added one by one. */
export function fixTargets({ type, fixable, fix_to: values, options }: Question): readonly AnswerValue[] {
  if (!fixable) return [];
  if (type === 'boolean') return values ?? [true, false];
  return type === 'choice' ? (values ?? Object.keys(options ?? {})) : [];
}

/**
 * Shortest paths through the decision diagrams of a ruleset, from the answers as they are to a rule being met: each variable stays in
 * its class or goes, at a price, to one that work can bring it to.
 */
export class FixSearch {
  readonly #ruleset: CompiledRuleset;
  readonly #valueOf: ValueOf;
  readonly #day: number;
  readonly #othersOpen: number;

  /** @param othersOpen - what the engine fact says, whatever is changed */
  constructor(ruleset: CompiledRuleset, valueOf: ValueOf, asOf: CalendarDate, othersOpen: Truth) {
    this.#ruleset = ruleset;
    this.#valueOf = valueOf;
    this.#day = ruleDiagrams(ruleset).classOfDay(asOf);
    this.#othersOpen = ['unknown', 'true', 'false'].indexOf(othersOpen);
  }

  /** The least way to the rule being met; `undefined` when there is none. */
  shortest(rule: CompiledRule): Way | undefined {
    const diagram = ruleDiagrams(this.#ruleset).outcomeOf(rule);
    const done = new Map<string, Way | undefined>();
    const walk = (node: DiagramNode, fact: string | undefined, stage: Stage): Way | undefined => {
      const outcome = diagram.outcomeAt(node);
      if (outcome !== undefined) return outcome.status === 'met' ? NO_WAY : undefined;
      const { variable, children } = diagram.testAt(node);
      // The variables of one list stand next to each other.
      const now = variable.fact === fact ? stage : 'as it is';
      const key = `${node} ${now}`;
      if (done.has(key)) return done.get(key);
      let best: Way | undefined;
      for (const move of this.#moves(variable, now)) {
        const rest = walk(at(children, move.classIndex), variable.fact, move.stage);
        const whole = rest === undefined ? undefined : addWays(move.way, rest);
        if (whole !== undefined && (best === undefined || beats(whole, best))) best = whole;
      }
      done.set(key, best);
      return best;
    };
    return walk(diagram.root, undefined, 'as it is');
  }

  #moves(variable: Variable, stage: Stage): readonly Move[] {
    if (variable.kind === 'as_of') return [stay(this.#day)];
    if (variable.kind === 'engine') return [stay(this.#othersOpen)];
    const question = at(this.#ruleset.questions, variable.slot);
    const value = this.#valueOf(question.id);
    if (variable.kind === 'option') return optionMoves(variable, question, value, stage);
    if (question.type === 'attestation') {
      if (isGiven(value)) return [stay(1)];
      return [stay(0), { ...stay(1), way: { ...NO_WAY, signOffs: [variable.slot] } }];
    }
    const now = stay(value === undefined ? 0 : variable.classOf(value));
    if (question.type === 'choices') {
      if (value !== undefined) return [now];
      const known = question.fixable ? changeOf(variable, question) : needs(variable);
      return [now, { classIndex: 1, way: known, stage: 'changed' }];
    }
    const targets = fixTargets(question).map((to, target): Move => {
      return { ...stay(variable.classOf(to)), way: changeOf(variable, question, target) };
    });
    if (value !== undefined || question.fixable) return [now, ...targets];
    // What nobody can change may turn out in any way; that it would have to be known weighs more than everything else.
    const answers = Array.from({ length: variable.classes - 1 }, (_, index) => index + 1);
    return [now, ...answers.map((index): Move => ({ ...stay(index), way: needs(variable) }))];
  }
}

/** An option that is there stays. One that is not may be added by work; of a list not known yet it is there as it is answered. */
function optionMoves(
  variable: Variable,
  question: Question,
  value: AnswerValue | undefined,
  stage: Stage,
): readonly Move[] {
  if (value !== undefined && variable.classOf(value) === 1) return [{ ...stay(1), stage }];
  const absent: Move = { ...stay(0), stage };
  if (!question.fixable) return value === undefined ? [absent, { ...stay(1), stage }] : [absent];
  const paid = stage === 'changed' ? NO_WAY : changeOf(variable, question);
  const added = { slot: variable.slot, option: at(variable.options, 0) };
  return [{ classIndex: 1, way: { ...paid, added: [added] }, stage: 'changed' }, absent];
}

function stay(classIndex: number): Move {
  return { classIndex, way: NO_WAY, stage: 'as it is' };
}

function needs({ slot }: Variable): Way {
  return { ...NO_WAY, needs: [slot] };
}

function changeOf({ slot }: Variable, { effort_days: [low, high] = [0, 0] }: Question, target = 0): Way {
  return {
    ...NO_WAY,
    changes: [{ slot, target }],
    high: Math.round(high * HALF_DAYS),
    low: Math.round(low * HALF_DAYS),
  };
}
