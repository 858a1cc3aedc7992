import { ENGLISH_CROSSWALK } from './crosswalk-en.ts';
import type { ReportPart } from './part-model.ts';
import type { PartWords } from './report-words.ts';

/** The headings and leads of the parts in English. */
export const ENGLISH_PARTS: Readonly<Record<ReportPart, PartWords>> = {
  blockers: { heading: 'What blocks the launch', lead: [], nothing: [] },
  plan: {
    heading: 'Order of work',
    lead: ['What would close the open points, in the order in which a team does it.'],
    nothing: ['No open point waits for work of the team.'],
  },
  scope: {
    heading: 'Scope and criteria',
    lead: ['Whether a duty applies turns on the statements below. Each is shown with the answers that decide it.'],
    nothing: ['No statement of scope decides anything here.'],
  },
  findings: {
    heading: 'Findings',
    lead: [
      'Gaps and what awaits a sign-off are set out in full. For what is not known yet, this part gives the duty, what it asks, and the numbers of the open questions that would settle it. The answers that make a duty apply are in the part on scope, and are not repeated here. What is in place and what does not apply have parts of their own.',
    ],
    nothing: ['Nothing was assessed.'],
  },
  findings_table: {
    heading: 'Findings at a glance',
    lead: ['Every duty that applies or may apply, with what it came to. The next part says more of each open one.'],
    nothing: ['No duty of the instruments assessed applies.'],
  },
  in_place: {
    heading: 'What is in place',
    lead: ['Shown by the answers named. Nothing behind them was examined unless it says so.'],
    nothing: ['No point is shown to be in place.'],
  },
  coverage: {
    heading: 'Coverage of every provision',
    lead: [
      'Each provision of each instrument: the rules made of it, or why there are none. Nothing is left out in silence.',
    ],
    nothing: [],
  },
  risks: {
    heading: 'Accepted risks and contested points',
    lead: [],
    nothing: ['No risk was accepted, and counsel has overridden no finding.'],
  },
  changes: {
    heading: 'Changes since the last report',
    lead: [],
    nothing: ['No earlier assessment of this product is known here.'],
  },
  sign_off: {
    heading: 'Sign-off',
    lead: [
      'Whoever signs has read the findings on the instrument, the duties set aside and the limitations. The signature covers that instrument, these answers and this date of assessment.',
    ],
    nothing: [],
  },
  answers: {
    heading: 'All answers',
    lead: [
      'Every question of the instruments assessed, in the order in which a person answers. A question without an answer is not known; it is never taken as a yes or a no.',
    ],
    nothing: [],
  },
  evidence: {
    heading: 'Evidence index',
    lead: ['What was named as evidence. It was not opened, tested or examined by us.'],
    nothing: ['No evidence was named.'],
  },
  glossary: {
    heading: 'Terms',
    lead: ['Terms that must be exact, as this record uses them in both languages.'],
    nothing: ['No term of the glossary occurs.'],
  },
  questions: {
    heading: 'Open questions',
    lead: [
      'Only these missing answers can still change a finding. The questions stand in the order in which answering them helps most; sign-offs come last.',
    ],
    nothing: ['No missing answer can change a finding.'],
  },
  not_applicable: {
    heading: 'What does not apply, and why',
    lead: ['Duties that do not apply on these answers, under the answers that decide it.'],
    nothing: ['No duty was found not to apply.'],
  },
  set_aside: {
    heading: 'Duties set aside because of your answers',
    lead: [
      'The product is in scope, and a plain answer removes these duties. Counsel confirms each before a report is final.',
    ],
    nothing: ['No plain answer set a duty of a product in scope aside.'],
  },
  upcoming: {
    heading: 'Upcoming duties',
    lead: ['On the same answers these duties will apply from the dates given.'],
    nothing: ['No duty is known here to begin after the date of assessment.'],
  },
  warnings: {
    heading: 'Answers to look at again',
    lead: ['These answers change no finding by being listed here. They need a second look all the same.'],
    nothing: ['Nothing in the answers contradicts itself as far as it was checked.'],
  },
  not_assessed: {
    heading: 'What was not assessed',
    lead: [
      'The following lies outside this record. That it is not mentioned elsewhere says nothing about whether it is in order.',
    ],
    nothing: [],
  },
  method: { heading: 'Method', lead: [], nothing: [] },
  limitations: { heading: 'Limitations', lead: [], nothing: [] },
  integrity: {
    heading: 'Ruleset manifest and integrity',
    lead: [
      'The same answers, rulesets and date give the same result digest under every later engine. A change to any of them changes a digest. The foot of each page has the first sixteen digits of each.',
    ],
    nothing: [],
  },
  crosswalk: ENGLISH_CROSSWALK.part,
};
