import { daysBetween } from '../core/base/calendar-date.ts';
import type { Finding } from '../core/evaluation/evaluation.ts';
import { textIn } from '../core/language/shapes/text.ts';
import type { ReportModel } from '../core/report/report-model.ts';
import { wordsFor } from '../core/report/words.ts';
import { ENGINE_VERSION } from '../service/engine-version.ts';
import { counted } from './counted.ts';
import type { EvaluatedFile } from './evaluate-file.ts';
import { nextStepText } from './next-step.ts';
import { remedyOf } from './remedy.ts';
import { SOON_DAYS, soonInForce } from './soon-in-force.ts';
import type { Style } from './style.ts';
import { sentencesOf, wrap } from './wrap.ts';

/** How many questions, and points that do not block, are shown before the report is pointed to. */
const MOST_LISTED = 10;

const INDENT = '  ';

/** What an evaluation came to, for a terminal. It ends with the next step. */
export function checkText(
  model: ReportModel,
  evaluated: EvaluatedFile,
  asked: { readonly path: string; readonly asOfIsToday: boolean },
  style: Style,
): string {
  const { headline } = model;
  const sections = [
    [
      ...wrap(`Preclear ${ENGINE_VERSION} — ${model.subject}`),
      ...wrap(datesOf(evaluated, asked.asOfIsToday)).map((line) => style.aside(line)),
    ],
    [
      ...wrap(headline.words).map((line) => style.result(headline.gate, line)),
      ...wrap(headline.counts.map(({ label, value }) => `${label}: ${value}`).join(' · '), INDENT),
      ...wrap(headline.basis, INDENT),
    ],
    section(style, 'By instrument', instrumentLines(model, evaluated)),
    section(style, 'What blocks the launch', blockerLines(evaluated, 'not_met')),
    section(style, 'Blocking until signed', blockerLines(evaluated, 'needs_attestation')),
    section(style, 'Answer next', questionLines(evaluated)),
    section(style, 'Other open points', otherLines(model, 'binding')),
    section(style, 'Open points of voluntary instruments', otherLines(model, 'voluntary')),
    section(style, `In force within ${SOON_DAYS} days`, upcomingLines(model, evaluated)),
    section(
      style,
      'Answers to look at again',
      model.warnings.items.flatMap((item) => wrap(item, '  - ', '    ')),
    ),
    section(style, 'Before relying on this', [
      ...cautionsOf(model).flatMap((caution) => wrap(caution, INDENT)),
      ...(asked.path === '-' ? [] : [`${INDENT}In full: preclear report ${quoted(asked.path)} --output report.html`]),
    ]),
    wrap(nextStepText(model, evaluated)).map((line) => style.heading(line)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function section(style: Style, heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [style.heading(heading), ...lines];
}

function datesOf({ subject: { asOf, targetLaunch, answeredOn } }: EvaluatedFile, asOfIsToday: boolean): string {
  const parts = [`As of ${asOf}${asOfIsToday ? ', today in UTC' : ''}`];
  if (answeredOn !== null) parts.push(`answered on ${answeredOn}`);
  if (targetLaunch !== null) parts.push(`target launch ${targetLaunch}${awayFrom(daysBetween(asOf, targetLaunch))}`);
  return parts.join(' · ');
}

function awayFrom(days: number): string {
  if (days === 0) return ', this day';
  const count = counted(Math.abs(days), 'day');
  return days > 0 ? `, in ${count}` : `, ${count} ago`;
}

function instrumentLines({ headline }: ReportModel, { subject }: EvaluatedFile): string[] {
  return headline.instruments.flatMap(({ ruleset, name, force_words: force, words, score, counts }) => {
    const outside = subject.evaluation.rulesets.find(({ id }) => id === ruleset)?.verdict === 'out_of_scope';
    const figures = [
      ...(outside ? [] : [`Score: ${score}`]),
      ...counts.filter(({ value }) => value !== '0').map(({ label, value }) => `${label}: ${value}`),
    ];
    return [
      ...wrap(`${name} (${force.toLowerCase()})`, INDENT),
      ...wrap(words, '    '),
      ...wrap(figures.join(' · '), '    '),
    ];
  });
}

/** Blocking points of the binding rulesets with one status, each with what to do. */
function blockerLines(evaluated: EvaluatedFile, status: Finding['status']): string[] {
  const points = evaluated.subject.evaluation.rulesets
    .filter(({ binding }) => binding)
    .flatMap(({ findings }) => findings)
    .filter((finding) => finding.severity === 'blocker' && !finding.echo && finding.status === status);
  return points.flatMap((finding, index) => [
    ...wrap(`${finding.citation.text} — ${titleOf(finding.rule, evaluated)}`, numbered(index), '     '),
    ...wrap(remedyOf(finding, evaluated), '     '),
  ]);
}

function numbered(index: number): string {
  return `${String(index + 1).padStart(3)}. `;
}

function titleOf(id: string, { subject }: EvaluatedFile): string {
  const rule = subject.rulesets.flatMap(({ compiled }) => compiled.rules).find((candidate) => candidate.id === id);
  return rule === undefined ? id : textIn('en', rule.entry.title);
}

/** The questions that help most; sign-offs are not answered, they are earned. */
function questionLines({ library, subject }: EvaluatedFile): string[] {
  const questions = subject.evaluation.next_questions.flatMap(({ fact }) => {
    const question = library.questionnaire.byId.get(fact);
    return question === undefined || question.type === 'attestation' ? [] : [question];
  });
  const shown = questions.slice(0, MOST_LISTED).flatMap((question, index) => {
    const [text = ''] = sentencesOf(textIn('en', question.text));
    return wrap(`${text} (${question.id})`, numbered(index), '     ');
  });
  return [...shown, ...more(questions.length - MOST_LISTED, 'more question')];
}

/** Open points that do not block and are known, the heaviest first. */
function otherLines(model: ReportModel, wanted: 'binding' | 'voluntary'): string[] {
  const among = new Set(
    model.headline.instruments.filter(({ force }) => force === wanted).map(({ ruleset }) => ruleset),
  );
  const open = model.findings.rulesets
    .filter(({ ruleset }) => among.has(ruleset))
    .flatMap(({ units }) => units.flatMap((unit) => unit.open))
    .filter(({ severity, status }) => severity !== 'blocker' && status !== 'undetermined');
  const ordered = (['major', 'minor', 'advisory'] as const).flatMap((severity) =>
    open.filter((finding) => finding.severity === severity),
  );
  const shown = ordered
    .slice(0, MOST_LISTED)
    .flatMap(({ citation, title, status_words: words, severity_words: severity }) =>
      wrap(`${citation} — ${title} (${severity.toLowerCase()}: ${words.toLowerCase()})`, '  - ', '    '),
    );
  return [...shown, ...more(ordered.length - MOST_LISTED, 'more point')];
}

function more(count: number, one: string): readonly string[] {
  return count <= 0 ? [] : [`${INDENT}… and ${counted(count, one)}`];
}

function upcomingLines(model: ReportModel, evaluated: EvaluatedFile): string[] {
  const soon = soonInForce(evaluated).map(({ finding }) => finding.rule);
  return model.upcoming.duties
    .filter(({ rule }) => soon.includes(rule))
    .flatMap(({ citation, title, from, by }) =>
      wrap(`From ${from}: ${citation} — ${title}${by === '' ? '' : ` (${by})`}`, '  - ', '    '),
    );
}

/** What a reader must know, without the pointer to a part that only reports have. */
function cautionsOf({ headline, warnings }: ReportModel): readonly string[] {
  const pointer = wordsFor('en').cautions.warnings(warnings.items.length, warnings.number);
  return headline.cautions.filter((caution) => caution !== pointer);
}

/** A path as a shell takes it. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
