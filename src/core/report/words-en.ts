import { ENGLISH_CROSSWALK } from './crosswalk-en.ts';
import { count, listOf, longDate, plural } from './english.ts';
import { decimal } from './figures.ts';
import { ENGLISH_LABELS } from './labels-en.ts';
import { ENGLISH_PAPER } from './paper-en.ts';
import { ENGLISH_PARTS } from './parts-en.ts';
import { ENGLISH_PICTURES } from './pictures-en.ts';
import { ENGLISH_PLAN } from './plan-en.ts';
import type { ReportWords } from './report-words.ts';

/** The words of an English report. */
export const ENGLISH: ReportWords = {
  title: 'Assessment record',
  paper: ENGLISH_PAPER,
  labels: ENGLISH_LABELS,
  marks: { colon: ': ', stop: '. ', semicolon: '; ', comma: ', ', open: ' (', close: ')', gap: ' ' },
  parts: ENGLISH_PARTS,
  plan: ENGLISH_PLAN,
  pictures: ENGLISH_PICTURES,
  particulars: {
    client: 'Client',
    matter: 'Matter',
    answeredBy: 'Answered by',
    answeredOn: 'Answered on',
    asOf: 'Assessed as of',
    targetLaunch: 'Target launch',
  },
  productNotNamed: 'Product not named',
  person: (name, role) => `${name}, ${role}`,
  date: longDate,
  list: listOf,
  sentences: (sentences) => sentences.join(' '),
  semicolons: (parts) => parts.join('; '),

  gate: (gate, { missing, others }) => {
    switch (gate) {
      case 'blocked':
        return 'Blocking gaps found: do not launch yet';
      case 'undetermined':
        return `Cannot say yet: ${count(missing, 'answer or sign-off', 'answers or sign-offs')} missing`;
      case 'conditional':
        return `No blocking gap on the answers given; ${count(others, 'other point', 'other points')} open`;
      case 'clear':
        return 'No gap found in the instruments assessed, on self-reported answers';
      case 'out_of_scope':
        return 'On these answers this instrument does not apply. Other law may.';
    }
  },
  noBindingInstrument: 'No binding instrument was assessed. Other law may apply.',
  gateBasis: (instruments) => `Decided by what is binding: ${listOf(instruments)}.`,
  voluntaryBeside: 'Voluntary instruments stand beside it and never change it.',
  gateCounts: {
    blockers: 'Open blocking points',
    others: 'Other open points',
    missing: 'Answers or sign-offs missing',
  },
  verdict: (verdict, { missing, others }) => {
    switch (verdict) {
      case 'fail':
        return 'Blocking gaps found: do not launch yet';
      case 'undetermined':
        return `Cannot say yet: ${count(missing, 'answer or sign-off', 'answers or sign-offs')} missing`;
      case 'pass_with_gaps':
        return `No blocking gap on the answers given; ${count(others, 'other point', 'other points')} open`;
      case 'pass':
        return 'No gap found in the instruments assessed, on self-reported answers';
      case 'out_of_scope':
        return 'On these answers this instrument does not apply. Other law may.';
    }
  },
  voluntary: {
    pass: 'Each assessed commitment is supported by the answers',
    outOfScope: 'On these answers this instrument does not apply. Other law may.',
    gap: (posture) => {
      switch (posture) {
        case 'private_benchmark':
          return 'Gap against benchmark';
        case 'public_claim':
          return 'Public claim not supported by the answers';
        case 'signatory':
          return 'Commitment not evidenced';
      }
    },
    open: (counts) =>
      counts.map(({ words, count: number }) => `${words}: ${count(number, 'point', 'points')}`).join('; '),
  },
  force: { binding: 'Binding', voluntary: 'Voluntary' },
  status: {
    met: 'In place',
    not_met: 'Gap',
    needs_attestation: "Awaiting a named person's sign-off",
    undetermined: 'Not known yet',
    not_applicable: 'Does not apply',
  },
  severity: { blocker: 'Blocking', major: 'Major', minor: 'Minor', advisory: 'Advisory' },
  loweredSeverity: (shown, base) =>
    `${ENGLISH.severity[shown]} (${ENGLISH.severity[base].toLowerCase()} once signed or claimed in public)`,
  exposure: (citation) => `Exposure under ${citation}: follows from the open points above; not a duty and not a fine`,
  notCounted: 'It repeats other results and counts neither in the result of the instrument nor in its score.',
  tags: { 'deception-risk': 'Public statement to substantiate. Not a finding that anyone was misled.' },
  likewise: (places) => `The same holds for ${places.join('; ')}.`,
  truth: { true: 'Yes', false: 'No', unknown: 'Not known yet' },
  basis: {
    text: 'Text of the instrument.',
    incorporated: 'Another instrument, which this one takes in.',
    practice: 'Regulatory practice, written in no article.',
    commitment: 'Text of the commitments.',
    fact_sheet: 'White House fact sheet only, not the text of the commitments.',
    derived: 'Our own safeguard, not a duty of the instrument.',
  },
  confidence: {
    verified: 'Read in the primary text.',
    secondary: 'Secondary sources only.',
    recalled: 'Recalled, not read again.',
    practice: 'Practice, as reported by secondary sources.',
  },
  reviewBy: (why, ask) => `${why} Ask ${ask}.`,
  yes: 'Yes',
  no: 'No',
  noneOfThese: 'None of these',
  notAnswered: 'Not answered',
  assumed: 'Assumed: the standard setting, since the question was left open',
  dateOfAssessment: 'Date of assessment',
  resultOf: (title) => `Result of "${title}"`,
  signed: (by, role, on, evidence) =>
    `Signed by ${by}, ${role}, on ${longDate(on)}. Evidence named: ${evidence.join('; ')}`,
  notSigned: 'Not signed',

  score: {
    meaning:
      'Score: weighted share of duties shown as in place (range while answers are missing). Not a probability, not a legal measure.',
    range: ({ low, high }) => (low === high ? `${decimal(low)}%` : `${decimal(low)}–${decimal(high)}%`),
    perUnit: 'By commitment only',
    none: 'No score',
  },
  assurance: {
    lead: 'What stands behind the points in place',
    declared: 'Declared (answer only)',
    evidenceReferenced: 'Evidence referenced (named, not examined by us)',
    reviewed: 'Reviewed by counsel',
    ofFinding: {
      declared: 'Declared (answer only)',
      evidence_referenced: 'Evidence referenced (named, not examined by us)',
    },
  },
  cautions: {
    standing: 'Self-reported answers, not verified by us. Not legal advice. No lawyer has reviewed this record.',
    warnings: (number, part) =>
      number === 1
        ? `One point about the answers needs a second look: see part ${part}.`
        : `${number} points about the answers need a second look: see part ${part}.`,
    checkedBefore: (instrument, checked) =>
      `${instrument}: law checked to ${longDate(checked)} only; later changes are not reflected.`,
  },

  blockersLead: ({ gaps, signOffs, unknown }) => {
    const kinds = [
      ...(gaps > 0 ? [count(gaps, 'gap', 'gaps')] : []),
      ...(signOffs > 0 ? [count(signOffs, 'awaits a sign-off', 'await a sign-off')] : []),
      ...(unknown > 0 ? [`${unknown} not known yet`] : []),
    ];
    return [
      `${count(gaps + signOffs + unknown, 'blocking point is', 'blocking points are')} open: ${listOf(kinds)}.`,
      'Each is a binding duty, to be closed before launch unless counsel decides otherwise. How to close them, step by step, is in the order of work.',
    ];
  },
  noBinding: {
    outOfScope:
      'On these answers no binding instrument assessed here applies to the product, so nothing in it can block the launch. Other law may.',
    noBlocker: 'No blocking point is open on the answers given.',
  },

  findings: {
    authority: 'Issued by',
    number: 'Number',
    inForce: 'In force',
    checkedThrough: 'Law checked to',
    version: 'Ruleset version',
    signatories: 'Signed by',
    signedOn: (on, names) => `${longDate(on)}: ${names.join(', ')}`,
    publicClaim: 'What a public claim changes',
    inForceFrom: (from) => `from ${longDate(from)}`,
    inForceFromTo: (from, to) => `from ${longDate(from)} to ${longDate(to)}`,
    unit: (word, id, title) => `${word} ${id} — ${title}`,
    counts: (met, applicable) => `${met} of ${applicable} in place`,
    partly: (binding) => (binding ? 'partly in place' : 'partly met'),
    applicabilityOpen: 'not known yet whether all of it applies',
    noRule: 'No rule',
    doesNotApply: (word, units) =>
      `${plural(word, units)} ${listOf(units)}: nothing applies on these answers; the reasons are in the part on what does not apply.`,
    withoutRule: (word, units) =>
      `${plural(word, units)} ${listOf(units)}: no rule, since nothing in ${units.length === 1 ? 'it' : 'them'} can be tested on a product.`,
    risksHeading: (instrument) => `What may follow — ${instrument}`,
    withNote: (words, note) => `${words} ${note}`,
  },
  questionsHelp: {
    binding:
      'Binding instruments — Not live yet? Answer yes only if it is built, tested and will be on from the first user. A plan alone is no.',
    voluntary: 'Voluntary commitments — Only what exists now counts.',
  },
  answeredBy: (person) => `The answers were given by ${person}.`,
  answeredByNobody: 'It is not recorded who gave these answers.',
  notAssessed: [
    'The Personal Information Protection Law, the Data Security Law and the Cybersecurity Law, beyond the points cited.',
    'The rules on deep synthesis, on algorithmic recommendation and on labelling, beyond the points cited.',
    'The measures on anthropomorphic interaction: a pointer only.',
    'The specifics of telecommunications licences and of filing or licensing internet content (ICP).',
    'AI laws of the States of the United States.',
    'Copyright.',
    'Export control.',
  ],
  checked: (instrument, through) =>
    `${instrument}: law checked to ${longDate(through)}; later changes are not reflected.`,
  checkedEarlier: (instrument, through, asOf) =>
    `${instrument}: law checked to ${longDate(through)}; later changes are not reflected. The date of assessment, ${longDate(asOf)}, is later: whatever changed between the two dates is missing here.`,
  method: [
    'Every condition of a rule is true, false or not known. An answer that is missing is not known; it is never taken as a yes or a no.',
    'What is not known stays not known unless the other answers settle the condition whatever the missing one turns out to be.',
    'A missing answer therefore never counts as in place, never raises the lower figure of a score, and never lets a binding duty that matters appear settled.',
    'The score is the weighted share of duties shown as in place, as a range while answers are missing. It is not a probability and not a legal measure. Weights: blocking 8, major 4, minor 2, advisory 1.',
    'Severity is a decision of this product about what matters most before a launch. The instruments do not rank their duties in this way.',
    'A few assessment options have a standard setting while the question is left open; where a result rests on one, it is marked as assumed.',
    'The answers named at a finding are the smallest set that settles it; any others would leave it as it is.',
    'Requirements are restated in our own words. The official text of each instrument governs, in the language in which it was issued.',
  ],
  limitations: [
    'This record rests on self-reported answers. It is not legal advice and does not replace it.',
    'Evidence is listed as it was named. It was not opened, tested or examined by us.',
    'A result holds for these answers, on the date of assessment, under the ruleset versions named below, and for nothing else.',
  ],
  crosswalk: ENGLISH_CROSSWALK,
  nature: (instrument, nature) => `${instrument}. ${nature}`,
  integrity: {
    evaluation: 'Evaluation',
    notStored: 'not stored',
    asOf: 'As-of date',
    engine: 'Engine version',
    semantics: 'Semantics version',
    answersDigest: 'Answers digest',
    resultDigest: 'Result digest',
    ruleset: (id, version) => `Ruleset ${id} ${version}`,
    id: 'Ruleset',
    provisions: 'Provisions listed',
    rules: 'Rules',
    digest: 'Digest of the ruleset',
  },
};
