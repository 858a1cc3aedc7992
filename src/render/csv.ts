import { stringify } from 'csv-stringify/sync';
import type { ReportFinding, ReportModel } from '../core/report/report-model.ts';
import type { ReportRenderer } from '../service/render-report.ts';

/**
 * Makes the renderer of CSV (RFC 4180, with a byte-order mark so that spreadsheets read it as UTF-8): one row a finding that applies. The
 * first columns are words of the contract, the same in every language, to sort and join by; those after them are for people, of two
 * languages side by side in both. What a spreadsheet would take for a formula is led by an apostrophe.
 */
export function createCsvRenderer(): ReportRenderer {
  return {
    format: 'csv',
    contentType: 'text/csv; charset=utf-8; header=present',
    writes: 'data',
    render: ({ models }) => Promise.resolve(Buffer.from(writeCsv(models))),
  };
}

const CONTRACT = ['rule', 'instrument', 'unit', 'status', 'severity', 'reviewed_status', 'disposition'] as const;
const WORDS = [
  'title',
  'citation',
  'status_words',
  'severity_words',
  'requirement',
  'reasoning',
  'missing',
  'remedy',
  'evidence',
  'basis',
  'confidence',
  'assurance',
  'review',
] as const;

function writeCsv(models: readonly ReportModel[]): string {
  const [first] = models;
  const suffix = ({ locale }: ReportModel): string => (models.length > 1 ? `_${locale}` : '');
  const columns = [...CONTRACT, ...models.flatMap((model) => WORDS.map((name) => `${name}${suffix(model)}`))];
  const findings = models.map(findingsOf);
  const rows = (findings[0] ?? []).map(({ ruleset, unit, finding }, index) => {
    const review = first?.paper.reviews.find(({ rule }) => rule === finding.rule);
    return [
      ...[finding.rule, ruleset, unit, finding.status, finding.severity],
      ...[review?.status ?? '', review?.disposition ?? ''],
      ...models.flatMap((model, language) => wordsOf(model, findings[language]?.[index]?.finding ?? finding)),
    ];
  });
  return stringify([columns, ...rows], {
    bom: true,
    escape_formulas: true,
    record_delimiter: '\r\n',
    quoted_match: /[\r\n]/,
  });
}

function findingsOf({ findings }: ReportModel) {
  return findings.rulesets.flatMap(({ ruleset, units }) =>
    units.flatMap(({ unit, open, in_place: inPlace }) =>
      [...open, ...inPlace].map((finding) => ({ ruleset, unit, finding })),
    ),
  );
}

/** The values of {@link WORDS}. */
function wordsOf({ paper, marks }: ReportModel, finding: ReportFinding): readonly string[] {
  const joined = (texts: readonly string[]): string => texts.join(marks.semicolon);
  const { reasoning, relied_on: reliedOn, missing, evidence, assurance } = finding;
  const answers = reliedOn.map(({ text, answer }) => `${text} ${answer}`);
  return [
    ...[finding.title, finding.citation, finding.status_words, finding.severity_words, finding.requirement],
    reasoning.lead === '' ? joined(answers) : joined([reasoning.lead, ...reasoning.points]),
    joined(missing.map(({ text }) => text)),
    finding.remedy,
    joined(evidence),
    ...[finding.basis, finding.confidence],
    joined(assurance),
    joined(
      paper.reviews
        .filter(({ rule }) => rule === finding.rule)
        .map(({ words, reason, by }) => joined([words, reason, by].filter((text) => text !== ''))),
    ),
  ];
}
