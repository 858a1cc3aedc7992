import { range } from './figures.ts';
import type { ReportWords } from './report-words.ts';

/** The words of the order of work in English. */
export const ENGLISH_PLAN: ReportWords['plan'] = {
  phases: {
    decide: {
      heading: 'Decide',
      about:
        'Scope, the public-opinion attribute (ask the provincial cyberspace office), the mainland entity, the model route and licences come first: later work depends on them.',
    },
    build: { heading: 'Build', about: 'Data records, controls, labels, terms and complaints.' },
    test_and_sign: {
      heading: 'Test and sign',
      about:
        'Content tests, then the self-assessment report, then sign-offs. Sign-offs always come last: after the evidence exists, the role reviews it and signs only if satisfied.',
    },
    file: {
      heading: 'File and wait',
      about:
        "The security assessment comes before launch. So do, in practice, generative-AI service filing (own, tuned or modified model) or registration (unmodified call to a filed model). Reported filing time: 3 to 6 months (agents' figures, not official).",
    },
    launch_day: { heading: 'Launch day', about: 'Model name and number are shown, and labels are on.' },
    after_launch: {
      heading: 'Within 10 working days after launch',
      about: 'Algorithm filing, planned before the launch; then its number is shown.',
    },
    keep: {
      heading: 'Keep',
      about:
        'A change to what was filed is filed within 10 working days. A new function needs a new assessment before it goes live; a surge of users, spread of unlawful content or a written notice, one within 30 working days. The filing is cancelled within 20 working days after the service ends.',
    },
  },
  standing: [
    'Change an answer only after the facts have changed.',
    "Effort is the team's own working days, as a rough range; sums take the steps one after the other. Waiting for others comes on top and is shown apart.",
  ],
  bindingDuty: 'A binding duty is to be closed before launch unless counsel decides otherwise.',
  nothingInPhase: 'No open point on these answers.',
  urgency: { blocks_launch: 'Blocking', other_point: 'Other point', voluntary: 'Voluntary' },
  knownEffort: 'Own effort for known gaps and sign-offs',
  effortIfMissing: 'On top, if what is not answered yet turns out to be missing',
  effortForBlockers: 'Of both, for blocking points',
  signed: 'Signed, if satisfied',
  workingDays: (low, high) => `${range(low, high)} working ${low === 1 && high === 1 ? 'day' : 'days'}`,
  days: (low, high) => `${range(low, high)} ${low === 1 && high === 1 ? 'day' : 'days'}`,
  advice: {
    build: '',
    decide: 'A decision, written down with date and reasons.',
    replace: 'The thing itself must change first: remove or license, record, retrain if needed, then answer again.',
    third_party: 'Ask, or change the supplier; the outcome is not in your hands.',
    authority: 'Apply and ask; the outcome is not in your hands.',
    sign: 'After the evidence exists, the role reviews it and signs only if satisfied.',
    withdraw:
      'Withdraw it and record when. A public statement is for counsel to correct or narrow; that does not undo past statements; keep copies.',
  },
  owner: {
    build: 'Engineering',
    decide: 'Management',
    replace: 'Data and engineering',
    third_party: 'Procurement',
    authority: 'Legal',
    sign: 'The role that signs',
    withdraw: 'Management with counsel',
  },
  between: (begin, finish) => `${begin} – ${finish}`,
  answersFirst: (findings) =>
    findings === 1
      ? 'For one open point it takes answers, not work, to see what is to be done: see the open questions.'
      : `For ${findings} open points it takes answers, not work, to see what is to be done: see the open questions.`,
  voluntaryUnanswered: (facts, part) =>
    facts === 1
      ? `One further fact is not answered yet: see part ${part}.`
      : `${facts} further facts are not answered yet: see part ${part}.`,
  voluntaryHeading: 'Voluntary instruments',
  voluntaryLead: ['Points that no binding instrument assessed here asks for. They never change the gate.'],
  beyondWorkHeading: 'Not closed by changing one of your own answers',
  beyondWorkLead:
    'These points turn on what the product or the company is, or on somebody else. The remedy of each says what can be done.',
};
