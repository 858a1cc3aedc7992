import type { Database } from 'better-sqlite3';
import { and, asc, desc, eq, getTableColumns, gt, lt, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Digest } from '../service/digest.ts';
import type {
  AuditEntry,
  EvaluationRecord,
  LatestEvaluation,
  NewSubmission,
  Page,
  ProductRecord,
  SnapshotRecord,
  Store,
  SubmissionRecord,
} from '../service/ports.ts';
import { appendAudit } from './audit-log.ts';
import { parseEvaluation } from './evaluation-row.ts';
import { insertSubmission } from './insert-submission.ts';
import { parseLatest, selectLatest } from './latest-evaluations.ts';
import { openSqlite, type SqliteOptions } from './open-sqlite.ts';
import { parseProduct, productValues } from './product-row.ts';
import {
  evaluations,
  heartbeat,
  products,
  rulesetSnapshots,
  submissionPayloads,
  submissions,
} from './schema.sqlite.ts';
import { parseSnapshot, parseVersion } from './snapshot-row.ts';
import type { Sqlite } from './sqlite.ts';
import { parseSubmission } from './submission-row.ts';

/** Opens the store in a SQLite file, made and brought up to date as needed. */
export function createSqliteStore(options: SqliteOptions): Promise<Store> {
  return promise(() => new SqliteStore(openSqlite(options)));
}

/** The store over an open database, which it closes in the end. */
export class SqliteStore implements Store {
  readonly #client: Database;
  readonly #db: Sqlite;

  constructor(client: Database) {
    this.#client = client;
    this.#db = drizzle({ client });
  }

  addProduct(organization: string, product: ProductRecord, audit: readonly AuditEntry[]): Promise<void> {
    return this.#write((tx) => {
      tx.insert(products).values(productValues(organization, product)).run();
      appendAudit(tx, organization, audit);
    });
  }

  findProduct(organization: string, id: string): Promise<ProductRecord | undefined> {
    return promise(() => {
      const one = and(eq(products.organizationId, organization), eq(products.id, id));
      return this.#db.select().from(products).where(one).all().map(parseProduct)[0];
    });
  }

  listProducts(organization: string, after: string | null, limit: number): Promise<Page<ProductRecord>> {
    return promise(() => {
      const page = and(eq(products.organizationId, organization), after === null ? undefined : gt(products.id, after));
      const rows = this.#db
        .select()
        .from(products)
        .where(page)
        .orderBy(asc(products.id))
        .limit(limit + 1)
        .all();
      return pageOf(rows.map(parseProduct), limit);
    });
  }

  addSubmission(organization: string, submission: NewSubmission, audit: readonly AuditEntry[]): Promise<void> {
    return this.#write((tx) => {
      insertSubmission(tx, organization, submission);
      appendAudit(tx, organization, audit);
    });
  }

  findSubmission(organization: string, id: string): Promise<SubmissionRecord | undefined> {
    return promise(() => {
      const itsPayload = and(
        eq(submissionPayloads.organizationId, submissions.organizationId),
        eq(submissionPayloads.submissionId, submissions.id),
      );
      const one = and(eq(submissions.organizationId, organization), eq(submissions.id, id));
      const rows = this.#db
        .select({ submission: submissions, payload: submissionPayloads })
        .from(submissions)
        .leftJoin(submissionPayloads, itsPayload)
        .where(one)
        .all();
      return rows.map(parseSubmission)[0];
    });
  }

  findEvaluation(organization: string, id: string): Promise<EvaluationRecord | undefined> {
    return promise(() => {
      const one = and(eq(evaluations.organizationId, organization), eq(evaluations.id, id));
      return this.#db.select().from(evaluations).where(one).all().map(parseEvaluation)[0];
    });
  }

  findEvaluationBefore(organization: string, productId: string, id: string): Promise<EvaluationRecord | undefined> {
    return promise(() => {
      const earlier = and(
        eq(evaluations.organizationId, organization),
        eq(evaluations.productId, productId),
        lt(evaluations.id, id),
      );
      const newest = this.#db.select().from(evaluations).where(earlier).orderBy(desc(evaluations.id)).limit(1);
      return newest.all().map(parseEvaluation)[0];
    });
  }

  listEvaluations(
    organization: string,
    productId: string,
    after: string | null,
    limit: number,
  ): Promise<Page<EvaluationRecord>> {
    return promise(() => {
      const page = and(
        eq(evaluations.organizationId, organization),
        eq(evaluations.productId, productId),
        after === null ? undefined : gt(evaluations.id, after),
      );
      const rows = this.#db
        .select()
        .from(evaluations)
        .where(page)
        .orderBy(asc(evaluations.id))
        .limit(limit + 1)
        .all();
      return pageOf(rows.map(parseEvaluation), limit);
    });
  }

  listLatestEvaluations(
    organization: string,
    after: string | null,
    limit: number,
    among: readonly string[] | null,
  ): Promise<Page<LatestEvaluation>> {
    return promise(() => {
      const rows = selectLatest(this.#db, organization, after, limit + 1, among).map(parseLatest);
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? (items.at(-1)?.productId ?? null) : null };
    });
  }

  findSnapshot(organization: string, digest: Digest): Promise<SnapshotRecord | undefined> {
    return promise(() => {
      const one = and(eq(rulesetSnapshots.organizationId, organization), eq(rulesetSnapshots.digest, digest));
      return this.#db.select().from(rulesetSnapshots).where(one).all().map(parseSnapshot)[0];
    });
  }

  listSnapshots(organization: string, rulesetId: string): Promise<readonly Omit<SnapshotRecord, 'content'>[]> {
    return promise(() => {
      const { content: _content, organizationId: _organization, ...columns } = getTableColumns(rulesetSnapshots);
      const all = and(eq(rulesetSnapshots.organizationId, organization), eq(rulesetSnapshots.rulesetId, rulesetId));
      const { digest } = rulesetSnapshots;
      return this.#db.select(columns).from(rulesetSnapshots).where(all).orderBy(asc(digest)).all().map(parseVersion);
    });
  }

  /** Writes and commits: a transaction that is rolled back would not notice a full disk. */
  isWritable(): Promise<boolean> {
    const beat = { beats: sql`${heartbeat.beats} + 1` };
    return this.#write((tx) => {
      tx.insert(heartbeat).values({ id: 1, beats: 1 }).onConflictDoUpdate({ target: heartbeat.id, set: beat }).run();
    }).then(
      () => true,
      () => false,
    );
  }

  close(): Promise<void> {
    return promise(() => {
      this.#client.close();
    });
  }

  /** Immediate, so that the end of the audit chain that a transaction reads is still the end when it writes. */
  #write(work: (tx: Sqlite) => void): Promise<void> {
    return promise(() => {
      this.#db.transaction(work, { behavior: 'immediate' });
    });
  }
}

function pageOf<T extends { readonly id: string }>(oneMore: readonly T[], limit: number): Page<T> {
  const items = oneMore.slice(0, limit);
  return { items, next: oneMore.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** What the driver does at once, as a promise, so that what it throws is a rejection too. */
function promise<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work());
  });
}
