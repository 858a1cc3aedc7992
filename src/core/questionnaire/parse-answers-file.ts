import { onOneLine } from '../base/on-one-line.ts';
import { z } from 'zod';
import { calendarDate, type CalendarDate } from '../base/calendar-date.ts';
import { issueAt, pointerToken, shown, type InputIssue } from '../base/input-issue.ts';
import { isRecord } from '../base/is-record.ts';
import { nearest } from '../base/nearest.ts';
import type { Position, Problem } from '../base/problem.ts';
import { PROBLEM_CODES } from '../base/problem-codes.ts';
import type { Questionnaire } from '../language/questionnaire.ts';
import { readYaml, type Locator } from '../language/read-yaml.ts';
import { dateText } from '../language/shapes/text.ts';
import type { Answers } from './answers.ts';
import { parseAnswers } from './parse-answers.ts';

/** Longest name, role or reference in a header. */
const MAX_NAME = 500;

const name = z.string().max(MAX_NAME).regex(/\S/);

/** The keys of an answers file. `null` says no more than a key that is left out. */
export const answersFileShape = z.strictObject({
  $schema: z.string().optional().describe('Where an editor finds this schema.'),
  product: z
    .strictObject({ name, client: name.nullish(), matter: name.nullish() })
    .nullish()
    .describe('What is assessed, and for whom.'),
  product_version: name.nullish().describe('The version of the product that is assessed, as it is called there.'),
  rulesets: z.array(z.string()).min(1).nullish().describe('Rulesets to evaluate; all of them when left out.'),
  answered_by: z.strictObject({ name, role: name }).nullish().describe('Who gave the answers.'),
  answered_on: dateText.nullish().describe('The day on which the answers were given.'),
  target_launch: dateText.nullish().describe('The day on which the product is meant to launch.'),
  answers: z.record(z.string(), z.unknown()),
});

const A_DATE = 'a real date written YYYY-MM-DD';
const A_NAME = `a text of 1 to ${MAX_NAME} characters`;
/** What would be right, by the place in the header. */
const EXPECTED: Readonly<Record<string, string>> = {
  $schema: 'the address of a JSON Schema',
  product: '{ name: …, client: …, matter: … }; client and matter may be left out',
  product_version: `a text of 1 to ${MAX_NAME} characters, in quotes, such as "2.4"`,
  rulesets: 'a list of ruleset ids; leave the key out for all of them',
  answered_by: '{ name: …, role: … }',
  answered_on: A_DATE,
  target_launch: A_DATE,
  answers: 'fact ids and their values below it',
};
/** What somebody looks for in an answers file, and where it is said instead. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  as_of: 'the option --as-of: an answers file says what is so, not as of when it is judged',
  asOf: 'the option --as-of: an answers file says what is so, not as of when it is judged',
};

/** An answers file: who says what of which product. What its header leaves out is `null`. */
export interface AnswersFile {
  readonly product: { readonly name: string; readonly client: string | null; readonly matter: string | null } | null;
  readonly productVersion: string | null;
  readonly rulesets: readonly string[] | null;
  readonly answeredBy: { readonly name: string; readonly role: string } | null;
  readonly answeredOn: CalendarDate | null;
  readonly targetLaunch: CalendarDate | null;
  readonly answers: Answers;
}

/** An issue with the place in the file where it is to be mended. */
export interface PlacedIssue extends InputIssue, Position {}

/** The outcome of parsing: a file to use, or every issue found, in the order of the text. */
export type ParsedAnswersFile =
  { readonly ok: true; readonly file: AnswersFile } | { readonly ok: false; readonly issues: readonly PlacedIssue[] };

/**
 * Parses an answers file, YAML or JSON: a header and `answers`. Unknown and repeated keys are refused, and so are bare answers, whose
 * header would otherwise be missed without a word.
 *
 * @param rulesetIds - those that exist
 * @param file - the name shown in issues
 */
export function parseAnswersFile(
  questionnaire: Questionnaire,
  rulesetIds: readonly string[],
  file: string,
  text: string,
): ParsedAnswersFile {
  const yaml = readYaml(file, text);
  if (yaml.problems.length > 0) return { ok: false, issues: yamlIssues(yaml.problems) };
  const found: InputIssue[] = [];
  const parsed = parseContent(questionnaire, rulesetIds, yaml.value, found);
  return parsed === undefined ? { ok: false, issues: placeIssues(found, yaml.locator) } : { ok: true, file: parsed };
}

/** What keeps a text from being read, in words for somebody who writes answers. */
export function yamlIssues(problems: readonly Problem[]): readonly PlacedIssue[] {
  return problems.map(({ code, message, hint: _ofRuleFiles, ...position }): PlacedIssue => {
    // What readYaml says of anchors, aliases and tags speaks of rule files.
    const said = code === 'yaml-unsupported' ? PROBLEM_CODES[code].replace(/[.]$/, '') : message;
    const expected = code === 'yaml-duplicate-key' ? 'each key once' : 'plain YAML 1.2 or JSON';
    return { ...position, pointer: '', code, message: said, expected, suggestion: null };
  });
}

/** Issues with the places in the file where they are to be mended, in the order of the text. */
export function placeIssues(issues: readonly InputIssue[], locator: Locator): readonly PlacedIssue[] {
  const placed = issues.map((issue): PlacedIssue => ({ ...issue, ...placeOf(issue, locator) }));
  return placed.sort((a, b) => (a.line === b.line ? a.column - b.column : a.line - b.line));
}

