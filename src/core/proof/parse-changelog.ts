/** What an entry says, each in bold at the head of a list item. */
export const CHANGELOG_KEYS = ['Days affected', 'Rules affected', 'Reason', 'Source'] as const;

/** One entry of `rules/CHANGELOG.md`. */
export interface ChangelogEntry {
  /** The line of its heading, counted from 1. */
  readonly line: number;
  /** The versions its heading names; none when it is not made of `<id> <version>` with commas between. */
  readonly versions: readonly { readonly id: string; readonly version: string }[];
  /** What stands under each key; a key without a word is left out. */
  readonly parts: ReadonlyMap<string, string>;
}

const HEADING = /^## +(.+?) *$/;
const VERSION = /^([a-z0-9-]+) (\d+\.\d+\.\d+)$/;
const PART = /^[-*] \*\*(.+?):\*\* *(.*)$/;

/** Reads the entries of a changelog of rules, in order. Whatever stands before the first heading is for readers alone. */
export function parseChangelog(text: string): readonly ChangelogEntry[] {
  const entries: { line: number; versions: ChangelogEntry['versions']; parts: Map<string, string> }[] = [];
  let key: string | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const heading = HEADING.exec(line)?.[1];
    const [, name, words = ''] = PART.exec(line) ?? [];
    const parts = entries.at(-1)?.parts;
    if (heading !== undefined) {
      entries.push({ line: index + 1, versions: versionsIn(heading), parts: new Map() });
      key = undefined;
    } else if (name !== undefined) {
      key = name;
      if (words !== '') parts?.set(name, words);
    } else if (/^\s+\S/.test(line) && key !== undefined) {
      parts?.set(key, [parts.get(key), line.trim()].filter((part) => part !== undefined).join(' '));
    } else key = undefined;
  }
  return entries;
}

function versionsIn(heading: string): ChangelogEntry['versions'] {
  const found = heading.split(/, */).map((part) => VERSION.exec(part));
  const versions = found.flatMap((match) => {
    const [, id, version] = match ?? [];
    return id === undefined || version === undefined ? [] : [{ id, version }];
  });
  return versions.length === found.length ? versions : [];
}
