import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { checkSqlite } from '../../src/store/check-sqlite.ts';
import { readAudit } from '../store/sqlite-under-test.ts';

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
    ['receipts', 'SELECT count(*) FROM idempotency_receipts', "SELECT count(*) FROM products WHERE name = 'keyed'"],
    ['entries of drafts', 'SELECT coalesce(sum(revision), 0) FROM drafts', entriesOf('draft.save')],
  ] as const;
  const halves = pairs.filter(([, one, other]) => count(one) !== count(other));
  return [...faults, ...halves.map(([what]) => `half written: ${what}`)];
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
      case 'entry':
        return true;
      default:
        throw new Error(`nothing is known of ${kind}`);
    }
  };
}
