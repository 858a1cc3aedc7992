import { impactOf } from '../service/impact.ts';
import type { ImpactLine } from '../service/impact-lines.ts';
import { SnapshotCache } from '../service/recompute.ts';
import type { RuleLibrary } from '../service/rule-library.ts';
import { ServiceError } from '../service/service-error.ts';
import type { Store } from '../service/ports.ts';
import { BadInput } from './bad-input.ts';
import { sentence } from './evaluate-file.ts';
import { ImpactText } from './impact-text.ts';
import { readLibrary } from './read-library.ts';
import type { Terminal } from './terminal.ts';

export interface ImpactOptions {
  readonly rules?: string;
  readonly rulesets?: string;
  readonly asOf?: string;
  readonly format: 'text' | 'json';
}

/** Whose products: without keys there is one organization. */
const ORGANIZATION = 'local';

/** Prints what changes for the products of the database under other rules or on another day. */
export async function impact(options: ImpactOptions, terminal: Terminal): Promise<void> {
  const library = await readLibrary(options.rules ?? terminal.rulesFolder());
  const store = await openDatabase(terminal);
  try {
    const text = new ImpactText(library, (id) => store.findProduct(ORGANIZATION, id));
    for await (const lines of await stepsOf(options, library, store)) {
      for (const line of lines) {
        await write(terminal, options.format === 'json' ? `${JSON.stringify(line)}\n` : await text.of(line));
      }
    }
  } finally {
    await store.close();
  }
}

async function openDatabase(terminal: Terminal): Promise<Store> {
  const { openStore, StartError } = await import('../main.ts');
  try {
    return await openStore(terminal.databaseUrl(), true);
  } catch (error) {
    if (error instanceof StartError) throw new BadInput(error.message, { cause: error });
    throw error;
  }
}

async function stepsOf(
  { rulesets, asOf }: ImpactOptions,
  library: RuleLibrary,
  store: Store,
): Promise<AsyncIterable<readonly ImpactLine[]>> {
  const needs = { library, store, snapshots: new SnapshotCache(library.rulesets) };
  const ids = rulesets?.split(',').map((id) => id.trim());
  try {
    return await impactOf(needs, ORGANIZATION, { rulesets: ids, against: { as_of: asOf } });
  } catch (error) {
    if (!(error instanceof ServiceError) || error.issues.length === 0) throw error;
    const option = (pointer: string): string => (pointer.startsWith('/rulesets') ? '--rulesets' : '--as-of');
    throw new BadInput(error.issues.map((issue) => `${option(issue.pointer)}: ${sentence(issue)}`).join('\n'), {
      cause: error,
    });
  }
}

/** Waits until the text is taken, so that no more is made than is read. Whoever has stopped reading is no fault. */
function write({ stdout }: Terminal, text: string): Promise<void> {
  return new Promise((resolve) => {
    stdout.write(text, () => {
      resolve();
    });
  });
}
