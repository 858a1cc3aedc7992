import { daysBetween } from '../core/base/calendar-date.ts';
import type { Finding } from '../core/evaluation/evaluation.ts';
import { textIn, type Locale } from '../core/language/shapes/text.ts';
import type { ReportModel } from '../core/report/report-model.ts';
import { wordsFor } from '../core/report/words.ts';
import { ENGINE_VERSION } from '../service/engine-version.ts';
import type { EvaluatedFile } from './evaluate-file.ts';
import { nextStepText } from './next-step.ts';
import { quotedPath } from './quoted-path.ts';
import { remedyOf } from './remedy.ts';
import { SOON_DAYS, soonInForce } from './soon-in-force.ts';
import type { Style } from './style.ts';
import { cliWordsFor } from './words/cli-words-for.ts';
import type { CliWords } from './words/cli-words.ts';
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
  const { headline, locale } = model;
  const { check: words } = cliWordsFor(locale);
  const { headings } = words;
  const sections = [
    [
      ...wrap(words.title(ENGINE_VERSION, model.subject)),
      ...wrap(datesOf(words, evaluated, asked.asOfIsToday)).map((line) => style.aside(line)),
    ],
    [
      ...wrap(headline.words).map((line) => style.result(headline.gate, line)),
      ...wrap(headline.counts.map(({ label, value }) => words.figure(label, value)).join(' · '), INDENT),
      ...wrap(headline.basis, INDENT),
    ],
    section(style, headings.instruments, instrumentLines(words, model, evaluated)),
    section(style, headings.blocking, blockerLines(words, evaluated, 'not_met')),
    section(style, headings.signOffs, blockerLines(words, evaluated, 'needs_attestation')),
    section(style, headings.questions, questionLines(words, evaluated)),
    section(style, headings.others, otherLines(words, model, 'binding')),
    section(style, headings.voluntary, otherLines(words, model, 'voluntary')),
    section(style, headings.soon(SOON_DAYS), upcomingLines(words, model, evaluated)),
    section(
      style,
      headings.warnings,
      model.warnings.items.flatMap((item) => wrap(item, '  - ', '    ')),
    ),
    section(style, headings.cautions, [
      ...cautionsOf(model).flatMap((caution) => wrap(caution, INDENT)),
      ...(asked.path === '-' ? [] : [`${INDENT}${words.inFull(reportCommand(asked.path, locale))}`]),
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

type CheckWords = CliWords['check'];

function datesOf(
  words: CheckWords,
  { subject: { asOf, targetLaunch, answeredOn } }: EvaluatedFile,
  asOfIsToday: boolean,
): string {
  const parts = [words.asOf(asOf, asOfIsToday)];
  if (answeredOn !== null) parts.push(words.answeredOn(answeredOn));
  if (targetLaunch !== null) parts.push(words.targetLaunch(targetLaunch, daysBetween(asOf, targetLaunch)));
  return parts.join(' · ');
}

function instrumentLines(words: CheckWords, { headline, labels }: ReportModel, { subject }: EvaluatedFile): string[] {
  return headline.instruments.flatMap(({ ruleset, name, force_words: force, words: verdict, score, counts }) => {
    const outside = subject.evaluation.rulesets.find(({ id }) => id === ruleset)?.verdict === 'out_of_scope';
    const figures = [
      ...(outside ? [] : [words.figure(labels.score, score)]),
      ...counts.filter(({ value }) => value !== '0').map(({ label, value }) => words.figure(label, value)),
    ];
    return [
      ...wrap(words.remark(name, force.toLowerCase()), INDENT),
      ...wrap(verdict, '    '),
      ...wrap(figures.join(' · '), '    '),
    ];
  });
}

/** Blocking points of the binding rulesets with one status, each with what to do. */
function blockerLines(words: CheckWords, evaluated: EvaluatedFile, status: Finding['status']): string[] {
  const points = evaluated.subject.evaluation.rulesets
    .filter(({ binding }) => binding)
    .flatMap(({ findings }) => findings)
    .filter((finding) => finding.severity === 'blocker' && !finding.echo && finding.status === status);
  return points.flatMap((finding, index) => [
    ...wrap(words.point(finding.citation.text, titleOf(finding.rule, evaluated)), numbered(index), '     '),
    ...wrap(remedyOf(finding, evaluated), '     '),
  ]);
}

function numbered(index: number): string {
  return `${String(index + 1).padStart(3)}. `;
}

function titleOf(id: string, { subject }: EvaluatedFile): string {
  const rule = subject.rulesets.flatMap(({ compiled }) => compiled.rules).find((candidate) => candidate.id === id);
  return rule === undefined ? id : textIn(subject.evaluation.locale, rule.entry.title);
}

/** The questions that help most; sign-offs are not answered, they are earned. */
function questionLines(words: CheckWords, { library, subject }: EvaluatedFile): string[] {
  const questions = subject.evaluation.next_questions.flatMap(({ fact }) => {
    const question = library.questionnaire.byId.get(fact);
    return question === undefined || question.type === 'attestation' ? [] : [question];
  });
  const shown = questions.slice(0, MOST_LISTED).flatMap((question, index) => {
    const [text = ''] = sentencesOf(textIn(subject.evaluation.locale, question.text));
    return wrap(words.remark(text, question.id), numbered(index), '     ');
  });
  return [...shown, ...more(questions.length - MOST_LISTED, (count) => words.moreQuestions(count))];
}

/** Open points that do not block and are known, the heaviest first. */
function otherLines(words: CheckWords, model: ReportModel, wanted: 'binding' | 'voluntary'): string[] {
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
    .flatMap(({ citation, title, status_words: status, severity_words: severity }) =>
      wrap(
        words.remark(words.point(citation, title), words.figure(severity.toLowerCase(), status.toLowerCase())),
        '  - ',
        '    ',
      ),
    );
  return [...shown, ...more(ordered.length - MOST_LISTED, (count) => words.morePoints(count))];
}

function more(count: number, sentence: (count: number) => string): readonly string[] {
  return count <= 0 ? [] : [`${INDENT}${sentence(count)}`];
}

function upcomingLines(words: CheckWords, model: ReportModel, evaluated: EvaluatedFile): string[] {
  const soon = soonInForce(evaluated).map(({ finding }) => finding.rule);
  return model.upcoming.duties
    .filter(({ rule }) => soon.includes(rule))
    .flatMap(({ citation, title, from, by }) => {
      const point = words.point(citation, title);
      return wrap(words.from(from, by === '' ? point : words.remark(point, by)), '  - ', '    ');
    });
}

/** What a reader must know, without the pointer to a part that only reports have. */
function cautionsOf({ headline, warnings, locale }: ReportModel): readonly string[] {
  const pointer = wordsFor(locale).cautions.warnings(warnings.items.length, warnings.number);
  return headline.cautions.filter((caution) => caution !== pointer);
}

/** The command that writes the report of the same answers in the same language. */
function reportCommand(path: string, locale: Locale): string {
  const language = locale === 'en' ? '' : ` --locale ${locale}`;
  return `preclear report ${quotedPath(path)}${language} --output report.html`;
}
