import { z } from 'zod';
import { isCalendarDate, parseCalendarDate } from '../base/calendar-date.ts';
import { issueAt, pointerToken, shown, type InputIssue } from '../base/input-issue.ts';
import { isRecord } from '../base/is-record.ts';
import { nearest } from '../base/nearest.ts';
import type { Question, Questionnaire } from '../language/questionnaire.ts';
import type { Answers, AnswerValue, Attestation } from './answers.ts';

/** Longest list and text an answer may hold: what a person writes never comes near, what a program sends by mistake does. */
const MAX_TEXT = 2000;
const MAX_EVIDENCE = 100;

/** For how many faults a name that was meant is looked for: so many names were not misspelt, they come from somewhere else. */
const MAX_SUGGESTIONS = 200;

/** The outcome of parsing: answers to use, or every issue found. */
export type ParsedAnswers =
  { readonly ok: true; readonly answers: Answers } | { readonly ok: false; readonly issues: readonly InputIssue[] };

/**
 * Parses an answers object: the one validator for HTTP, command line and files alike. Nothing is coerced and nothing dropped, except
 * that `null` means unknown, as if the fact were not there. Choices come back in option order, answers in question order.
 *
 * @param input - flat: dotted fact ids to values
 * @param pointer - where the object stands in what was sent, as a JSON pointer
 */
export function parseAnswers(questionnaire: Questionnaire, input: unknown, pointer = '/answers'): ParsedAnswers {
  if (!isRecord(input)) {
    return {
      ok: false,
      issues: [issueAt(pointer, 'wrong_type', 'the answers are no object', 'an object of fact ids and values')],
    };
  }
  const issues: InputIssue[] = [];
  const parsed = new Map<string, AnswerValue>();
  for (const [id, value] of Object.entries(input)) {
    const at = `${pointer}/${pointerToken(id)}`;
    const question = questionnaire.byId.get(id);
    if (question === undefined) {
      const known = issues.length < MAX_SUGGESTIONS ? questionnaire.byId.keys() : [];
      issues.push(nestedAnswers(questionnaire, id, value, at) ?? unknownFact(id, at, known));
    } else if (value !== null) {
      const answer = parseAnswer(question, value, at, issues);
      if (answer !== undefined) parsed.set(id, answer);
    }
  }
  if (issues.length > 0) return { ok: false, issues };
  const inOrder = [...parsed].sort(([a], [b]) => orderOf(questionnaire, a) - orderOf(questionnaire, b));
  return { ok: true, answers: new Map(inOrder) };
}

function orderOf(questionnaire: Questionnaire, id: string): number {
  return questionnaire.byId.get(id)?.order ?? 0;
}

/** What is wrong when a group holds answers of its own. */
function nestedAnswers(questionnaire: Questionnaire, id: string, value: unknown, at: string): InputIssue | undefined {
  const group = questionnaire.groups.some((candidate) => candidate.id === id) || id === 'attestation';
  if (!group || !isRecord(value)) return undefined;
  const [first = 'name'] = Object.keys(value);
  return issueAt(
    at,
    'nested_answers',
    `"${id}" is a group, not a fact`,
    `flat dotted ids, such as "${id}.${first}"`,
    `${id}.${first}`,
  );
}

/** @param known - what may have been meant */
function unknownFact(id: string, at: string, known: Iterable<string>): InputIssue {
  const message = `"${id}" is no fact of the questionnaire`;
  return issueAt(at, 'unknown_fact', message, 'a fact id of GET /v1/questionnaire', nearest(id, known) ?? null);
}

