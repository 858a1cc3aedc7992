import { ENGLISH_CROSSWALK } from './crosswalk-en.ts';
import type { ReportPart } from './report-model.ts';
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
    heading: 'Scope, and why',
    lead: ['Whether a duty applies turns on the statements below. Each is shown with the answers that decide it.'],
    nothing: ['No statement of scope decides anything here.'],
  },
  findings: {
    heading: 'Findings',
    lead: [
      'Open points are set out in full; points in place follow in a table. That a duty applies at all rests on the answers in the part on scope, which are not repeated here. What does not apply has a part of its own.',
    ],
    nothing: ['Nothing was assessed.'],
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
    heading: 'Integrity',
    lead: [
      'The same answers, rulesets and date give the same result digest under every later engine. A change to any of them changes a digest.',
    ],
    nothing: [],
  },
  crosswalk: ENGLISH_CROSSWALK.part,
};
