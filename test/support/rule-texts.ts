import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { LOCALES, type Locale } from '../../src/core/language/shapes/text.ts';
import { RULES_FOLDER } from './real-rules.ts';

/** One text of a rule file. */
export interface RuleText {
  /** The file and the keys that lead to the text. */
  readonly place: string;
  readonly locale: Locale;
  readonly text: string;
}

/** Every text of the shipped rule files, in every language it is written in. */
export function ruleTexts(): readonly RuleText[] {
  const files = readdirSync(RULES_FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !file.endsWith('.cases.yaml'))
    .toSorted();
  return files.flatMap((file) => [...textsIn(parse(readFileSync(`${RULES_FOLDER}/${file}`, 'utf8')), file)]);
}

function* textsIn(value: unknown, place: string): Iterable<RuleText> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, entry] of Object.entries(value)) {
    const locale = LOCALES.find((candidate) => candidate === key);
    if (locale !== undefined && typeof entry === 'string') yield { place, locale, text: entry };
    else yield* textsIn(entry, `${place}/${key}`);
  }
}

/** The sentences and half-sentences of a text: what one of them denies, another may still say. */
export function clausesOf(text: string): readonly string[] {
  return text.split(/(?<!\bArts?\.)(?<=[.;])\s+|(?<=[。；])/);
}