function parseAnswer(question: Question, value: unknown, at: string, issues: InputIssue[]): AnswerValue | undefined {
  const wrong = (expected: string, code = 'wrong_type'): AnswerValue | undefined => {
    issues.push(issueAt(at, code, `${shown(value)} is no answer to "${question.id}"`, expected));
    return undefined;
  };
  const options = Object.keys(question.options ?? {});
  switch (question.type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong('true, false, or null while it is not known');
    case 'choice': {
      if (typeof value !== 'string') return wrong(`one of ${options.join(', ')}, or null while it is not known`);
      return options.includes(value) ? value : unknownOption(value, at);
    }
    case 'choices': {
      if (!Array.isArray(value)) return wrong(`a list of ${options.join(', ')}, or null while it is not known`);
      return parseChoices(value);
    }
    case 'integer': {
      const least = question.min ?? Number.MIN_SAFE_INTEGER;
      if (typeof value !== 'number' || !Number.isSafeInteger(value))
        return wrong('a whole number, or null while it is not known');
      return value >= least ? value : wrong(`a whole number of at least ${least}`, 'below_minimum');
    }
    case 'date': {
      if (typeof value !== 'string') return wrong('a date written YYYY-MM-DD, or null while it is not known');
      return parseCalendarDate(value) ?? wrong('a real date written YYYY-MM-DD', 'invalid_date');
    }
    case 'attestation':
      return parseAttestation(question, value, at, issues);
  }

  function unknownOption(option: string, pointer: string): AnswerValue | undefined {
    const message = `${shown(option)} is no option of "${question.id}"`;
    issues.push(
      issueAt(pointer, 'unknown_option', message, `one of ${options.join(', ')}`, nearest(option, options) ?? null),
    );
    return undefined;
  }

  function parseChoices(entries: readonly unknown[]): readonly string[] | undefined {
    const chosen = new Set<string>();
    const before = issues.length;
    for (const [index, entry] of entries.entries()) {
      const pointer = `${at}/${index}`;
      if (typeof entry !== 'string')
        issues.push(issueAt(pointer, 'wrong_type', `${shown(entry)} is no option`, `one of ${options.join(', ')}`));
      else if (!options.includes(entry)) unknownOption(entry, pointer);
      else if (chosen.has(entry))
        issues.push(issueAt(pointer, 'duplicate_option', `"${entry}" stands twice`, 'each option once'));
      else chosen.add(entry);
    }
    return issues.length > before ? undefined : options.filter((option) => chosen.has(option));
  }
}

const text = z
  .string()
  .max(MAX_TEXT)
  .refine((value) => value.trim() !== '');
const length = `1 to ${MAX_TEXT} characters`;
const expectedOf: Readonly<Record<string, string>> = {
  attested: 'true, or false to refuse',
  by: `the name of the person who signs, ${length}`,
  role: `the role of the person who signs, ${length}`,
  on: 'the date of the signature, a real date written YYYY-MM-DD',
  evidence: `a list of 1 to ${MAX_EVIDENCE} evidence references, each a text of ${length}`,
};
const parts = {
  by: text,
  role: text,
  on: z.string().refine(isCalendarDate),
  evidence: z.array(text).min(1).max(MAX_EVIDENCE),
};
const attestation = z.discriminatedUnion('attested', [
  z.strictObject({ attested: z.literal(true), ...parts }),
  z.strictObject({ attested: z.literal(false), ...z.object(parts).partial().shape }),
]);

function parseAttestation(
  question: Question,
  value: unknown,
  at: string,
  issues: InputIssue[],
): Attestation | undefined {
  if (!isRecord(value)) {
    const expected =
      '{"attested": true, "by": …, "role": …, "on": "YYYY-MM-DD", "evidence": [ … ]}, or {"attested": false}';
    issues.push(issueAt(at, 'wrong_type', `${shown(value)} is no attestation for "${question.id}"`, expected));
    return undefined;
  }
  // Null and absent mean the same, as everywhere in answers.
  const parsed = attestation.safeParse(Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null)));
  if (parsed.success) return parsed.data;
  for (const fault of parsed.error.issues) {
    if (fault.code === 'unrecognized_keys') issues.push(...fault.keys.map((key) => unknownField(key, at)));
    else issues.push(faultyField(String(fault.path[0]), value, at));
  }
  return undefined;
}

function unknownField(key: string, at: string): InputIssue {
  const known = Object.keys(expectedOf);
  const message = `"${key}" is no part of an attestation`;
  return issueAt(`${at}/${pointerToken(key)}`, 'unknown_field', message, known.join(', '), nearest(key, known) ?? null);
}

function faultyField(key: string, value: Readonly<Record<string, unknown>>, at: string): InputIssue {
  const field = value[key];
  const missing = field === undefined || field === null;
  const message = missing ? `an attestation needs "${key}"` : `${shown(field)} is no valid "${key}"`;
  return issueAt(`${at}/${key}`, 'attestation_incomplete', message, expectedOf[key] ?? '');
}
