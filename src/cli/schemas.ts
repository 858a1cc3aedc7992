import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_KINDS, jsonSchemaOf } from '../core/language/json-schemas.ts';
import { answersFileSchema } from '../core/questionnaire/answers-file-schema.ts';
import type { RuleLibrary } from '../service/rule-library.ts';
import { BadInput } from './bad-input.ts';
import { readLibrary } from './read-library.ts';
import type { Terminal } from './terminal.ts';

/** Writes the JSON Schemas of rule files and of answers files into a folder, and names what it wrote. */
export async function writeSchemas(folder: string, terminal: Terminal): Promise<void> {
  const files = schemaFiles(await readLibrary(terminal.rulesFolder()));
  try {
    await mkdir(folder, { recursive: true });
    for (const [name, text] of files) await writeFile(join(folder, name), text);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new BadInput(`The schemas cannot be written to ${folder}: ${error.message}`, { cause: error });
  }
  for (const name of files.keys()) terminal.stdout.write(`${join(folder, name)}\n`);
}

/** The text of every schema file, by its name. */
export function schemaFiles(library: RuleLibrary): ReadonlyMap<string, string> {
  const ids = library.rulesets.map(({ compiled }) => compiled.id);
  const answers = answersFileSchema(library.questionnaire, ids, 'en');
  const kinds = Object.keys(FILE_KINDS).filter((kind): kind is keyof typeof FILE_KINDS => kind in FILE_KINDS);
  const schemas = [...kinds.map((kind) => [kind, jsonSchemaOf(kind)] as const), ['answers', answers] as const];
  return new Map(schemas.map(([name, schema]) => [`${name}.json`, `${JSON.stringify(schema, undefined, 2)}\n`]));
}
