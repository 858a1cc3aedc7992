import { AS_OF_BOUNDS, calendarDateOf, type CalendarDate } from '../core/base/calendar-date.ts';
import type { InputIssue } from '../core/base/input-issue.ts';
import { formatPlacedIssue, parseAnswersFile, type AnswersFile } from '../core/questionnaire/parse-answers-file.ts';
import { chooseLocale } from '../service/choose-locale.ts';
import { parseDay, selectRulesets } from '../service/evaluation-request.ts';
import { respond } from '../service/evaluation-response.ts';
import type { PlanChoice } from '../service/plan-response.ts';
import type { ReportSubject } from '../service/report-subject.ts';
import type { LibraryRuleset, RuleLibrary } from '../service/rule-library.ts';
import { BadInput } from './bad-input.ts';
import { readInput } from './read-input.ts';
import { readLibrary } from './read-library.ts';
import type { Terminal } from './terminal.ts';

/** Options of every command that evaluates an answers file. */
export interface EvaluationOptions {
  readonly rulesets?: string;
  readonly asOf?: string;
  /** The language of what is printed; English when left out. */
  readonly locale?: string;
  /** What the plan in the evaluation is to reach; none is made when left out. */
  readonly plan?: PlanChoice;
}

/** An answers file and what it came to. */
export interface EvaluatedFile {
  readonly library: RuleLibrary;
  readonly file: AnswersFile;
  /** What a report of it is made of. */
  readonly subject: ReportSubject;
}

/**
 * Reads and evaluates an answers file. The rulesets are those of the option, else of the header, else all; the day is that of the
 * option, else today in UTC.
 *
 * @param path - `-` reads standard input
 * @param known - the rules, where they were read before
 * @throws BadInput naming everything that cannot be used
 * @throws ServiceError `unknown_locale`
 */
export async function evaluateFile(
  path: string,
  options: EvaluationOptions,
  terminal: Terminal,
  known?: RuleLibrary,
): Promise<EvaluatedFile> {
  const asOf = readAsOf(options.asOf, terminal);
  const [library, text] = await Promise.all([known ?? readLibrary(terminal.rulesFolder()), readInput(path, terminal)]);
  const ids = library.rulesets.map(({ compiled }) => compiled.id);
  const parsed = parseAnswersFile(library.questionnaire, ids, path === '-' ? '<stdin>' : path, text);
  if (!parsed.ok) throw new BadInput(parsed.issues.map(formatPlacedIssue).join('\n'));
  const { file } = parsed;
  const rulesets = chooseRulesets(library, options.rulesets ?? file.rulesets?.join(','));
  const { answers, answeredOn } = file;
  const locale = chooseLocale(options.locale, rulesets);
  const { product, answeredBy, targetLaunch } = file;
  const evaluation = respond({
    id: null,
    rulesets,
    answers,
    asOf,
    answeredOn: answeredOn ?? undefined,
    locale,
    plan: options.plan,
    targetLaunch,
  });
  return {
    library,
    file,
    subject: {
      evaluation,
      rulesets,
      crosswalks: library.crosswalks,
      glossary: library.glossary,
      productVersion: file.productVersion,
      evidence: [],
      answers,
      asOf,
      product,
      answeredBy,
      answeredOn,
      targetLaunch,
    },
  };
}

/** The rulesets in a list with commas, all of them when there is none. @throws BadInput naming each that does not exist */
export function chooseRulesets(library: RuleLibrary, list: string | undefined): readonly LibraryRuleset[] {
  const issues: InputIssue[] = [];
  const ids = list?.split(',').map((id) => id.trim());
  const rulesets = selectRulesets(ids, library, issues);
  if (issues.length > 0) throw new BadInput(issues.map((issue) => `--rulesets: ${sentence(issue)}`).join('\n'));
  return rulesets;
}

/** The day an option names, today in UTC when it is left out. @throws BadInput naming the option when it names no such day */
export function readAsOf(text: string | undefined, terminal: Terminal, option = '--as-of'): CalendarDate {
  if (text === undefined) return calendarDateOf(terminal.now());
  const issues: InputIssue[] = [];
  const day = parseDay(text, '/as_of', issues, AS_OF_BOUNDS);
  if (day !== undefined) return day;
  throw new BadInput(issues.map((issue) => `${option}: ${sentence(issue)}`).join('\n'));
}

/** An issue as a sentence after the option it is about. */
export function sentence({ message, expected, suggestion }: InputIssue): string {
  return `${message}. Expected ${expected}.${suggestion === null ? '' : ` Did you mean "${suggestion}"?`}`;
}
