import { wholeOf } from '../service/access.ts';
import { auditOnWire, readAudit, verifyAudit, type AuditVerdict } from '../service/read-audit.ts';
import type { AuditFault, AuditVerification } from '../service/ports.ts';
import { BadInput } from './bad-input.ts';
import { counted } from './counted.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { COMMAND_LINE, withDatabase } from './with-database.ts';

const ENTRIES_AT_ONCE = 1000;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** What each fault means, as the end of a sentence about an entry. */
const FAULTS: Readonly<Record<AuditFault['fault'], string>> = {
  out_of_sequence: 'stands where another should: one before it was taken out, added or moved',
  not_linked: 'does not follow from the one before it: one of the two was replaced',
  altered: 'was altered: its hash is not that of what it says',
  unreadable: 'cannot be read: it has not the form of an entry',
  missing: 'is missing: the chain was emptied',
};

/** The options of `audit verify`. */
export interface VerifyOptions {
  readonly organization?: string;
  readonly anchor?: readonly string[];
  readonly format: 'text' | 'json';
}

/** Verifies audit chains. @returns 0 when nothing is wrong with them */
export async function verifyAuditCommand(options: VerifyOptions, terminal: Terminal): Promise<number> {
  const { organization, anchor: anchors = [], format } = options;
  const odd = anchors.filter((anchor) => !DIGEST.test(anchor));
  if (odd.length > 0)
    throw new BadInput(`--anchor: "${odd.join('", "')}" is no hash: sha256: and 64 hexadecimal digits.`);
  const verdict = await withDatabase(terminal, true, (needs) => verifyAudit(needs, organization, anchors));
  terminal.stdout.write(format === 'json' ? `${JSON.stringify(verdict, undefined, 2)}\n` : textOf(verdict));
  return verdict.sound ? EXIT.ok : EXIT.badInput;
}

/** Prints the audit trail of an organization, one JSON object a line, up to where it ends when that begins. */
export async function exportAuditCommand(
  { organization }: { readonly organization: string },
  terminal: Terminal,
): Promise<void> {
  const caller = { actor: COMMAND_LINE, reach: wholeOf(organization), scopes: ['admin'] } as const;
  await withDatabase(terminal, true, async (needs) => {
    await insistOn(needs, organization);
    let part: { readonly after: number; readonly until?: number } | null = { after: 0 };
    while (part !== null) {
      const { links, next }: Awaited<ReturnType<typeof readAudit>> = await readAudit(needs, caller, {
        ...part,
        limit: ENTRIES_AT_ONCE,
      });
      terminal.stdout.write(links.map((link) => `${JSON.stringify(auditOnWire(link))}\n`).join(''));
      part = next;
    }
  });
}

/** Prints the hash of the last entry, to be noted elsewhere and handed to `audit verify --anchor` later. */
export async function auditHeadCommand(
  { organization }: { readonly organization: string },
  terminal: Terminal,
): Promise<void> {
  const last = await withDatabase(terminal, true, async (needs) => {
    await insistOn(needs, organization);
    return needs.store.lastEntry(organization);
  });
  terminal.stdout.write(last === undefined ? 'no entries\n' : `${last.hash}\n`);
}

async function insistOn(
  { store }: Parameters<Parameters<typeof withDatabase>[2]>[0],
  organization: string,
): Promise<void> {
  if (!(await store.listChains()).includes(organization))
    throw new BadInput(`There is no organization "${organization}".`);
}

function textOf({ chains, missingAnchors, sound }: AuditVerdict): string {
  const lines = [
    ...chains.map(lineOf),
    ...missingAnchors.map((anchor) => `${anchor} is in no chain any more: entries were cut off or written anew`),
    sound ? 'no fault found' : 'the audit trail was tampered with or damaged',
  ];
  return `${lines.join('\n')}\n`;
}

function lineOf({ organization, entries, head, fault }: AuditVerification): string {
  if (fault !== null) return `${organization}: entry ${fault.sequence} ${FAULTS[fault.fault]}`;
  return `${organization}: ${counted(entries, 'entry', 'entries')}${head === null ? '' : `, ends with ${head.hash}`}`;
}
