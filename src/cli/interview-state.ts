import type { Answers, AnswerValue } from '../core/questionnaire/answers.ts';
import type { Until } from '../core/reasoning/interview-step.ts';

/** What was done in an interview, so that it can be taken back. */
type Move = { readonly kind: 'answer' | 'not_known'; readonly fact: string } | { readonly kind: 'go_on' };

/** The answers of an interview so far. What it started from is not taken back. */
export class InterviewState {
  readonly #answers: Map<string, AnswerValue>;
  readonly #notKnown = new Set<string>();
  readonly #moves: Move[] = [];
  #until: Until;

  constructor(answers: Answers, until: Until) {
    this.#answers = new Map(answers);
    this.#until = until;
  }

  /** What is answered. */
  get answers(): Answers {
    return this.#answers;
  }

  /** The facts that were asked for in vain. */
  get notKnown(): ReadonlySet<string> {
    return this.#notKnown;
  }

  /** What the interview goes on for. */
  get until(): Until {
    return this.#until;
  }

  /** How many moves can be taken back. */
  get moves(): number {
    return this.#moves.length;
  }

  answer(fact: string, value: AnswerValue): void {
    this.#answers.set(fact, value);
    this.#moves.push({ kind: 'answer', fact });
  }

  skip(fact: string): void {
    this.#notKnown.add(fact);
    this.#moves.push({ kind: 'not_known', fact });
  }

  goOn(): void {
    this.#until = 'everything';
    this.#moves.push({ kind: 'go_on' });
  }

  /** Takes the last move back. @returns false when there is none */
  back(): boolean {
    const move = this.#moves.pop();
    switch (move?.kind) {
      case undefined:
        return false;
      case 'answer':
        this.#answers.delete(move.fact);
        break;
      case 'not_known':
        this.#notKnown.delete(move.fact);
        break;
      case 'go_on':
        this.#until = 'gate';
        break;
    }
    return true;
  }
}
