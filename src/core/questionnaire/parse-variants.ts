import { issueAt, type InputIssue } from '../base/input-issue.ts';
import { isRecord } from '../base/is-record.ts';
import type { Questionnaire } from '../language/questionnaire.ts';
import type { Answers, AnswerValue } from './answers.ts';
import { parseAnswers } from './parse-answers.ts';

/** How many variants may be asked for at once. */
export const MAX_VARIANTS = 1000;

/** Longest id of a variant. */
export const MAX_VARIANT_ID = 200;

/** How many faults are named: a reply stays readable, and the mistake of a program is the same in all variants. */
const MAX_NAMED_FAULTS = 1000;

/** Answers laid over others: what they say of a fact holds, `undefined` makes it unknown again. */
export type Variant = ReadonlyMap<string, AnswerValue | undefined>;

/** A variant before its answers were looked at. */
export interface SentVariant {
  /** What the caller calls it. */
  readonly id?: string | undefined;
  readonly answers: unknown;
}

/** A variant with the id it was sent with. */
export interface NamedVariant {
  readonly id: string | null;
  readonly answers: Variant;
}

/** The outcome of parsing: those variants that can be used, and every issue found in the others. */
export interface ParsedVariants {
  readonly variants: readonly NamedVariant[];
  readonly issues: readonly InputIssue[];
}

/**
 * Parses variants of some answers, each by {@link parseAnswers}. In a variant `null` says something: that the fact is not known.
 * No two have the same id.
 */
export function parseVariants(questionnaire: Questionnaire, sent: readonly SentVariant[]): ParsedVariants {
  const issues: InputIssue[] = [];
  const variants: NamedVariant[] = [];
  const places = new Map<string, number>();
  for (const [index, { id, answers }] of sent.entries()) {
    const pointer = `/variants/${index}`;
    if (issues.length >= MAX_NAMED_FAULTS) {
      issues.push(issueAt(pointer, 'too_many_faults', 'from this variant on faults are not named', 'fewer faults'));
      break;
    }
    const first = id === undefined ? undefined : places.get(id);
    if (id !== undefined && first === undefined) places.set(id, index);
    if (first !== undefined) {
      const message = `variant ${first} has the id ${JSON.stringify(id)} already`;
      issues.push(issueAt(`${pointer}/id`, 'duplicate_variant', message, 'each id once'));
    }
    const parsed = parseAnswers(questionnaire, answers, `${pointer}/answers`);
    if (!parsed.ok) issues.push(...parsed.issues);
    else variants.push({ id: id ?? null, answers: withUnknowns(parsed.answers, answers) });
  }
  return { variants, issues };
}

/** Lays a variant over answers. */
export function laidOver(base: Answers, variant: Variant): Answers {
  const merged = new Map(base);
  for (const [fact, value] of variant) {
    if (value === undefined) merged.delete(fact);
    else merged.set(fact, value);
  }
  return merged;
}

/** Parsed answers leave out what is not known; a variant says it. */
function withUnknowns(parsed: Answers, sent: unknown): Variant {
  const unknown = isRecord(sent) ? Object.keys(sent).filter((fact) => sent[fact] === null) : [];
  return new Map<string, AnswerValue | undefined>([...parsed, ...unknown.map((fact) => [fact, undefined] as const)]);
}
