import { count } from '../english.ts';
import type { ChecklistWords } from './checklist-words.ts';

/** The words of a checklist on paper in English. */
export const CHECKLIST_ENGLISH: ChecklistWords = {
  title: 'Checklist',
  blank: 'For a product before assessment',
  open: 'What is still open',
  instruments: 'Instruments',
  lawAsOf: 'Law checked to',
  date: 'Day',
  howTo: 'How to fill it in',
  steps: [
    'Answer what is so, not what is planned. For China questions before launch: yes only if it is built, tested and will be on from the first user.',
    'Leave open what nobody knows. An open question is not known; it is never taken as a yes or a no.',
    'Under each question stand the provisions that ask for it and the evidence to bring. Note references; nothing is examined here.',
    'Sign-offs come last: after the evidence exists, the role reviews it and signs only if satisfied.',
  ],
  attestation: { by: 'Name', role: 'Role', on: 'Date', evidence: 'Evidence' },
  asksFor: 'Asked for by',
  bring: 'Evidence to bring',
  moreEvidence: (pieces) => `and ${pieces} more; see the provisions`,
  line: 'Answer',
  severalAllowed: 'Several may apply.',
  nothingOpen: 'No missing answer can change a finding.',
  count: (questions, groups) => `${count(questions, 'question', 'questions')} in ${count(groups, 'group', 'groups')}.`,
  disclaimerHeading: 'What it is not',
  disclaimer:
    'This checklist is no legal advice and does not replace it. It covers the instruments named and nothing else; later changes of the law are not reflected.',
  ruleset: (id, version, digest) => `Ruleset ${id} ${version}: ${digest}`,
  engine: (version) => `Engine version: ${version}`,
};
