import { addDays, type CalendarDate } from '../core/base/calendar-date.ts';
import type { RuleSource } from '../core/language/compile-rules.ts';
import type { Locale } from '../core/language/shapes/text.ts';

/** What a new instrument is to be. */
export interface NewInstrument {
  /** Small letters, digits and single dashes, the first a letter. */
  readonly id: string;
  readonly title: string;
  readonly force: 'binding' | 'voluntary';
  /** Those that the rulesets of the folder declare: its questions join theirs. */
  readonly locales: readonly Locale[];
  /** The day that stands for every date until its author knows better. */
  readonly today: CalendarDate;
}

/** The path of the file that every folder has once. */
export const CONSTRAINTS = 'questions/constraints.yaml';

/**
 * The files that a new instrument begins with: the ruleset, one unit with its cases, a group of questions, and the constraints where
 * the folder has none. They load without a problem, and their cases show each outcome of their rule.
 *
 * @param templates - the texts they are made from, by path
 * @param existing - the paths of the files the folder has
 * @throws Error when a template is missing or names what there is no word for: a fault of ours
 */
export function scaffoldInstrument(
  templates: ReadonlyMap<string, string>,
  instrument: NewInstrument,
  existing: readonly string[],
): readonly RuleSource[] {
  const { id, title, force, locales, today } = instrument;
  const words: Readonly<Record<string, string>> = {
    id,
    group: groupOf(id),
    title: JSON.stringify(title),
    locales: `[${locales.join(', ')}]`,
    today,
    day_before: addDays(today, -1),
  };
  const stem = force === 'binding' ? 'art-1' : 'c1';
  const places: readonly (readonly [template: string, path: string])[] = [
    [`${force}/ruleset.yaml`, `${id}/ruleset.yaml`],
    [`${force}/unit.yaml`, `${id}/${stem}.yaml`],
    [`${force}/cases.yaml`, `${id}/${stem}.cases.yaml`],
    ['questions.yaml', `questions/${nextNumber(existing)}-${id}.yaml`],
    ...(existing.includes(CONSTRAINTS) ? [] : [['constraints.yaml', CONSTRAINTS] as const]),
  ];
  return places.map(([template, path]) => ({ path, text: fill(template, templates.get(template), words) }));
}

/** The name of the group of questions that an instrument brings along. */
export function groupOf(id: string): string {
  return id.replaceAll('-', '_');
}

function fill(name: string, template: string | undefined, words: Readonly<Record<string, string>>): string {
  if (template === undefined) throw new Error(`the template ${name} is missing`);
  return template.replaceAll(/<<(\w+)>>/g, (_, word: string) => {
    const value = words[word];
    if (value === undefined) throw new Error(`the template ${name} names "${word}"`);
    return value;
  });
}

/** Two digits after the last group of questions, so that new ones are asked last. */
function nextNumber(existing: readonly string[]): string {
  const numbers = existing.flatMap((path) => /^questions\/(\d\d)-/.exec(path)?.[1] ?? []).map(Number);
  return String(Math.min(99, Math.max(0, ...numbers) + 1)).padStart(2, '0');
}
