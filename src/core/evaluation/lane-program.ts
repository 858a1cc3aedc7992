import type { CalendarDate } from '../base/calendar-date.ts';
import { truthOf, type Truth } from '../base/truth.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { isGiven, type AnswerValue } from '../questionnaire/answers.ts';
import { lanesOf, type AnswerLanes, type LaneRange } from './answer-lanes.ts';
import { laneStepsOf, type LaneSteps } from './lane-steps.ts';
import { LaneTruths, type LanePattern } from './lane-truths.ts';
import type { Step } from './program.ts';

/** Some lanes of one word: those in which something is true, and those in which it is false. */
export interface LaneTruth {
  readonly isTrue: number;
  readonly isFalse: number;
}

/** The program of a ruleset for some lanes: it judges every expression in all of them at once. */
export class LaneProgram {
  readonly #steps: LaneSteps;
  readonly #own: readonly (LanePattern | undefined)[];
  readonly #asOf: CalendarDate;
  readonly #words: number;

  /** @param lanes - the ruleset need not read all of their facts; what they try goes before what is answered */
  constructor(ruleset: CompiledRuleset, lanes: AnswerLanes, asOf: CalendarDate) {
    this.#steps = laneStepsOf(ruleset);
    this.#asOf = asOf;
    this.#words = lanes.words;
    const ranges = ruleset.questions.map(({ id }) => lanes.of(id));
    this.#own = this.#steps.steps.map((step) => {
      const range = ranges[step.slot];
      return range === undefined ? undefined : patternOf(step, range, asOf);
    });
  }

  /**
   * Judges every expression. What the engine found of other rules is unknown in all lanes.
   *
   * @param values - the value of each question of the ruleset, in its order: the answer, else the default; `undefined` when not known
   */
  run(values: readonly (AnswerValue | undefined)[]): LaneTruths {
    const { steps } = this.#steps;
    const truths = new LaneTruths(this.#steps, this.#words);
    for (let place = 0; place < steps.length; place += 1) {
      const step = steps[place];
      if (step === undefined) continue;
      if (step.op === 'constant') truths.set(place, step.truth);
      else if (step.op === 'engine') truths.set(place, 'unknown');
      else if (step.op === 'test' || step.op === 'given')
        truths.set(place, truthOfTest(step, values[step.slot], this.#asOf), this.#own[place]);
      else truths.judge(place, step);
    }
    return truths;
  }

  /** Tells what the engine found of the other rules, a truth for each word; what reads it is judged anew. */
  settleOtherOpenBlockers(truths: LaneTruths, found: readonly LaneTruth[]): void {
    for (const [place, step] of this.#steps.steps.entries()) {
      if (!step.readsEngine) continue;
      if (step.op !== 'engine') truths.judge(place, step);
      else for (const [word, { isTrue, isFalse }] of found.entries()) truths.write(place, word, isTrue, isFalse);
    }
  }
}

function patternOf(step: Step, range: LaneRange, asOf: CalendarDate): LanePattern {
  let isTrue = 0;
  let isFalse = 0;
  let lane = 1 << range.shift;
  for (const answer of range.answers) {
    const truth = truthOfTest(step, answer, asOf);
    if (truth === 'true') isTrue |= lane;
    if (truth === 'false') isFalse |= lane;
    lane <<= 1;
  }
  return { word: range.word, lanes: lanesOf(range), isTrue, isFalse };
}

function truthOfTest(step: Step, value: AnswerValue | undefined, asOf: CalendarDate): Truth {
  return step.op === 'given' ? truthOf(isGiven(value)) : step.test(value, asOf);
}
