import { LOCAL, SCOPES, wholeOf, type Caller } from '../service/access.ts';
import { impactOf } from '../service/impact.ts';
import type { ImpactLine } from '../service/impact-lines.ts';
import type { ImpactNeeds } from '../service/impact-request.ts';
import { SnapshotCache } from '../service/recompute.ts';
import { ServiceError } from '../service/service-error.ts';
import { BadInput } from './bad-input.ts';
import { sentence } from './evaluate-file.ts';
import { ImpactText } from './impact-text.ts';
import { readLibrary } from './read-library.ts';
import type { Terminal } from './terminal.ts';
import { COMMAND_LINE, withDatabase } from './with-database.ts';

export interface ImpactOptions {
  readonly rules?: string;
  readonly rulesets?: string;
  readonly asOf?: string;
  readonly format: 'text' | 'json';
}

/** Who sits at the machine may see all of its own organization. */
const CALLER: Caller = { actor: COMMAND_LINE, reach: wholeOf(LOCAL), scopes: SCOPES };

/** Prints what changes for the products of the database under other rules or on another day. */
export async function impact(options: ImpactOptions, terminal: Terminal): Promise<void> {
  const library = await readLibrary(options.rules ?? terminal.rulesFolder());
  await withDatabase(terminal, true, async ({ store, clock }) => {
    const needs = { library, store, clock, snapshots: new SnapshotCache(library.rulesets) };
    const text = new ImpactText(library, (id) => store.findProduct(CALLER.reach, id));
    for await (const lines of await stepsOf(options, needs)) {
      for (const line of lines) {
        await write(terminal, options.format === 'json' ? `${JSON.stringify(line)}\n` : await text.of(line));
      }
    }
  });
}

async function stepsOf(
  { rulesets, asOf }: ImpactOptions,
  needs: ImpactNeeds,
): Promise<AsyncIterable<readonly ImpactLine[]>> {
  const ids = rulesets?.split(',').map((id) => id.trim());
  try {
    return await impactOf(needs, CALLER, { rulesets: ids, against: { as_of: asOf } });
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
