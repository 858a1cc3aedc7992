import { count } from './english.ts';
import type { CrosswalkWords } from './report-words.ts';

/** The words of the part on crosswalks in English. */
export const ENGLISH_CROSSWALK: CrosswalkWords = {
  part: {
    heading: 'Crosswalk',
    lead: [
      'Where the instruments assessed ask for much the same, and where they only look alike. This part is guidance of the day on which the report was written: it is no part of the result, no digest in the part on integrity covers it, and it may change while the result stays. Its own version and digest stand below.',
    ],
    nothing: ['No crosswalk relates the instruments assessed.'],
  },
  standing: 'The relation compares content only. Meeting one instrument never proves the other.',
  labels: {
    source: 'Asked in',
    target: 'Touches',
    relation: 'Relation',
    rationale: 'Why',
    evidence: 'Evidence',
    serves: 'Serves',
    limit: 'Only so far',
  },
  heading: (source, target) => `${source} and ${target}`,
  version: 'Crosswalk version',
  digest: 'Crosswalk digest',
  compared: 'Compared by',
  matching: { syntactic: 'Wording', semantic: 'Meaning', functional: 'Effect' },
  relation: {
    'equal-to': 'Asks the same, in the same words',
    'equivalent-to': 'Asks the same, in other words',
    'subset-of': 'All that it asks is asked there as well',
    'superset-of': 'Asks all that is asked there, and more',
    'intersects-with': 'Overlaps in part',
    'no-relationship': 'Looks alike, is not related',
  },
  unrelatedHeading: 'What looks alike and is not related',
  evidenceHeading: 'Evidence that serves both',
  leftOut: (number) =>
    `${count(number, 'entry is', 'entries are')} left out: the versions of the instruments assessed here do not have the places named.`,
};
