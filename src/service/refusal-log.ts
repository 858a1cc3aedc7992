import { LOCAL, type Caller } from './access.ts';
import type { Refusal } from './authenticate.ts';
import { canonicalJson } from './digest.ts';
import type { AuditAction, AuditTrail, Clock } from './ports.ts';

const WINDOW_MS = 60_000;

/** Most entries that an organization gets in a window; who knocks more often is counted and no more. */
const MAX_ENTRIES = 30;

interface Window {
  readonly from: number;
  entries: number;
}

/**
 * Notes in the audit trail who was turned away, at most {@link MAX_ENTRIES} times a minute for each organization, so that nobody fills
 * the disk by knocking. How many were left out stands before the next entry. What is not known to be anyone's is noted with the
 * organization of whoever runs the service. A secret never comes here.
 */
export class RefusalLog {
  readonly #trail: AuditTrail;
  readonly #clock: Clock;
  readonly #windows = new Map<string, Window>();
  readonly #leftOut = new Map<string, number>();

  constructor(trail: AuditTrail, clock: Clock) {
    this.#trail = trail;
    this.#clock = clock;
  }

  /** Somebody who is not known, or no longer. */
  noteRefusal({ reason, organization, key }: Refusal, route: string): Promise<void> {
    const subject = key === null ? reason : `${reason}:${key}`;
    return this.#note(organization ?? LOCAL, 'unknown', 'authentication.fail', subject, { route });
  }

  /** Somebody who is known and may not do what they asked for. */
  noteForbidden({ actor, reach }: Caller, scope: string, route: string): Promise<void> {
    return this.#note(reach.organization, actor, 'access.refuse', `${scope}:${route}`, {});
  }

  async #note(
    organization: string,
    actor: string,
    action: AuditAction,
    subject: string,
    content: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    const at = this.#clock.now();
    const leftOut = this.#leftOut.get(organization) ?? 0;
    if (!this.#hasRoom(organization, at.getTime())) {
      this.#leftOut.set(organization, leftOut + 1);
      return;
    }
    this.#leftOut.delete(organization);
    const entry = { at, actor, action, subject, content: canonicalJson(content) };
    const silence = { ...entry, actor: 'unknown', subject: `${leftOut} left out`, content: '{}' };
    await this.#trail.record(organization, leftOut === 0 ? [entry] : [silence, entry]);
  }

  #hasRoom(organization: string, now: number): boolean {
    let window = this.#windows.get(organization);
    if (window === undefined || now - window.from >= WINDOW_MS || now < window.from) {
      window = { from: now, entries: 0 };
      this.#windows.set(organization, window);
    }
    window.entries += 1;
    return window.entries <= MAX_ENTRIES;
  }
}
