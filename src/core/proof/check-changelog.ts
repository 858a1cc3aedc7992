import type { Problem } from '../base/problem.ts';
import { nearest } from '../base/nearest.ts';
import { CHANGELOG_KEYS, parseChangelog } from './parse-changelog.ts';

/**
 * Checks that every version has one entry, under a heading that names it, with all that an entry says; and that no entry is about a
 * version that does not exist.
 *
 * @param known - the versions released, and those in use
 */
export function checkChangelog(
  known: readonly { readonly id: string; readonly version: string }[],
  { file, text }: { readonly file: string; readonly text: string | undefined },
): readonly Problem[] {
  const problems: Problem[] = [];
  const report = (line: number, message: string, hint: string | null): void => {
    problems.push({ file, line, column: 1, code: 'changelog-entry', message, hint });
  };
  if (text === undefined) {
    return [{ file, line: 1, column: 1, code: 'missing-file', message: 'the file is missing', hint: null }];
  }
  const names = new Set(known.map(({ id, version }) => `${id} ${version}`));
  const seen = new Set<string>();
  for (const { line, versions, parts } of parseChangelog(text)) {
    if (versions.length === 0) report(line, 'the heading names no version', 'Write it as "## <id> <version>".');
    for (const { id, version } of versions) {
      const name = `${id} ${version}`;
      const near = nearest(name, names);
      const hint = near === undefined ? null : `Did you mean "${near}"?`;
      if (!names.has(name)) report(line, `"${name}" is no version that was released or is in use`, hint);
      if (seen.has(name)) report(line, `"${name}" has another entry`, null);
      seen.add(name);
    }
    const missing = CHANGELOG_KEYS.filter((key) => !parts.has(key));
    if (versions.length > 0 && missing.length > 0)
      report(line, `the entry does not say: ${missing.join(', ')}`, `Write each as "- **${missing[0] ?? ''}:** …".`);
  }
  for (const name of names) {
    if (seen.has(name)) continue;
    const keys = CHANGELOG_KEYS.join(', ');
    report(1, `"${name}" has no entry`, `Write one under "## ${name}" that says: ${keys}.`);
  }
  return problems;
}
