import { wordsFor } from '../core/report/words.ts';
import { counted } from './counted.ts';
import type { InterviewWords } from './interview-words.ts';

const REPORT = wordsFor('en');

const TEXT = 'a text of 1 to 2000 characters';
const NAME = 'a text of 1 to 500 characters';
const DAY = 'a real date written YYYY-MM-DD';

/** What an interview says in English. */
export const INTERVIEW_EN: InterviewWords = {
  fileHead: ['Answers for preclear, written by preclear interview. What is not here is not known.'],
  welcome: [
    'One question at a time, those first that decide most. Nothing leaves this machine. This is not legal advice.',
  ],
  reading: REPORT.questionsHelp,
  keys: [
    'u  not known: goes on, and is not asked again',
    '?  help',
    'b  back to the question before',
    'q  save and quit',
  ],
  startsFrom: (path, answers) => `Starts from ${path} with ${counted(answers, 'answer')}.`,
  gate: (gate, counts) => REPORT.gate(gate, counts),
  noBinding: REPORT.noBindingInstrument,
  soFar: (words) => `So far: ${words}`,
  remaining: (most) => `at most ${most} more to ask`,
  why: 'Why: ',
  help: 'Help: ',
  bearsOn: 'Bears on: ',
  yes: 'Yes',
  no: 'No',
  signed: 'Signed',
  refused: 'The role refuses to sign',
  signOffs:
    'What follows are sign-offs. After the evidence exists, the role reviews it and signs only if satisfied. Not signed yet: u.',
  prompt: {
    boolean: () => '1, 2',
    choice: (most) => `1–${most}`,
    choices: (most) => `1–${most}, several with commas, 0 for none`,
    integer: () => 'number',
    date: () => 'YYYY-MM-DD',
    attestation: () => '1, 2',
  },
  refusal: (line, expected) =>
    line === '' ? `An answer is needed. Expected ${expected}.` : `"${line}" is no answer here. Expected ${expected}.`,
  expected: {
    boolean: () => '1 for yes or 2 for no; u while it is not known',
    choice: (most) => `one number from 1 to ${most}; u while it is not known`,
    choices: (most) => `numbers from 1 to ${most} with commas, each once, or 0 for none; u while it is not known`,
    integer: (_most, least) =>
      least === null
        ? 'a whole number; u while it is not known'
        : `a whole number of at least ${least}; u while it is not known`,
    date: () => `${DAY}; u while it is not known`,
    attestation: () => '1 when it is signed, 2 when it is refused; u while it is not signed',
  },
  signOff: {
    by: 'Who signed?',
    role: 'In which role?',
    on: 'On which day? (YYYY-MM-DD)',
    evidence: 'What evidence was reviewed? One reference a line; an empty line ends the list.',
  },
  signOffExpected: { by: TEXT, role: TEXT, on: DAY, evidence: `at least one reference and at most 100, each ${TEXT}` },
  nothingBefore: 'There is nothing to go back to.',
  noHelp: 'There is no further help here.',
  decided: (words) => `The gate is decided: ${words}`,
  nothingLeft: (notKnown) =>
    `Nothing is left to ask that is known: ${counted(notKnown, 'answer or sign-off is', 'answers or sign-offs are')} missing.`,
  complete: 'Everything is answered that can change a finding.',
  goOn: (most) =>
    `No open answer can change that. Go on to the whole picture? At most ${counted(most, 'more question')}.`,
  goOnUndecided: (missing, most) =>
    `It cannot be decided while ${counted(missing, 'answer or sign-off is', 'answers or sign-offs are')} missing. Go on to the whole picture? At most ${counted(most, 'more question')}.`,
  yesOrNo: '1 for yes or 2 for no',
  yesOrNoPrompt: '1 yes, 2 no',
  overwrite: (path) => `${path} exists. Write over it in the end? It is written anew; comments in it are lost.`,
  notOverwritten: (path) => `${path} is left as it is. Name the file to write with --output.`,
  headerLead: 'Last, who says so of what. An empty line leaves it as it is.',
  header: {
    product: 'Name of the product',
    name: 'Name of who gave the answers',
    role: 'Role of who gave the answers',
    on: 'Day on which the answers were given (YYYY-MM-DD)',
  },
  headerExpected: { product: NAME, name: NAME, role: NAME, on: DAY },
  keep: (value) => `now ${value}`,
  leaveOut: 'left out',
  endOfInput: 'The input ends here: saved as it is.',
  interrupted: 'Nothing is saved yet. q saves and quits; Ctrl-C once more leaves without saving.',
  leftUnsaved: 'Left without saving.',
  written: (path, answers, notKnown) =>
    `Written: ${path} (${counted(answers, 'answer')}${notKnown === 0 ? '' : `, ${notKnown} not known`})`,
  lookAtIt: (path) => `Look at the result: preclear check ${path}`,
};
