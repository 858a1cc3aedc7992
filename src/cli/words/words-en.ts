import { counted } from '../counted.ts';
import type { CliWords } from './cli-words.ts';

/** The words of the commands in English. */
export const ENGLISH: CliWords = {
  check: {
    title: (version, subject) => `Preclear ${version} — ${subject}`,
    asOf: (day, isToday) => `As of ${day}${isToday ? ', today in UTC' : ''}`,
    answeredOn: (day) => `answered on ${day}`,
    targetLaunch: (day, away) => `target launch ${day}${awayFrom(away)}`,
    headings: {
      instruments: 'By instrument',
      blocking: 'What blocks the launch',
      signOffs: 'Blocking until signed',
      questions: 'Answer next',
      others: 'Other open points',
      voluntary: 'Open points of voluntary instruments',
      soon: (days) => `In force within ${days} days`,
      warnings: 'Answers to look at again',
      cautions: 'Before relying on this',
    },
    point: (citation, title) => `${citation} — ${title}`,
    remark: (text, remark) => `${text} (${remark})`,
    figure: (label, value) => `${label}: ${value}`,
    from: (day, text) => `From ${day}: ${text}`,
    moreQuestions: (count) => `… and ${counted(count, 'more question')}`,
    morePoints: (count) => `… and ${counted(count, 'more point')}`,
    inFull: (command) => `In full: ${command}`,
  },
  next: {
    step: (phase, text) => `Next: ${phase} — ${text}`,
    answer: (question) => `answer: ${question}`,
    before: (day, remedy) => `before ${day}: ${remedy}`,
    again: 'Check again before every later change.',
    keep: 'check again before every change, and whenever an answer or an instrument changes.',
  },
  questions: {
    heading: (id, type) => `${id} (${type})`,
    type: (type, min) => {
      switch (type) {
        case 'boolean':
          return 'true or false';
        case 'choice':
          return 'one of the options';
        case 'choices':
          return 'a list of options, [] for none';
        case 'integer':
          return min === null ? 'a whole number' : `a whole number, ${min} or more`;
        case 'date':
          return 'a date, YYYY-MM-DD';
        case 'attestation':
          return 'a sign-off';
      }
    },
    form: (value, label) => `${value}: ${label}`,
    fallback: (value) => `While not answered: ${value}`,
    count: (questions, groups, command) =>
      `${counted(questions, 'question')} in ${counted(groups, 'group')}. A blank answers file: ${command}`,
    about: [
      'Answers for preclear. null means: not known. It is never taken as a yes or a no.',
      'Fill in what you know and look at the result at any time: preclear check <this file>',
      'China, before launch: answer yes only if it is built, tested and will be on from the first user. A plan alone is no.',
      'Voluntary commitments: only what exists now counts.',
    ],
    example: {
      product: '{ name: "Product", client: "Client of a law firm", matter: "Matter" }',
      person: '{ name: "Name", role: "Role" }',
      day: '"YYYY-MM-DD"',
      signOff: '{ attested: true, by: "Name", role: "Role", on: "YYYY-MM-DD", evidence: ["Reference"] }',
    },
    help: 'Help: ',
    why: 'Why: ',
    answer: 'Answer: ',
  },
  coverage: {
    heading: (ruleset, provisions) => `${ruleset}: ${counted(provisions, 'provision')}`,
    class: (name) => name,
    rules: (ids) => `rules: ${ids.join(', ')}`,
    definitions: (ids) => `definitions: ${ids.join(', ')}`,
    noRule: (reason) => `no rule: ${reason}`,
    count: (all, withRules, withDefinitions, withReason) =>
      `${counted(all, 'provision')}: ${withRules} with rules, ${withDefinitions} with definitions, ${withReason} with a reason for no rule`,
  },
};

function awayFrom(days: number): string {
  if (days === 0) return ', this day';
  const count = counted(Math.abs(days), 'day');
  return days > 0 ? `, in ${count}` : `, ${count} ago`;
}
