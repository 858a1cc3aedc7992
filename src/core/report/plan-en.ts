import { count, listOf } from './english.ts';
import { range } from './figures.ts';
import type { PlanWords } from './plan-words.ts';

/** The words of the order of work in English. */
export const ENGLISH_PLAN: PlanWords = {
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
  ownersAreSuggested:
    'Owners are suggestions by the kind of work; only the company knows who does what. Put a name in their place.',
  owners: {
    management: 'Management',
    product: 'Product owner',
    engineering: 'Engineering',
    data: 'Data lead',
    content_safety: 'Content-safety lead',
    security: 'Security lead',
    privacy: 'Personal-information protection lead',
    operations: 'User-service lead',
    communications: 'Communications, with legal counsel',
    procurement: 'Supplier management',
    counsel: 'Legal counsel',
  },
  signedBy: (owner) => `Named signatory, prepared by: ${owner}`,
  entityFirst:
    'Before any filing step: in practice filing runs through a mainland entity. Form one or find a partner first; counsel must choose the structure. (Known from secondary sources.)',
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
  afterSteps: (numbers) => `After ${numbers.length === 1 ? 'step' : 'steps'} ${listOf(numbers)}.`,
  withOthers: 'with other steps',
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
  gate: {
    blocked: 'Blocking gaps: do not launch yet',
    undetermined: 'Cannot say yet: answers or sign-offs missing',
    conditional: 'No blocking gap; other points open',
    clear: 'No gap found in the instruments assessed',
    out_of_scope: 'The instrument does not apply; other law may',
  },
  onceDone: 'Once all of it is done and signed',
  nothingClaimed: 'Nothing can be said yet of where this leads; see below what stands in the way.',
  needsAnswers: 'Answers needed first',
  needsAnswersLead: 'Work cannot replace these. Until they are known, nothing is said of the points they bear on.',
  impossible: 'Not closed by any work',
  impossibleLead:
    'On these answers no permitted change closes the points of a line together. Their remedies say what can be done.',
  opens: 'This work brings new points with it',
  routes: 'Routes beside the plan',
  routesLead: 'Each changes what the product is, and so which duties apply. None is part of the plan.',
  route: {
    name: 'Route',
    costs: 'What it costs',
    changes: 'What would be different',
    outcome: 'What would come of it',
  },
  gateOnRoute: 'On the day it is taken',
  noLonger: (rules) => `${count(rules, 'duty', 'duties')} would no longer apply`,
  newly: (rules) => `${count(rules, 'duty', 'duties')} would newly apply`,
  leftOnRoute: (fixes, attestations, days) =>
    `left to do on it: ${count(fixes, 'change', 'changes')} and ${count(attestations, 'sign-off', 'sign-offs')}, ${days}`,
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
  dates: 'Begin by – finished by',
  span: (begin, finish) => (begin === finish ? begin : `${begin} – ${finish}`),
  begunBefore: (finish) => `by ${finish}; it would have had to begin before the day assessed`,
  finishedBefore: 'it would have had to be finished before the day assessed',
  noLaunch: 'No launch date was given, so that the work is not placed in time.',
  calendar:
    'Working days are Monday to Friday, without public holidays. Dates take the high end of the estimates, count what is not answered yet as missing, and let one piece of work follow the other; a larger team, and answers, shorten them.',
};
