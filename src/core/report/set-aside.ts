import { reliedOn } from './answer-words.ts';
import { beginPart } from './part-heading.ts';
import { plainText } from './plain-text.ts';
import type { SetAsidePart } from './report-model.ts';
import { findingsOf, referTo, type ReportSource } from './report-source.ts';

/** The plain answers that removed duties from a product in scope, for counsel to confirm. */
export function buildSetAside(source: ReportSource): SetAsidePart {
  const { words, input } = source;
  const { set_aside: setAside } = input.evaluation;
  const { answeredBy } = input;
  return {
    ...beginPart(words, 'set_aside', setAside.length > 0 ? 'something' : 'nothing'),
    answered_by:
      answeredBy === null
        ? words.answeredByNobody
        : words.answeredBy(words.person(plainText(answeredBy.name), plainText(answeredBy.role))),
    entries: setAside.map(({ fact, value, rules }) => ({
      fact,
      relied_on: reliedOn(source, { fact, value, source: 'answer' }),
      findings: findingsOf(source, rules).map((assessed) => referTo(source, assessed)),
    })),
  };
}
