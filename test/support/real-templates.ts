import { fileURLToPath } from 'node:url';
import { loadTemplates } from '../../src/load/load-templates.ts';

/** The shipped templates. */
export function realTemplates(): Promise<ReadonlyMap<string, string>> {
  return loadTemplates(fileURLToPath(new URL('../../templates', import.meta.url)));
}
