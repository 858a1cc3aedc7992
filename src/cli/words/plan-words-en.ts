import type { PlanWords } from './plan-words.ts';

/** The plan on a terminal in English. */
export const ENGLISH_PLAN_WORDS: PlanWords = {
  target: (target) =>
    target === 'clear' ? 'The least work that leaves no finding open' : 'The least work that leaves no blocking gap',
  now: 'Now',
  nothingToDo: 'There is nothing to do for this target on the answers given.',
  effort: (days) => `Own effort: ${days}, one piece of work after the other.`,
  onTop: 'Sign-offs and waiting for others come on top.',
  notAnswered: 'not answered; it may be in place already',
  after: 'After',
  alone: 'Closes',
  together: 'With the rest closes',
  keep: 'Keep',
  waiting: 'Waiting',
  signOffs: 'Sign-offs, last: after the evidence exists, the role reviews it and signs only if satisfied',
  phase: (begin, finish) => `begin by ${begin}, finished by ${finish}`,
};
