import { count } from './english.ts';
import type { PaperWords } from './paper-words.ts';

/** The words of a report as a paper, in English. */
export const ENGLISH_PAPER: PaperWords = {
  document: {
    skip_to_content: 'Skip to the content',
    contents: 'Contents',
    page_of: 'Page {page} of {pages}',
    colon: ': ',
  },
  draft: 'DRAFT',
  final: 'FINAL',
  privileged: 'Privileged and confidential. For the client alone.',
  cover: {
    product: 'Product',
    version: 'Product version',
    preparedBy: 'Prepared by',
    preparedFor: 'Prepared for',
    lawAsOf: 'Law checked to',
    reportId: 'Report id',
    lawOf: (instrument, day) => `${instrument}: ${day}`,
  },
  summary: {
    heading: 'Summary',
    topBlockers: 'What blocks the launch',
    more: (number, part) => `${count(number, 'more stands', 'more stand')} in part ${part}.`,
    first: 'What to do first',
    phases: 'The phases of the work',
    phase: 'Phase',
    work: 'Own work',
    waiting: 'Waiting for others',
    dates: 'Begin by, finish by',
    unknown: 'What is not known, and what it could change',
    unknownLead: (questions, findings) =>
      `${count(questions, 'question or sign-off', 'questions or sign-offs')} can still change ${count(findings, 'finding', 'findings')}. The answers that settle most come first:`,
    nothingUnknown: 'No missing answer can change a finding.',
    details: 'The full record sets out each point with its citation and proof.',
  },
  effective: {
    label: "With counsel's overrides and accepted risks",
    note: 'It stands beside the computed result and never replaces it. An accepted risk is a decision to go on with an open point; it exempts nobody.',
    gates: {
      blocked: 'Blocking gaps remain: do not launch yet',
      undetermined: 'Cannot say yet: answers or sign-offs are missing',
      conditional: 'No blocking gap remains; other points are open',
      clear: 'No open point remains in the instruments assessed',
      out_of_scope: 'No binding instrument assessed applies. Other law may.',
    },
  },
  review: {
    computed: 'Computed',
    reviewed: 'Counsel',
    confirmed: 'Confirmed',
    overridden: (status) => `Overridden: ${status}`,
    commented: 'Comment',
    by: (person, day) => `${person}, ${day}`,
    reason: 'Reason',
    setAsideConfirmed: (person, day) => `Confirmed by ${person}, ${day}`,
    setAsideOpen: 'Not confirmed yet',
    cautionReviewed:
      'Self-reported answers, not verified by us. Counsel has reviewed this record as the sign-off says; what was computed is unchanged.',
  },
  coverage: {
    provision: 'Provision',
    treatment: 'How it is treated',
    result: 'Result',
    rules: (number) => count(number, 'rule', 'rules'),
    definition: 'Definition: decides what applies',
    noRule: 'No rule',
    count: (number) => `Every provision of the instrument, ${number} in all.`,
  },
  risks: {
    accepted: 'Accepted risks (not exemptions)',
    contested: 'Contested points',
    owner: 'Owner',
    reason: 'Reason',
    expires: 'Holds until',
    expired: (day) => `${day} (expired)`,
    standing:
      'An accepted risk is a dated decision to go on with an open finding. It exempts nobody, and the finding stays as it was computed.',
    noneAccepted: 'No risk was accepted.',
    noneContested: 'Counsel has overridden no finding.',
  },
  signOff: {
    name: 'Name',
    role: 'Capacity',
    admission: 'Admitted in',
    licence: 'Practising certificate no.',
    date: 'Date',
    signature: 'Signature',
    title: (instrument) => `Sign-off: ${instrument}`,
  },
  answers: {
    notAnswered: 'Not answered',
    assumed: 'standard setting, assumed',
    count: (answered, all) => `${answered} of ${all} questions are answered.`,
  },
  evidence: {
    reference: 'Reference',
    describedAs: 'Described as',
    namedBy: 'Named by',
    digest: 'SHA-256',
    notDescribed: 'Not described further',
    serves: 'Bears on',
    asked: 'What each point asks to be kept',
    askedLead:
      'For every duty that applies or may apply. Whether a document shows what it should is for a person to judge.',
    submission: 'the submission',
  },
  glossary: { term: 'Term', other: 'Chinese', source: 'Source' },
  prevails: (language) =>
    language === 'en'
      ? 'This record is in English and Chinese. The English text prevails. Of the Interim Measures themselves, the official Chinese text governs.'
      : 'This record is in Chinese and English. The Chinese text prevails. Of the Interim Measures themselves, the official Chinese text governs.',
};
