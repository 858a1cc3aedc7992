import type { PaperPart, ReviewLine } from './paper-model.ts';
import type { FindingReview, Signatory } from './paper.ts';
import { plainText } from './plain-text.ts';
import type { Particular } from './part-model.ts';
import type { ReportSource } from './report-source.ts';

/** What the report has as a paper: cover, state, and the review beside the result. */
export function buildPaper(source: ReportSource): PaperPart {
  const { paper } = source.input;
  const { words } = source;
  const final = paper.state === 'final';
  return {
    state: paper.state,
    state_words: final ? words.paper.final : words.paper.draft,
    privilege: paper.privileged ? words.paper.privileged : '',
    report_id: paper.report_id,
    cover: coverOf(source),
    brand: { ...paper.brand, name: plainText(paper.brand.name), footer: plainText(paper.brand.footer) },
    disclaimer: plainText(paper.disclaimer),
    effective_gate:
      paper.effective_gate === null
        ? []
        : [
            {
              gate: paper.effective_gate,
              words: words.paper.effective.gates[paper.effective_gate],
              note: words.paper.effective.note,
            },
          ],
    reviews: paper.reviews.map((review) => reviewLine(source, review)),
    set_aside: paper.set_aside_confirmations.map(({ fact, by, on }) => ({
      fact,
      words: words.paper.review.setAsideConfirmed(personOf(source, by), words.date(on)),
    })),
  };
}

/** A person as the report names them. */
export function personOf({ words }: ReportSource, { name, role }: Signatory): string {
  return words.person(plainText(name), plainText(role));
}

function coverOf({ input, words, rulesets, text }: ReportSource): readonly Particular[] {
  const { cover } = words.paper;
  const { paper } = input;
  const law = rulesets.map(({ compiled: { file } }) =>
    cover.lawOf(text(file.short_title), words.date(file.verified_through)),
  );
  const entries: readonly (readonly [label: string, value: string | null])[] = [
    [cover.version, input.productVersion],
    [cover.preparedFor, paper.prepared_for],
    [cover.preparedBy, paper.prepared_by],
    [cover.lawAsOf, words.semicolons(law)],
    [cover.reportId, paper.report_id === '' ? null : paper.report_id],
  ];
  return entries.flatMap(([label, value]) => (value === null ? [] : [{ label, value: plainText(value) }]));
}

function reviewLine(source: ReportSource, review: FindingReview): ReviewLine {
  const { words } = source;
  const { disposition, status } = review;
  const told = words.paper.review;
  const said = disposition === 'overridden' && status !== null ? told.overridden(words.status[status]) : null;
  return {
    rule: review.rule,
    disposition,
    words: said ?? (disposition === 'commented' ? told.commented : told.confirmed),
    status: status ?? '',
    citation: plainText(review.citation ?? ''),
    reason: plainText(review.reason ?? ''),
    by: told.by(personOf(source, review.by), words.date(review.on)),
  };
}
