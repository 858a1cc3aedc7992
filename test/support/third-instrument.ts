import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { temporaryFolder, type Folder } from '../cli/harness.ts';
import { RULES_FOLDER } from './real-rules.ts';

/** The files of an instrument that nothing in the program knows of. */
export const THIRD_INSTRUMENT = fileURLToPath(new URL('../fixtures/third-instrument', import.meta.url));

/** The shipped rules with the third instrument copied beside them, file by file. */
export function besideShippedRules(): Folder {
  const folder = temporaryFolder();
  cpSync(RULES_FOLDER, folder.path, { recursive: true });
  const files = readdirSync(THIRD_INSTRUMENT, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.yaml') && basename(name) !== 'constraints.yaml')) {
    const text = readFileSync(join(THIRD_INSTRUMENT, file), 'utf8');
    folder.write(file, basename(file) === 'ruleset.yaml' ? text.replace('[en, zh-CN]', shippedLocales()) : text);
  }
  return folder;
}

/** A vocabulary is written in every locale that one of its rulesets declares; a newcomer declares those it finds. */
function shippedLocales(): string {
  const text = readFileSync(join(RULES_FOLDER, 'cn-interim-measures/ruleset.yaml'), 'utf8');
  const { locales } = parse(text) as { readonly locales: readonly string[] };
  return JSON.stringify(locales);
}
