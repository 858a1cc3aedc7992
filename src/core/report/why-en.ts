import type { Comparator } from '../language/expression.ts';
import { count } from './english.ts';
import type { WhyWords } from './why-words.ts';

const NUMBER: Readonly<Record<Comparator, string>> = {
  '==': 'exactly',
  '!=': 'anything but',
  '<': 'less than',
  '<=': 'at most',
  '>': 'more than',
  '>=': 'at least',
};

const DAY: Readonly<Record<Comparator, string>> = {
  '==': 'on',
  '!=': 'on any day but',
  '<': 'before',
  '<=': 'on or before',
  '>': 'after',
  '>=': 'on or after',
};

/** The words of a proof in English. */
export const ENGLISH_WHY: WhyWords = {
  applies: {
    true: 'Applies',
    false: 'Does not apply',
    unknown: 'Not known yet whether it applies',
  },
  appliesAside: 'Not known yet whether it applies, which does not matter here:',
  met: {
    met: 'In place',
    not_met: 'A gap',
    needs_attestation: 'Awaiting a sign-off',
    undetermined: 'Not known yet whether it is in place',
  },
  exposed: 'Exposed',
  metAside: 'What it asks for, which does not matter here:',
  allOf: {
    true: 'all of these hold:',
    false: 'not all of these hold:',
    unknown: 'all of these are asked for, and not all are known:',
  },
  anyOf: {
    true: 'at least one of these holds:',
    false: 'none of these holds:',
    unknown: 'one of these would be enough, and none is known to hold:',
  },
  one: { true: 'this holds:', false: 'this does not hold:', unknown: 'this is not known:' },
  begin: (words) => `${words.charAt(0).toUpperCase()}${words.slice(1)}`,
  reason: (claim, reason) => `${claim}, because ${reason}`,

  definition: (meaning, truth) => {
    switch (truth) {
      case 'true':
        return meaning;
      case 'false':
        return `Not so: "${meaning}"`;
      case 'unknown':
        return `Not known yet whether it is so: "${meaning}"`;
    }
  },
  not: 'Asked is that this is not so:',
  cited: (text, citation) => `${text} (${citation})`,
  test: (question, asked, answered) => `${question} — asked: ${asked}; ${answered}.`,
  oneOf: (options) => (options.length === 1 ? options.join('') : `one of ${quoted(options)}`),
  noneOf: (options) => `anything but ${quoted(options)}`,
  includes: (options) => (options.length === 1 ? `includes ${quoted(options)}` : `includes one of ${quoted(options)}`),
  includesNone: (options) => `includes none of ${quoted(options)}`,
  anyAnswer: 'any answer',
  noAnswer: 'no answer',
  number: (comparator, than) => `${NUMBER[comparator]} ${than}`,
  day: (comparator, than) => `${DAY[comparator]} ${than}`,
  notAnswered: 'not answered',
  answered: (answer) => `answered: ${answer}`,
  assumed: (answer) => `assumed while not answered: ${answer}`,
  date: (asked, asOf) => `Date of assessment — asked: ${asked}; assessed as of ${asOf}.`,
  signOff: (question, answer) => `${question} — ${answer}.`,
  othersOpen: (titles) => `At least this other blocking point is open: ${titles.join('; ')}.`,
  othersUnknown: 'Not known yet whether another blocking point is open.',
  noneOpen: 'No other blocking point is open.',
  always: 'This holds whatever is answered.',
  never: 'This holds in no case, whatever is answered.',

  reasoning: {
    label: 'Why it is open',
    not_met: 'It applies, and the answers do not give what is asked:',
    appliesBy: (answers) => `It applies because of what was answered here: ${answers.join(' ')}`,
    follows: 'It follows from other results:',
    needs_attestation: 'It applies, and the answers give what is asked; the signature of a named person is missing.',
    requirement: 'It applies. Whether it is in place turns on what is still missing.',
    applicability: 'Whether it applies turns on what is still missing.',
    brief: { requirement: 'Applies', applicability: 'May apply' },
  },
  resting: (statement, answers) => `${statement} ${answers.join(' ')}`,
  answer: (question, answer) => `${question} ${answer}.`,
  noWay: (ways) => `None of these is so: ${ways.map((way, index) => `(${index + 1}) ${way}`).join(' ')}`,

  nearest: {
    heading: 'The nearest change',
    none_needed: 'Nothing is to be done about it.',
    fix: (days) => `The least effort by which this point alone would be in place, ${days}:`,
    signOffsOnly: 'The answers give what is asked; only signatures are missing.',
    change: (question, now, to) => `${question} ${now} → ${to}`,
    signOffs: 'After the evidence exists, the role reviews it and signs only if satisfied:',
    standing: 'Change an answer only after the facts have changed.',
    needs: (facts) =>
      `${count(facts, 'answer is', 'answers are')} needed first: what nobody can change must be known before work can be named.`,
    follows_others: 'It repeats other results, and is in place once those are.',
    impossible:
      'No change of answers that work can bring about would put it in place. Its remedy says what can be done.',
  },
};

function quoted(options: readonly string[]): string {
  return options.map((option) => `"${option}"`).join(', ');
}
