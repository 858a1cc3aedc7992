import { MARKED_STATUSES, type MarkedStatus } from './figures/status-mark.ts';
import { unitHeading, unitNumber } from './findings-by-unit.ts';
import { decimal } from './figures.ts';
import type { PictureMark, Pictures, ProvisionsPicture, SeveritiesPicture } from './pictures-model.ts';
import type { CoverageRow } from './report-model.ts';
import { coverageRows } from './coverage.ts';
import type { AssessedRuleset, ReportSource } from './report-source.ts';
import { findingWords, verdictWords } from './status-words.ts';
import type { Score } from '../evaluation/evaluation.ts';
import { SEVERITIES } from '../language/shapes/ruleset-file.ts';

/** What the pictures show. */
export function buildPictures(source: ReportSource): Pictures {
  return {
    verdicts: verdictsOf(source),
    provisions: source.rulesets.map((ruleset) => provisionsOf(source, ruleset)),
    scores: scoresOf(source),
    severities: source.rulesets.flatMap((ruleset) => severitiesOf(source, ruleset)),
  };
}

function verdictsOf(source: ReportSource): Pictures['verdicts'] {
  const { words } = source;
  const rows = source.rulesets.map((ruleset) => ({
    name: nameOf(source, ruleset),
    verdict: ruleset.result.verdict,
    words: verdictWords(source, ruleset),
  }));
  const told = words.pictures.verdicts;
  const results = rows.map(({ name, words: result }) => `${name}${words.marks.colon}${withoutStop(result)}`);
  return { caption: told.caption, alternative: told.alternative(results), columns: told.columns, rows };
}

/** A sentence in the middle of another one. */
function withoutStop(sentence: string): string {
  return sentence.replace(/[.。]$/u, '');
}

function provisionsOf(source: ReportSource, ruleset: AssessedRuleset): ProvisionsPicture {
  const { pictures } = source.words;
  const rows = coverageRows(source, ruleset);
  const units = ruleset.compiled.units.flatMap(({ id }) => {
    const cells = rows.filter(({ unit }) => unit === id);
    if (cells.length === 0) return [];
    return [
      {
        label: unitNumber(id) ?? unitHeading(source, ruleset, id),
        cells: cells.map(({ citation, status }) => ({ citation, status, letter: pictures.letters[status] })),
      },
    ];
  });
  const marks = marksOf(source, rows);
  const counts = marks.map(({ status, words }) =>
    pictures.counted(words, rows.filter((row) => row.status === status).length),
  );
  const name = nameOf(source, ruleset);
  return {
    ruleset: ruleset.compiled.id,
    caption: pictures.provisions.caption(name),
    alternative: pictures.provisions.alternative(name, rows.length, counts),
    columns: pictures.provisions.columns,
    marks,
    units,
  };
}

/** The statuses that occur, each with every name that it goes by. */
function marksOf({ words }: ReportSource, rows: readonly CoverageRow[]): readonly PictureMark[] {
  return MARKED_STATUSES.flatMap((status): readonly PictureMark[] => {
    const ofStatus = rows.filter((row) => row.status === status);
    if (ofStatus.length === 0) return [];
    const named =
      status === 'definition' || status === 'no_rule'
        ? words.pictures.status[status]
        : [...new Set(ofStatus.map(({ status_words: name }) => name))].join(' / ');
    return [{ status, letter: words.pictures.letters[status], words: named }];
  });
}

function scoresOf(source: ReportSource): Pictures['scores'] {
  const { words } = source;
  const rows = source.rulesets.flatMap((ruleset) => {
    const { score, units } = ruleset.result;
    if (score !== null) return [scoreRow(source, nameOf(source, ruleset), score)];
    return units.flatMap((unit) =>
      unit.score === null ? [] : [scoreRow(source, unitHeading(source, ruleset, unit.id), unit.score)],
    );
  });
  const told = words.pictures.scores;
  const ranges = rows.map(({ name, low, high }) => {
    return `${name}${words.marks.colon}${low === high ? low : `${low}–${high}`}`;
  });
  return { caption: told.caption, alternative: told.alternative(ranges), columns: told.columns, rows };
}

function scoreRow({ words }: ReportSource, name: string, score: Score): Pictures['scores']['rows'][number] {
  return { name, words: words.score.range(score), low: decimal(score.low), high: decimal(score.high) };
}

/** Gaps first; what does not apply has no weight. */
const SHOWN = ['not_met', 'needs_attestation', 'undetermined', 'met'] as const satisfies readonly MarkedStatus[];

function severitiesOf(source: ReportSource, ruleset: AssessedRuleset): readonly SeveritiesPicture[] {
  const { words } = source;
  const counted = ruleset.result.findings.filter(({ echo, status }) => !echo && status !== 'not_applicable');
  if (counted.length === 0) return [];
  const marks = SHOWN.map((status): PictureMark => {
    const names = new Set(
      counted.filter((finding) => finding.status === status).map((finding) => findingWords(source, ruleset, finding)),
    );
    return {
      status,
      letter: words.pictures.letters[status],
      words: names.size === 0 ? words.status[status] : [...names].join(' / '),
    };
  });
  const grid = SEVERITIES.map((severity) => ({
    severity,
    words: words.severity[severity],
    counts: SHOWN.map(
      (status) => counted.filter((finding) => finding.severity === severity && finding.status === status).length,
    ),
  }));
  const told = grid.flatMap((row) => {
    const some = row.counts.flatMap((count, index) => {
      const name = marks[index]?.words ?? '';
      return count === 0 ? [] : [words.pictures.counted(name, count)];
    });
    return some.length === 0 ? [] : [words.pictures.within(row.words, some)];
  });
  const name = nameOf(source, ruleset);
  return [
    {
      ruleset: ruleset.compiled.id,
      caption: words.pictures.severities.caption(name),
      alternative: words.pictures.severities.alternative(name, counted.length, told),
      corner: words.pictures.severities.corner,
      marks,
      rows: grid.map((row) => ({ ...row, counts: row.counts.map(String) })),
    },
  ];
}

function nameOf({ text }: ReportSource, { compiled }: AssessedRuleset): string {
  return text(compiled.file.short_title);
}
