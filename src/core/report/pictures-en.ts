import { count } from './english.ts';
import type { PicturesWords } from './pictures-words.ts';

/** The words of the pictures in English. */
export const ENGLISH_PICTURES: PicturesWords = {
  letters: {
    not_met: 'G',
    needs_attestation: 'S',
    undetermined: '?',
    met: 'P',
    not_applicable: '–',
    definition: 'D',
    no_rule: '·',
  },
  status: { definition: 'Definition', no_rule: 'No rule' },
  verdicts: {
    caption: 'Result by instrument',
    alternative: (results) => `The result of each instrument: ${results.join('; ')}.`,
    columns: ['Instrument', 'Result'],
  },
  provisions: {
    caption: (instrument) =>
      `Every provision of the ${instrument}, one cell each; the numbers are those of its articles or commitments`,
    alternative: (instrument, all, counts) =>
      `Of ${count(all, 'provision', 'provisions')} of the ${instrument}: ${counts.join(', ')}.`,
    columns: ['Status', 'Number', 'Provisions'],
  },
  scores: {
    caption:
      'Share shown as in place: filled up to the low end, ruled where missing answers leave it open; not a probability, not a legal measure',
    alternative: (ranges) => `The share of duties shown as in place, in percent: ${ranges.join('; ')}.`,
    columns: ['Instrument', 'Low end, %', 'High end, %'],
  },
  severities: {
    caption: (instrument) => `Findings on the ${instrument} by weight and status`,
    alternative: (instrument, all, counts) =>
      `${count(all, 'finding', 'findings')} on the ${instrument} that ${all === 1 ? 'applies' : 'apply'} or may apply. ${counts.join('; ')}.`,
    corner: 'Weight',
  },
  counted: (words, number) => `${words} ${number}`,
  within: (words, counts) => `${words}: ${counts.join(', ')}`,
};
