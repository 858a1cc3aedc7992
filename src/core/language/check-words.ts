import { isRecord } from '../base/is-record.ts';
import type { Problem } from '../base/problem.ts';
import type { ParsedFile } from './parse-file.ts';
import type { Path } from './read-yaml.ts';
import type { GlossaryFile } from './shapes/glossary-file.ts';
import type { LocalizedText } from './shapes/text.ts';
import { textFaults } from './text-faults.ts';

/**
 * Holds every text of some rule files to their glossary, and the glossary to itself.
 *
 * @param glossary - a folder without one has its texts checked for their form alone; by one that is unusable nothing is checked,
 * since what it allows is not known
 */
export function checkFolderWords(
  files: readonly ParsedFile<unknown>[],
  glossary: ParsedFile<GlossaryFile> | 'none' | 'unusable',
  problems: Problem[],
): void {
  if (glossary === 'unusable') return;
  if (glossary !== 'none') checkGlossary(glossary, problems);
  const known = glossary === 'none' ? null : glossary.value;
  for (const file of glossary === 'none' ? files : [...files, glossary]) checkWords(file, known, problems);
}

function checkWords(file: ParsedFile<unknown>, glossary: GlossaryFile | null, problems: Problem[]): void {
  for (const { text, path } of textsIn(file.value)) {
    for (const { locale, ...fault } of textFaults(text, glossary))
      problems.push({ ...file.locator.at([...path, locale]), ...fault });
  }
}

/** Reports the ids and the English words of a glossary that stand for two terms. */
function checkGlossary({ value, locator }: ParsedFile<GlossaryFile>, problems: Problem[]): void {
  const ids = new Set<string>();
  const terms = new Map<string, string>();
  for (const [index, { id, en: words }] of value.terms.entries()) {
    if (ids.has(id))
      problems.push({
        ...locator.at(['terms', index, 'id']),
        code: 'duplicate-id',
        message: `term "${id}" exists already`,
        hint: null,
      });
    ids.add(id);
    for (const [position, word] of words.entries()) {
      const other = terms.get(word.toLowerCase());
      if (other !== undefined)
        problems.push({
          ...locator.at(['terms', index, 'en', position]),
          code: 'glossary-word',
          message: `"${word}" stands for "${other}" already`,
          hint: null,
        });
      terms.set(word.toLowerCase(), id);
    }
  }
}

/** Every text for people in a parsed file, with the path to it. */
export function* textsIn(
  value: unknown,
  path: Path = [],
): Iterable<{ readonly text: LocalizedText; readonly path: Path }> {
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) yield* textsIn(entry, [...path, index]);
  } else if (isLocalizedText(value)) {
    yield { text: value, path };
  } else if (isRecord(value)) {
    for (const [key, entry] of Object.entries(value)) yield* textsIn(entry, [...path, key]);
  }
}

function isLocalizedText(value: unknown): value is LocalizedText {
  return isRecord(value) && typeof value['en'] === 'string';
}
