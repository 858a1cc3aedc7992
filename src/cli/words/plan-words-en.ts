import { counted } from '../counted.ts';
import type { PlanWords } from './plan-words.ts';

/** The plan on a terminal in English. */
export const ENGLISH_PLAN_WORDS: PlanWords = {
  target: (target) =>
    target === 'clear' ? 'The least work that leaves no finding open' : 'The least work that leaves no blocking gap',
  gate: {
    blocked: 'Blocking gaps: do not launch yet',
    undetermined: 'Cannot say yet: answers or sign-offs missing',
    conditional: 'No blocking gap; other points open',
    clear: 'No gap found in the instruments assessed',
    out_of_scope: 'The instrument does not apply; other law may',
  },
  now: 'Now',
  onceDone: 'Once all of it is done and signed',
  nothingClaimed: 'Nothing can be said yet of where this leads; see below what stands in the way.',
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
  needsAnswers: 'Answers needed first',
  needsAnswersLead: 'Work cannot replace these. Until they are known, nothing is said of the points they bear on.',
  bearsOn: 'Bears on',
  impossible: 'Not closed by any work',
  impossibleLead:
    'On these answers no permitted change closes the points of a line together. Their remedies say what can be done.',
  opens: 'This work brings new points with it',
  routes: 'Routes beside the plan',
  routesLead: 'Each changes what the product is, and so which duties apply. None is part of the plan.',
  gateOnRoute: 'On the day it is taken',
  noLonger: (rules) => `${counted(rules, 'duty', 'duties')} would no longer apply`,
  newly: (rules) => `${counted(rules, 'duty', 'duties')} would newly apply`,
  leftOnRoute: (fixes, attestations, days) =>
    `left to do on it: ${counted(fixes, 'change')} and ${counted(attestations, 'sign-off')}, ${days}`,
  nothingLeft: 'nothing left to do on it',
  time: 'In time',
  launch: (date) => `Launch planned for ${date}.`,
  fits: {
    at_high: 'Work begun on the day assessed meets it, at the high end of the estimates too.',
    at_low: 'Work begun on the day assessed meets it only if everything takes as little as estimated.',
    no: 'It is not realistic: work begun on the day assessed does not meet it even if everything takes as little as estimated.',
  },
  earliest: (low, high) =>
    low === high
      ? `By the estimates the launch could be on ${low}.`
      : `By the estimates the launch could be between ${low} and ${high}.`,
  phase: (begin, finish) => `begin by ${begin}, finished by ${finish}`,
  workingDays: 'Working days are Monday to Friday, without public holidays. Dates take the high end of the estimates.',
};
