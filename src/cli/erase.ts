import { holdOnWire } from '../http/on-wire.ts';
import { erase, retain } from '../service/erase.ts';
import { addHold, releaseHold } from '../service/hold.ts';
import { EXTENT_KINDS, type Extent, type HoldRecord } from '../service/ports.ts';
import { ServiceError } from '../service/service-error.ts';
import { BadInput } from './bad-input.ts';
import { counted } from './counted.ts';
import type { Terminal } from './terminal.ts';
import { COMMAND_LINE, withDatabase } from './with-database.ts';

const HOLDS_AT_ONCE = 200;
const MAX_DAYS = 36_500;

/** The options that name what is erased or held. */
export interface ExtentOptions {
  readonly organization: string;
  readonly client?: string;
  readonly matter?: string;
  readonly product?: string;
}

/** Takes the data of a client, a matter or a product away for good. */
export async function eraseCommand(options: ExtentOptions, terminal: Terminal): Promise<void> {
  const extent = extentOf(options);
  const { products, submissions } = await withDatabase(terminal, true, (needs) =>
    erase(needs, options.organization, COMMAND_LINE, extent),
  );
  terminal.stdout.write(
    `erased ${counted(products, 'product', 'products')} and the answers of ${counted(submissions, 'submission', 'submissions')}\n`,
  );
}

/** Takes the answers of old submissions away, or counts them. */
export async function retentionCommand(
  options: { readonly organization: string; readonly olderThan: string; readonly dryRun?: true },
  terminal: Terminal,
): Promise<void> {
  const { organization, olderThan, dryRun = false } = options;
  const days = Number(olderThan);
  if (!/^\d{1,5}$/.test(olderThan) || days > MAX_DAYS)
    throw new BadInput(`--older-than: "${olderThan}" is no number of days from 0 to ${MAX_DAYS}.`);
  const { erased, held } = await withDatabase(terminal, true, (needs) =>
    retain(needs, organization, COMMAND_LINE, days, dryRun),
  );
  const verb = dryRun ? 'would erase' : 'erased';
  terminal.stdout.write(
    `${verb} the answers of ${counted(erased, 'submission', 'submissions')}; ${held} more under a legal hold\n`,
  );
}

/** Puts a hold on a client, a matter or a product. */
export async function addHoldCommand(
  options: ExtentOptions & { readonly reason: string },
  terminal: Terminal,
): Promise<void> {
  const extent = extentOf(options);
  if (options.reason.trim() === '') throw new BadInput('--reason: a text that is not blank.');
  const made = await withDatabase(terminal, true, (needs) =>
    addHold(needs, options.organization, COMMAND_LINE, extent, options.reason),
  );
  terminal.stdout.write(`${made.id}\n`);
}

/** Ends a hold. */
export async function releaseHoldCommand(
  id: string,
  { organization }: { readonly organization: string },
  terminal: Terminal,
): Promise<void> {
  const released = await withDatabase(terminal, true, (needs) => releaseHold(needs, organization, COMMAND_LINE, id));
  terminal.stdout.write(`released ${released.id}\n`);
}

/** Prints the holds of an organization, one a line. */
export async function listHoldsCommand(
  { organization, format }: { readonly organization: string; readonly format: 'text' | 'json' },
  terminal: Terminal,
): Promise<void> {
  const holds = await withDatabase(terminal, true, async ({ store }) => {
    if ((await store.findOrganization(organization)) === undefined) throw new ServiceError('organization_not_found');
    const all: HoldRecord[] = [];
    let after: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof store.listHolds>> = await store.listHolds(
        organization,
        after,
        HOLDS_AT_ONCE,
      );
      all.push(...page.items);
      after = page.next;
    } while (after !== null);
    return all;
  });
  const lines = holds.length === 0 ? ['no holds'] : holds.map(lineOf);
  const text = format === 'json' ? JSON.stringify(holds.map(holdOnWire), undefined, 2) : lines.join('\n');
  terminal.stdout.write(`${text}\n`);
}

function extentOf(options: ExtentOptions): Extent {
  const given = EXTENT_KINDS.flatMap((kind) => {
    const subject = options[kind];
    return subject === undefined ? [] : [{ kind, subject }];
  });
  const [extent] = given;
  if (extent === undefined || given.length > 1)
    throw new BadInput('One of --client, --matter and --product says what, and only one.');
  if (extent.subject.trim() === '') throw new BadInput(`--${extent.kind}: a text that is not blank.`);
  return extent;
}

function lineOf({ id, kind, subject, reason, createdAt, releasedAt }: HoldRecord): string {
  const state = releasedAt === null ? 'in force' : `released ${releasedAt.toISOString()}`;
  return [id, createdAt.toISOString(), `${kind} ${JSON.stringify(subject)}`, JSON.stringify(reason), state].join('  ');
}