/** One line for a terminal: `file:line:col: code: message. Expected …`. */
export function formatPlacedIssue({ file, line, column, code, message, expected, suggestion }: PlacedIssue): string {
  const hint = suggestion === null ? '' : ` Did you mean "${suggestion}"?`;
  return onOneLine(`${file}:${line}:${column}: ${code}: ${message}. Expected ${expected}.${hint}`);
}

function parseContent(
  questionnaire: Questionnaire,
  rulesetIds: readonly string[],
  value: unknown,
  issues: InputIssue[],
): AnswersFile | undefined {
  const whole = 'a header and, below the key "answers", fact ids and values';
  if (!isRecord(value)) {
    issues.push(issueAt('', 'wrong_type', 'the file holds no answers', whole));
    return undefined;
  }
  const known = Object.keys(answersFileShape.shape);
  const fact = Object.keys(value).find((key) => !known.includes(key) && questionnaire.byId.has(key));
  if (!Object.hasOwn(value, 'answers') && fact !== undefined) {
    const message = `"${fact}" stands at the top of the file, where the header belongs`;
    issues.push(issueAt(`/${pointerToken(fact)}`, 'bare_answers', message, 'every answer below the key "answers"'));
    return undefined;
  }
  const header = answersFileShape.safeParse(value);
  for (const fault of header.error?.issues ?? []) issues.push(...headerIssues(fault, value, known));
  if (header.success) checkRulesets(header.data.rulesets ?? [], rulesetIds, issues);
  if (!isRecord(value['answers'])) return undefined;
  const answers = parseAnswers(questionnaire, value['answers']);
  if (!answers.ok) issues.push(...answers.issues.map(forFiles));
  if (!header.success || !answers.ok || issues.length > 0) return undefined;
  const {
    product,
    product_version: version,
    rulesets,
    answered_by: by,
    answered_on: on,
    target_launch: launch,
  } = header.data;
  const day = (date: string | null | undefined): CalendarDate | null =>
    date === null || date === undefined ? null : calendarDate(date);
  return {
    product:
      product === null || product === undefined
        ? null
        : { name: product.name, client: product.client ?? null, matter: product.matter ?? null },
    productVersion: version ?? null,
    rulesets: rulesets ?? null,
    answeredBy: by ?? null,
    answeredOn: day(on),
    targetLaunch: day(launch),
    answers: answers.answers,
  };
}

function headerIssues(
  fault: z.core.$ZodIssue,
  value: Readonly<Record<string, unknown>>,
  known: readonly string[],
): readonly InputIssue[] {
  const [key = '', part] = fault.path.map(String);
  const pointer = fault.path.map((token) => `/${pointerToken(String(token))}`).join('');
  const expected = part === undefined || key === 'rulesets' ? (EXPECTED[key] ?? '') : A_NAME;
  if (fault.code === 'unrecognized_keys') {
    const allowed = key === 'product' ? ['name', 'client', 'matter'] : key === '' ? known : ['name', 'role'];
    return fault.keys.map((unknown) => {
      const elsewhere = key === '' ? ELSEWHERE[unknown] : undefined;
      return issueAt(
        `${pointer}/${pointerToken(unknown)}`,
        'unknown_key',
        `"${unknown}" is no key of ${key === '' ? 'an answers file' : `"${key}"`}`,
        elsewhere ?? `one of ${allowed.join(', ')}`,
        elsewhere === undefined ? (nearest(unknown, allowed) ?? null) : null,
      );
    });
  }
  const at = part === undefined ? value[key] : inside(value[key], part);
  const called = `"${[key, part].filter((token) => token !== undefined).join('.')}"`;
  return at === undefined
    ? [issueAt(pointer, 'missing_key', `${called} is missing`, expected)]
    : [issueAt(pointer, 'wrong_value', `${shown(at)} is no value for ${called}`, expected)];
}

function checkRulesets(ids: readonly string[], known: readonly string[], issues: InputIssue[]): void {
  for (const [index, id] of ids.entries()) {
    const pointer = `/rulesets/${index}`;
    if (!known.includes(id)) {
      const near = nearest(id, known) ?? null;
      issues.push(issueAt(pointer, 'unknown_ruleset', `"${id}" is no ruleset`, `one of ${known.join(', ')}`, near));
    } else if (ids.indexOf(id) < index) {
      issues.push(issueAt(pointer, 'duplicate_ruleset', `"${id}" stands twice`, 'each ruleset once'));
    }
  }
}

/** An issue of {@link parseAnswers} in words for somebody who has no HTTP service at hand. */
export function forFiles(issue: InputIssue): InputIssue {
  return issue.code === 'unknown_fact' ? { ...issue, expected: 'a fact id of the questionnaire' } : issue;
}

/** The key itself when the key is what is wrong, else its value. */
function placeOf({ pointer, code }: InputIssue, locator: Locator): Position {
  const path = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const last = path.at(-1);
  return last !== undefined && OF_KEYS.has(code) ? locator.atKey(path.slice(0, -1), last) : locator.at(path);
}

const OF_KEYS: ReadonlySet<string> = new Set([
  'bare_answers',
  'unknown_key',
  'unknown_fact',
  'unknown_field',
  'nested_answers',
]);

function inside(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value[Number(key)];
  return isRecord(value) ? value[key] : undefined;
}
