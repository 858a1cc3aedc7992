import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { digestOfBytes } from '../../src/service/digest.ts';
import { checkSqlite } from '../../src/store/check-sqlite.ts';
import { readAudit } from '../store/sqlite-under-test.ts';

/** Evaluations that were signed for; each time for two instruments. */
const SIGNED = "SELECT DISTINCT evaluation_id FROM review_entries WHERE kind = 'sign_off'";

/** What was written with a key, and so with a receipt. */
const KEYED = `
  SELECT (SELECT count(*) FROM products WHERE name = 'keyed') + (SELECT count(*) FROM review_entries WHERE
    coalesce(content ->> '$.review.by.name', content ->> '$.risk.owner.name') = 'keyed')
    + (SELECT count(DISTINCT evaluation_id) FROM review_entries WHERE content ->> '$.signOff.by.name' = 'keyed')`;

/** What was acknowledged on one database, a line each as crash-writer.ts says it. */
export class Acknowledged {
  readonly #lines: string[] = [];

  /** Takes what a process said. The last line may be cut; it was then not acknowledged. */
  take(output: string): void {
    const whole = output.slice(0, output.lastIndexOf('\n') + 1);
    this.#lines.push(
      ...whole.split('\n').filter((line) => line !== '' && line !== 'ready' && !line.startsWith('fault')),
    );
  }

  get size(): number {
    return this.#lines.length;
  }

  /** How many there are of each kind. */
  get kinds(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const line of this.#lines) {
      const [kind = ''] = line.split(' ');
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
    return counts;
  }

  /** The lines that a database does not bear out. */
  missingIn(client: Database): readonly string[] {
    const has = lookUps(client);
    return this.#lines.filter((line) => {
      const [kind = '', id = '', more = ''] = line.split(' ');
      return !has(kind, id, more);
    });
  }
}

/** What is wrong with a database in itself: pages, references, chains, and writes of which only a part is there. */
export function faultsIn(client: Database): readonly string[] {
  const { faults } = checkSqlite(client);
  const count = (sql: string): number => z.int().parse(client.prepare(sql).pluck().get());
  const pairs = [
    ['submissions', 'SELECT count(*) FROM submissions', 'SELECT count(*) FROM submission_payloads'],
    ['evaluations', 'SELECT count(*) FROM submissions', 'SELECT count(*) FROM evaluations'],
    ['their entries', 'SELECT count(*) FROM submissions', entriesOf('submission.create')],
    ['entries of products', 'SELECT count(*) FROM products', entriesOf('product.create')],
    ['receipts', 'SELECT count(*) FROM idempotency_receipts', KEYED],
    ['entries of drafts', 'SELECT coalesce(sum(revision), 0) FROM drafts', entriesOf('draft.save')],
    ['entries of reviews', "SELECT count(*) FROM review_entries WHERE kind <> 'sign_off'", entriesOf('review.add')],
    ['entries of sign-offs', `SELECT count(*) FROM (${SIGNED})`, entriesOf('report.sign')],
    ['final reports', `SELECT count(*) FROM (${SIGNED})`, 'SELECT count(DISTINCT evaluation_id) FROM final_reports'],
    [
      'sign-offs',
      "SELECT count(*) FROM review_entries WHERE kind = 'sign_off'",
      `SELECT 2 * count(*) FROM (${SIGNED})`,
    ],
  ] as const;
  const halves = pairs.filter(([, one, other]) => count(one) !== count(other));
  return [...faults, ...halves.map(([what]) => `half written: ${what}`), ...spoiltFinals(client)];
}

const finalBytes = z.array(
  z.object({ evaluation_id: z.string(), format: z.string(), digest: z.string(), content: z.instanceof(Buffer) }),
);

function spoiltFinals(client: Database): readonly string[] {
  const rows = finalBytes.parse(
    client.prepare('SELECT evaluation_id, format, digest, content FROM final_reports').all(),
  );
  return rows
    .filter(({ digest, content }) => digestOfBytes(content) !== digest)
    .map(({ evaluation_id, format }) => `final report ${evaluation_id} ${format}: not the bytes of its digest`);
}

/** Whether the audit chain of one database is how that of another begins. */
export function isBeginningOf(part: Database, whole: Database): boolean {
  const [some, all] = [readAudit(part, 'local'), readAudit(whole, 'local')];
  return some.every(({ hash }, index) => all[index]?.hash === hash);
}

function entriesOf(action: string): string {
  return `SELECT count(*) FROM audit_entries WHERE action = '${action}'`;
}

function lookUps(client: Database): (kind: string, id: string, more: string) => boolean {
  const exists = (sql: string) => {
    const statement = client.prepare(`SELECT EXISTS (${sql})`).pluck();
    return (...values: readonly string[]): boolean => statement.get(...values) === 1;
  };
  const product = exists('SELECT 1 FROM products WHERE id = ?');
  const submission = exists('SELECT 1 FROM submission_payloads WHERE submission_id = ? AND content IS NOT NULL');
  const evaluation = exists('SELECT 1 FROM evaluations WHERE submission_id = ? AND id = ?');
  const draft = exists(
    'SELECT 1 FROM drafts WHERE product_id = ? AND revision >= CAST(? AS integer) AND content IS NOT NULL',
  );
  const receipt = exists('SELECT 1 FROM idempotency_receipts WHERE key = ? AND body IS NOT NULL');
  const review = exists(
    "SELECT 1 FROM review_entries WHERE id = ? AND evaluation_id = ? AND content ->> '$.review.reason' = evaluation_id",
  );
  const risk = exists(
    "SELECT 1 FROM review_entries WHERE id = ? AND product_id = ? AND content ->> '$.risk.reason' = product_id",
  );
  const final = exists('SELECT 1 FROM final_reports WHERE evaluation_id = ? AND digest = ? AND content IS NOT NULL');
  const signed = exists('SELECT 1 FROM final_reports WHERE evaluation_id = ? AND content IS NOT NULL');
  const subjects = new Set(client.prepare('SELECT subject FROM audit_entries').pluck().all());
  return (kind, id, more) => {
    if (!subjects.has(id)) return false;
    switch (kind) {
      case 'product':
        return product(id);
      case 'submission':
        return submission(id) && evaluation(id, more);
      case 'draft':
        return draft(id, more);
      case 'keyed':
        return product(id) && receipt(id);
      case 'review':
        return review(id, more);
      case 'risk':
        return risk(id, more);
      case 'final':
        return final(id, more);
      case 'signed':
        return signed(id);
      case 'entry':
        return true;
      default:
        throw new Error(`nothing is known of ${kind}`);
    }
  };
}
