import type { Block } from '../document/blocks.ts';
import type { ReportModel } from '../report-model.ts';
import { fields, heading, line, link, list, paragraph, quiet, strong, code, table } from './make-blocks.ts';
import { wordsFor } from '../words.ts';
import { answerLine, cellOf, citationsOf, dutyLine, findingLine, headOf } from './shared-lines.ts';
import { toneOfStatus } from './tones.ts';

/** How results come about. */
export function layOutMethod({ method }: ReportModel): readonly Block[] {
  return [...headOf(method), ...list(method.items, 'numbers')];
}

/** What is not known, with what it bears on. */
export function layOutQuestions({ questions, labels }: ReportModel): readonly Block[] {
  return [
    ...headOf(questions),
    ...table(
      questions.heading,
      [
        ['#', 6, 'end'],
        [labels.question, 58],
        [labels.bears_on, 36],
      ],
      questions.questions.map(({ number, fact, text, bears_on: bearsOn }) => ({
        anchor: `question-${fact}`,
        cells: [number, text, [line(quiet(citationsOf(bearsOn)))]],
      })),
    ),
  ];
}

/** The answers that set duties aside, with counsel's word on each. */
export function layOutSetAside({ locale, set_aside: part, labels, paper }: ReportModel): readonly Block[] {
  const { review } = wordsFor(locale).paper;
  return [
    ...headOf(part),
    ...(part.entries.length === 0 ? [] : [paragraph(part.answered_by)]),
    ...table(
      part.heading,
      [
        [labels.question, 30],
        [labels.answer, 16],
        [labels.duties, 34],
        [review.reviewed, 20],
      ],
      part.entries.map(({ fact, relied_on: answer, findings }) => ({
        cells: [
          answer.text,
          [strong(answer.answer)],
          cellOf(findings.map(dutyLine)),
          paper.set_aside.find((one) => one.fact === fact)?.words ?? review.setAsideOpen,
        ],
      })),
    ),
  ];
}

/** What does not apply, under the answers that decide it. */
export function layOutNotApplicable({ not_applicable: part, labels }: ReportModel): readonly Block[] {
  return [
    ...headOf(part),
    ...part.rulesets.flatMap(({ ruleset, heading: title, groups }) => [
      heading(2, title, `not-applicable-${ruleset}`),
      ...table(
        title,
        [
          [labels.relied_on, 45],
          [labels.duties, 55],
        ],
        groups.map(({ relied_on: answers, findings }) => ({
          cells: [cellOf(answers.map(answerLine)), cellOf(findings.map(dutyLine))],
        })),
      ),
    ]),
  ];
}

/** Answers that need a second look. */
export function layOutWarnings({ warnings }: ReportModel): readonly Block[] {
  return [...headOf(warnings), ...list(warnings.items)];
}

/** Duties whose day has not come. */
export function layOutUpcoming({ upcoming, labels }: ReportModel): readonly Block[] {
  return [
    ...headOf(upcoming),
    ...table(
      upcoming.heading,
      [
        [labels.from, 18],
        [labels.duties, 52],
        [labels.basis, 30],
      ],
      upcoming.duties.map((duty) => ({ cells: [duty.from, [dutyLine(duty)], duty.by] })),
    ),
  ];
}

/** What the report is not; the organization's own disclaimer comes after ours. */
export function layOutLimitations({ limitations, paper }: ReportModel): readonly Block[] {
  return [
    ...headOf(limitations),
    ...list(limitations.items),
    ...(paper.disclaimer === '' ? [] : [paragraph(paper.disclaimer)]),
  ];
}

/** Every question with its answer. */
export function layOutAnswers({ answers, labels }: ReportModel): readonly Block[] {
  return [
    ...headOf(answers),
    ...answers.groups.flatMap(({ group, heading: title, rows }) => [
      heading(2, title, `answers-${group}`),
      ...table(
        title,
        [
          [labels.question, 62],
          [labels.answer, 38],
        ],
        rows.map(({ fact, text, answer, source, source_words: assumed }) => ({
          tone: source === 'none' ? 'wait' : 'none',
          cells: [
            [line(text, code(fact))],
            [line(source === 'answer' ? strong(answer) : quiet(answer), quiet(assumed))],
          ],
        })),
      ),
    ]),
  ];
}

/** What was named as evidence, and what each point asks to be kept. */
export function layOutEvidence({ locale, evidence, labels, marks }: ReportModel): readonly Block[] {
  const words = wordsFor(locale).paper.evidence;
  return [
    ...headOf(evidence),
    ...table(
      evidence.heading,
      [
        [words.reference, 20],
        [words.describedAs, 34],
        [words.namedBy, 24],
        [words.serves, 22],
      ],
      evidence.references.map(({ ref, title, link: address, sha256, named_by: namedBy, serves }) => ({
        cells: [
          ref,
          [
            line(title),
            line(link(address, address.startsWith('https://') ? address : '')),
            line(sha256 === '' ? '' : code(`${words.digest} ${sha256}`)),
          ].filter((runs) => runs.length > 0),
          cellOf(namedBy.map((text) => line(text))),
          cellOf(serves.map(findingLine)),
        ],
      })),
    ),
    ...(evidence.asked.length === 0 ? [] : [heading(2, evidence.asked_heading), paragraph(evidence.asked_lead)]),
    ...evidence.asked.flatMap(({ ruleset, heading: title, rows }) => [
      heading(3, title, `evidence-${ruleset}`),
      ...table(
        title,
        [
          [labels.point, 42],
          [labels.evidence, 58],
        ],
        rows.map((row) => ({
          tone: toneOfStatus(row.status),
          cells: [[dutyLine(row)], row.evidence.join(marks.semicolon)],
        })),
      ),
    ]),
  ];
}

/** What identifies result and rulesets. */
export function layOutIntegrity({ integrity, labels }: ReportModel): readonly Block[] {
  return [
    ...headOf(integrity),
    ...fields(integrity.entries.map(({ label, value }) => ({ label, value: [code(value)] }))),
    ...integrity.rulesets.flatMap(({ ruleset, heading: title, about, source }) => [
      heading(2, title, `manifest-${ruleset}`),
      ...fields([...about, { label: labels.official_text, value: [link(source.text, source.url)] }]),
    ]),
  ];
}

/** The exact terms in both languages. */
export function layOutGlossary({ locale, glossary }: ReportModel): readonly Block[] {
  const words = wordsFor(locale).paper.glossary;
  return [
    ...headOf(glossary),
    ...table(
      glossary.heading,
      [
        [words.term, 34],
        [words.other, 33],
        [words.source, 33],
      ],
      glossary.terms.map(({ term, other, source }) => ({ cells: [term, other, [quiet(source)]] })),
    ),
  ];
}
