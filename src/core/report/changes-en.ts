import type { PartChange } from '../reasoning/comparison.ts';
import type { ChangesWords } from './changes-words.ts';
import { count, listOf } from './english.ts';

const PARTS: Readonly<Record<PartChange['part'], string>> = {
  rule: 'rule',
  definition: 'definition',
  question: 'question',
  constraint: 'constraint',
  unit: 'unit',
  instrument: 'instrument',
};

/** The section on changes in English. */
export const ENGLISH_CHANGES: ChangesWords = {
  heading: 'Changes since the last report',
  labels: {
    result: 'Result',
    finding: 'Finding',
    question: 'Question',
    before: 'Before',
    after: 'Now',
    why: 'Why',
    findings: 'Findings that changed',
    answers: 'Answers that changed',
    rules: 'Rules that changed',
    stale: 'Counts of days to make again',
  },
  days: (before, after) =>
    before === after
      ? `Both assessments are as of ${after}.`
      : `Compared with the assessment as of ${before}; this one is as of ${after}.`,
  earlier: (evaluation) => `The earlier one is the evaluation ${evaluation}.`,
  counts: ({ findings, answers }) => {
    const kinds = [
      ...(findings === 0 ? [] : [count(findings, 'finding', 'findings')]),
      ...(answers === 0 ? [] : [count(answers, 'answer', 'answers')]),
    ];
    return `${listOf(kinds)} changed.`;
  },
  nothing: 'No result, finding or answer changed.',

  gate: 'Overall result',
  verdictOf: (instrument) => `Result: ${instrument}`,
  scoreOf: (instrument) => `Score: ${instrument}`,
  notAssessed: 'Not assessed',
  results: {
    blocked: 'Blocking gaps found: do not launch yet',
    fail: 'Blocking gaps found: do not launch yet',
    undetermined: 'Cannot say yet',
    conditional: 'No blocking gap on the answers given; other points open',
    pass_with_gaps: 'No blocking gap on the answers given; other points open',
    clear: 'No gap found, on self-reported answers',
    pass: 'No gap found, on self-reported answers',
    out_of_scope: 'Does not apply on these answers',
  },
  openPoints: 'Open points',

  withNote: (status, note) => `${status} (${note})`,
  because: { applicability: 'whether it applies', requirement: 'whether it is in place' },
  applicabilityOpen: 'not known yet whether it applies',
  notYet: (from) => `Does not apply yet; from ${from}`,

  kinds: { facts_changed: 'Facts changed', rules_changed: 'Rules changed', date_passed: 'Date passed' },
  cause: (kind, what) => `${kind}: ${what}`,
  together: (causes) => `Only together — ${causes.join(' ')}`,
  kindsTogether: (kinds) => `${listOf(kinds)}, only together`,
  alone: (cause) => `This alone would have been enough — ${cause}`,
  facts: (sets) =>
    sets.length === 1
      ? `${listOf(sets[0] ?? [])}.`.replace(/\?\.$/, '?')
      : `each of these would have been enough: ${sets.map(listOf).join('; ')}.`.replace(/\?\.$/, '?'),
  turnsOn: (day) => `it turns on ${day}.`,
  parts: (parts) => `${parts.join('; ')}.`,
  part: ({ part, id, field, from, to }) => {
    const name = `${PARTS[part]} ${id}`;
    if (field === 'added') return to === null ? `${name} is new` : `${name} is new: ${to}`;
    if (field === 'removed') return from === null ? `${name} is gone` : `${name} is gone; it was: ${from}`;
    if (field === 'texts') return `${name}, texts only`;
    return `${name}, ${field}: was ${from ?? 'not set'}, is now ${to ?? 'not set'}`;
  },

  ruleset: (instrument, change, { from, to }) => {
    switch (change) {
      case 'same':
        return `${instrument}: the same rules.`;
      case 'texts':
        return `${instrument}: version ${from} became ${to}; texts only, no rule decides otherwise.`;
      case 'rules':
        return `${instrument}: version ${from} became ${to}.`;
      case 'added':
        return `${instrument}, version ${to}: assessed for the first time.`;
      case 'removed':
        return `${instrument}, version ${from}: not assessed any more.`;
    }
  },
  stale: (question, value, from, to) =>
    `${question} The answer is still ${value}, although it stood for ${from} and now stands for ${to}. Count again.`,
};
