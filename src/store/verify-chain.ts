import type { AuditFault, AuditLink, AuditVerification } from '../service/ports.ts';
import { faultOfLink } from './audit-chain.ts';
import { auditRows, readAuditLink } from './audit-log.ts';
import type { Sqlite } from './sqlite.ts';

const ROWS_AT_ONCE = 1000;

/** Walks the chain of one organization from its first link up to the first fault. */
export function verifyChain(db: Sqlite, organization: string, anchors: readonly string[]): AuditVerification {
  const anchored: string[] = [];
  let last: AuditLink | undefined;
  let fault: AuditFault | null = null;
  for (const row of rowsOf(db, organization)) {
    const link = readAuditLink(row);
    fault = link === undefined ? { sequence: (last?.sequence ?? 0) + 1, fault: 'unreadable' } : faultOfLink(last, link);
    if (fault !== null || link === undefined) break;
    if (anchors.includes(link.hash)) anchored.push(link.hash);
    last = link;
  }
  const head = last === undefined ? null : { sequence: last.sequence, hash: last.hash };
  return { organization, entries: last?.sequence ?? 0, head, fault, anchored };
}

/** Page by page: a chain grows with every request and need not fit into memory. */
function* rowsOf(db: Sqlite, organization: string): Generator<ReturnType<typeof auditRows>[number]> {
  let after: number | undefined;
  for (;;) {
    const page = auditRows(db, organization, { ...(after === undefined ? {} : { after }), limit: ROWS_AT_ONCE });
    yield* page;
    after = page.at(-1)?.sequence;
    if (after === undefined || page.length < ROWS_AT_ONCE) return;
  }
}
