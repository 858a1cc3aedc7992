import type { Caller } from './access.ts';
import { canonicalJson } from './digest.ts';
import type { AuditAction, AuditTrail, Clock } from './ports.ts';

/** What recording needs. */
export interface RecordNeeds {
  readonly store: AuditTrail;
  readonly clock: Clock;
}

/**
 * Notes in the audit trail that a caller was given something to read. What is read goes out only once this has resolved: there is no
 * access without its trace.
 *
 * @param content - what was given, as plain data; only a salted digest of it is kept
 */
export async function recordAccess(
  needs: RecordNeeds,
  caller: Caller,
  action: AuditAction,
  subject: string,
  content: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { actor, reach } = caller;
  await needs.store.record(reach.organization, [
    { at: needs.clock.now(), actor, action, subject, content: canonicalJson(content) },
  ]);
}
