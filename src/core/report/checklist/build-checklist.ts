import type { CalendarDate } from '../../base/calendar-date.ts';
import { cite } from '../../evaluation/citation.ts';
import type { CompiledRuleset } from '../../language/compiled-ruleset.ts';
import type { Question, QuestionGroup } from '../../language/questionnaire.ts';
import { textIn, type Locale, type LocalizedText } from '../../language/shapes/text.ts';
import type { Block } from '../document/blocks.ts';
import type { Brand, PaperDocument } from '../document/paper-document.ts';
import { fields, group, heading, line, list, paragraph, paragraphs, quiet, strong } from '../layout/make-blocks.ts';
import { plainText } from '../plain-text.ts';
import { wordsFor } from '../words.ts';
import { checklistWordsFor } from './checklist-words-for.ts';
import type { ChecklistWords } from './checklist-words.ts';

/** What a checklist is made of. */
export interface ChecklistInput {
  readonly locale: Locale;
  readonly rulesets: readonly { readonly compiled: CompiledRuleset; readonly digest: string }[];
  /** The questions to be asked, in the order in which a person answers. */
  readonly questions: readonly Question[];
  readonly groups: readonly QuestionGroup[];
  /** The product whose open questions these are; `null` for the whole questionnaire. */
  readonly product: string | null;
  readonly day: CalendarDate;
  readonly engine: string;
  readonly brand: Brand;
}

/** Most pieces of evidence that are named under one question. */
const MOST_EVIDENCE = 6;
const BLANK = '____________________';

/** The questionnaire as a paper to be filled in by hand. Pure; two languages give blocks of the same kinds in the same order. */
export function buildChecklist(input: ChecklistInput): PaperDocument {
  const { locale, rulesets, product, brand, day } = input;
  const words = checklistWordsFor(locale);
  const paper = wordsFor(locale);
  const subject = product === null ? words.blank : plainText(product);
  const shown = input.groups
    .map((one) => ({ ...one, questions: input.questions.filter((question) => question.group === one.id) }))
    .filter(({ questions }) => questions.length > 0);
  const law = rulesets.map(({ compiled: { file } }) =>
    paper.paper.cover.lawOf(textIn(locale, file.short_title), paper.date(file.verified_through)),
  );
  return {
    locale,
    title: words.title,
    subject,
    author: plainText(brand.name),
    dated: day,
    brand,
    state: product === null ? '' : words.open,
    privilege: '',
    cover: [
      heading(1, words.title),
      paragraph(subject, 'lead'),
      ...fields([
        { label: words.instruments, value: rulesets.map(({ compiled }) => line(textIn(locale, compiled.file.title))) },
        { label: words.lawAsOf, value: law.map((text) => line(text)) },
        { label: words.date, value: paper.date(day) },
      ]),
      paragraph(words.count(input.questions.length, shown.length), 'note'),
      paragraph([strong(words.howTo)]),
      ...list(words.steps, 'numbers'),
      paragraph(words.disclaimer, 'warning'),
    ],
    body:
      shown.length === 0
        ? [paragraph(words.nothingOpen)]
        : shown.flatMap(({ id, title, about, questions }, index) => [
            heading(1, textIn(locale, title), `group-${id}`, String(index + 1)),
            paragraph(textIn(locale, about)),
            ...questions.map((question, place) => itemOf(input, question, `${index + 1}.${place + 1}`, words)),
          ]),
    footer: [
      [
        ...rulesets.map(({ compiled, digest }) => words.ruleset(compiled.id, compiled.version, digest)),
        words.engine(input.engine),
      ].join(' · '),
      ...(brand.footer === '' ? [] : [plainText(brand.footer)]),
    ],
    words: paper.paper.document,
  };
}

function itemOf(input: ChecklistInput, question: Question, number: string, words: ChecklistWords): Block {
  const text = (localized: LocalizedText): string => textIn(input.locale, localized);
  return group(
    [
      paragraph(line(quiet(number), strong(text(question.text)))),
      ...answerBlocks(input, question, words),
      paragraph(text(question.help), 'note'),
      ...fields([
        { label: words.asksFor, value: placesOf(input, question.id).map((place) => line(place)) },
        { label: words.bring, value: evidenceFor(input, question.id, words).map((one) => line(one)) },
      ]),
    ],
    { anchor: `question-${question.id}` },
  );
}

/** Boxes to tick, or lines to write on. */
function answerBlocks(input: ChecklistInput, question: Question, words: ChecklistWords): readonly Block[] {
  const { locale } = input;
  const { yes, no } = wordsFor(locale);
  const { labels, options = {} } = question;
  switch (question.type) {
    case 'boolean':
      return list(
        [
          labels === undefined ? yes : textIn(locale, labels.true),
          labels === undefined ? no : textIn(locale, labels.false),
        ],
        'checks',
      );
    case 'choice':
      return list(
        Object.values(options).map((label) => textIn(locale, label)),
        'checks',
      );
    case 'choices':
      return [
        ...paragraphs([words.severalAllowed], 'note'),
        ...list(
          Object.values(options).map((label) => textIn(locale, label)),
          'checks',
        ),
      ];
    case 'integer':
    case 'date':
      return fields([{ label: words.line, value: BLANK }]);
    case 'attestation': {
      const { by, role, on, evidence } = words.attestation;
      return fields([by, role, on, evidence].map((label) => ({ label, value: BLANK })));
    }
  }
}

/** The places that ask for a fact, each once, by instrument. */
function placesOf({ rulesets, locale }: ChecklistInput, fact: string): readonly string[] {
  const words = wordsFor(locale);
  return rulesets.flatMap(({ compiled }) => {
    const places = compiled.rules
      .filter(({ facts }) => facts.includes(fact))
      .map(({ entry }) => cite(compiled, entry.citation, locale).text);
    const name = textIn(locale, compiled.file.short_title);
    return places.length === 0 ? [] : [words.paper.cover.lawOf(name, words.semicolons([...new Set(places)]))];
  });
}

/** What the rules that turn on a fact ask to be kept; the first of it where it is much, and how much more there is. */
function evidenceFor({ rulesets, locale }: ChecklistInput, fact: string, words: ChecklistWords): readonly string[] {
  const asking = rulesets.flatMap(({ compiled }) =>
    compiled.rules.filter(({ facts, scopeFacts }) => facts.includes(fact) && !scopeFacts.has(fact)),
  );
  const all = [...new Set(asking.flatMap(({ entry }) => entry.evidence.map((text) => textIn(locale, text))))];
  const left = all.length - MOST_EVIDENCE;
  return left > 0 ? [...all.slice(0, MOST_EVIDENCE), words.moreEvidence(left)] : all;
}
