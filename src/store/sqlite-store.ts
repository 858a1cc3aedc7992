import type { Database } from 'better-sqlite3';
import { and, asc, desc, eq, getTableColumns, gt, lt, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { reaches, type Reach } from '../service/access.ts';
import type { Digest } from '../service/digest.ts';
import type {
  AuditEntry,
  AuditLink,
  AuditVerification,
  BrandingRecord,
  DraftRecord,
  EvaluationRecord,
  ExpectedDraft,
  ExpectedReview,
  Extent,
  FinalForm,
  FinalReport,
  HoldRecord,
  LatestEvaluation,
  KeyRecord,
  NewSubmission,
  OrganizationRecord,
  Page,
  ProductRecord,
  Receipt,
  ReceiptOwner,
  ReviewEntry,
  SnapshotRecord,
  StagedWrites,
  Store,
  SubmissionRecord,
} from '../service/ports.ts';
import { ServiceError } from '../service/service-error.ts';
import { putBranding, selectBranding } from './branding-table.ts';
import { hasFinal, insertReviews, selectFinal, selectReviews } from './review-table.ts';
import { isContentOf } from './audit-chain.ts';
import { appendAudit, auditedOrganizations, auditRows, lastLink, parseAuditLink } from './audit-log.ts';
import { endDraft, putDraft, selectDraft } from './draft-table.ts';
import { parseEvaluation } from './evaluation-row.ts';
import { countOlder, eraseOlder, eraseProducts, type ErasedProducts } from './erasure.ts';
import { endHold, insertHold, selectHold, selectHolds } from './hold-table.ts';
import { insertSubmission } from './insert-submission.ts';
import {
  countKeys,
  endKey,
  insertOrganization,
  selectKey,
  selectKeyByPrefix,
  selectKeys,
  selectOrganizations,
  updateLastUse,
} from './key-table.ts';
import { keyValues } from './key-row.ts';
import { parseLatest, selectLatest } from './latest-evaluations.ts';
import { openSqlite, type SqliteOptions } from './open-sqlite.ts';
import { parseProduct, productValues } from './product-row.ts';
import { insertReceipt, selectReceipt } from './receipt-table.ts';
import { RehearsedWrites } from './rehearsed-writes.ts';
import {
  apiKeys,
  evaluations,
  heartbeat,
  products,
  rulesetSnapshots,
  submissionPayloads,
  submissions,
} from './schema.sqlite.ts';
import { parseSnapshot, parseVersion } from './snapshot-row.ts';
import type { Sqlite } from './sqlite.ts';
import { storageErrorOf } from './storage-error-of.ts';
import { parseSubmission } from './submission-row.ts';
import { verifyChain } from './verify-chain.ts';
import { productWithin, rowWithin } from './within-reach.ts';
import { WriteQueue, type CommitObserver, type Write, type Writer } from './write-queue.ts';

/** Opens the store in a SQLite file, made and brought up to date as needed. */
export function createSqliteStore(options: SqliteOptions, observe?: CommitObserver): Promise<Store> {
  return promise(() => new SqliteStore(openSqlite(options), observe));
}

/** The store over an open database, which it closes in the end. */
export class SqliteStore implements Store {
  readonly #client: Database;
  readonly #db: Sqlite;
  readonly #queue: WriteQueue;
  readonly #writer: Writer;

  /** @param through - what carries the writes out, where another store has the queue; a queue of its own when left out */
  constructor(
    client: Database,
    observe: CommitObserver = () => undefined,
    through?: { readonly db: Sqlite; readonly queue: WriteQueue; readonly writer: Writer },
  ) {
    this.#client = client;
    this.#db = through?.db ?? drizzle({ client });
    this.#queue = through?.queue ?? new WriteQueue(client, this.#db, observe);
    this.#writer = through?.writer ?? this.#queue;
  }

  addProduct(reach: Reach, product: ProductRecord, audit: readonly AuditEntry[]): Promise<void> {
    return this.#write((tx) => {
      if (!reaches(reach, product)) throw new ServiceError('outside_reach');
      tx.insert(products).values(productValues(reach.organization, product)).run();
      appendAudit(tx, reach.organization, audit);
    });
  }

  findProduct(reach: Reach, id: string): Promise<ProductRecord | undefined> {
    return promise(() => {
      const one = and(productWithin(reach), eq(products.id, id));
      return this.#db.select().from(products).where(one).all().map(parseProduct)[0];
    });
  }

  listProducts(reach: Reach, after: string | null, limit: number): Promise<Page<ProductRecord>> {
    return promise(() => {
      const page = and(productWithin(reach), after === null ? undefined : gt(products.id, after));
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

  findDraft(reach: Reach, productId: string): Promise<DraftRecord | undefined> {
    return promise(() => selectDraft(this.#db, reach, productId));
  }

  saveDraft(
    reach: Reach,
    draft: Omit<DraftRecord, 'revision'>,
    expected: ExpectedDraft,
    audit: readonly AuditEntry[],
  ): Promise<number> {
    return this.#write((tx) => {
      const revision = putDraft(tx, reach, draft, expected);
      appendAudit(tx, reach.organization, audit);
      return revision;
    });
  }

  discardDraft(
    reach: Reach,
    productId: string,
    at: Date,
    expected: ExpectedDraft,
    audit: readonly AuditEntry[],
  ): Promise<void> {
    return this.#write((tx) => {
      endDraft(tx, reach, productId, at, expected);
      appendAudit(tx, reach.organization, audit);
    });
  }

  addSubmission(reach: Reach, submission: NewSubmission, audit: readonly AuditEntry[]): Promise<void> {
    return this.#write((tx) => {
      insertSubmission(tx, reach, submission);
      appendAudit(tx, reach.organization, audit);
    });
  }

  listReviews(reach: Reach, productId: string): Promise<readonly ReviewEntry[]> {
    return promise(() => selectReviews(this.#db, reach, productId));
  }

  addReviews(
    reach: Reach,
    entries: readonly ReviewEntry[],
    finals: readonly FinalReport[],
    expected: ExpectedReview,
    audit: readonly AuditEntry[],
  ): Promise<void> {
    return this.#write((tx) => {
      insertReviews(tx, reach, entries, finals, expected);
      appendAudit(tx, reach.organization, audit);
    });
  }

  findFinalReport(reach: Reach, evaluationId: string, form: FinalForm): Promise<FinalReport | undefined> {
    return promise(() => selectFinal(this.#db, reach, evaluationId, form));
  }

  isFinal(reach: Reach, evaluationId: string): Promise<boolean> {
    return promise(() => hasFinal(this.#db, reach, evaluationId));
  }

  findBranding(organization: string): Promise<BrandingRecord | undefined> {
    return promise(() => selectBranding(this.#db, organization));
  }

  saveBranding(
    organization: string,
    record: Omit<BrandingRecord, 'revision'>,
    expected: number | null,
    audit: readonly AuditEntry[],
  ): Promise<number> {
    return this.#write((tx) => {
      const revision = putBranding(tx, organization, record, expected);
      appendAudit(tx, organization, audit);
      return revision;
    });
  }

  findSubmission(reach: Reach, id: string): Promise<SubmissionRecord | undefined> {
    return promise(() => {
      const itsPayload = and(
        eq(submissionPayloads.organizationId, submissions.organizationId),
        eq(submissionPayloads.submissionId, submissions.id),
      );
      const one = and(rowWithin(reach, submissions), eq(submissions.id, id));
      const rows = this.#db
        .select({ submission: submissions, payload: submissionPayloads })
        .from(submissions)
        .leftJoin(submissionPayloads, itsPayload)
        .where(one)
        .all();
      return rows.map(parseSubmission)[0];
    });
  }

  findEvaluation(reach: Reach, id: string): Promise<EvaluationRecord | undefined> {
    return promise(() => {
      const one = and(rowWithin(reach, evaluations), eq(evaluations.id, id));
      return this.#db.select().from(evaluations).where(one).all().map(parseEvaluation)[0];
    });
  }

  findEvaluationBefore(reach: Reach, productId: string, id: string): Promise<EvaluationRecord | undefined> {
    return promise(() => {
      const earlier = and(rowWithin(reach, evaluations), eq(evaluations.productId, productId), lt(evaluations.id, id));
      const newest = this.#db.select().from(evaluations).where(earlier).orderBy(desc(evaluations.id)).limit(1);
      return newest.all().map(parseEvaluation)[0];
    });
  }

  listEvaluations(
    reach: Reach,
    productId: string,
    after: string | null,
    limit: number,
  ): Promise<Page<EvaluationRecord>> {
    return promise(() => {
      const page = and(
        rowWithin(reach, evaluations),
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
    reach: Reach,
    after: string | null,
    limit: number,
    among: readonly string[] | null,
  ): Promise<Page<LatestEvaluation>> {
    return promise(() => {
      const rows = selectLatest(this.#db, reach, after, limit + 1, among).map(parseLatest);
      const items = rows.slice(0, limit);
      return { items, next: rows.length > limit ? (items.at(-1)?.productId ?? null) : null };
    });
  }

  findSnapshot({ organization }: Reach, digest: Digest): Promise<SnapshotRecord | undefined> {
    return promise(() => {
      const one = and(eq(rulesetSnapshots.organizationId, organization), eq(rulesetSnapshots.digest, digest));
      return this.#db.select().from(rulesetSnapshots).where(one).all().map(parseSnapshot)[0];
    });
  }

  listSnapshots({ organization }: Reach, rulesetId: string): Promise<readonly Omit<SnapshotRecord, 'content'>[]> {
    return promise(() => {
      const { content: _content, organizationId: _organization, ...columns } = getTableColumns(rulesetSnapshots);
      const all = and(eq(rulesetSnapshots.organizationId, organization), eq(rulesetSnapshots.rulesetId, rulesetId));
      const { digest } = rulesetSnapshots;
      return this.#db.select(columns).from(rulesetSnapshots).where(all).orderBy(asc(digest)).all().map(parseVersion);
    });
  }

  addOrganization(organization: OrganizationRecord, audit: readonly AuditEntry[]): Promise<void> {
    return this.#write((tx) => {
      if (!insertOrganization(tx, organization)) throw new ServiceError('organization_exists');
      appendAudit(tx, organization.id, audit);
    });
  }

  findOrganization(id: string): Promise<OrganizationRecord | undefined> {
    return promise(() => selectOrganizations(this.#db, id)[0]);
  }

  listOrganizations(): Promise<readonly OrganizationRecord[]> {
    return promise(() => selectOrganizations(this.#db));
  }

  addKey(key: KeyRecord, audit: readonly AuditEntry[]): Promise<void> {
    return this.#write((tx) => {
      tx.insert(apiKeys).values(keyValues(key)).run();
      appendAudit(tx, key.organizationId, audit);
    });
  }

  findKey(prefix: string): Promise<KeyRecord | undefined> {
    return promise(() => selectKeyByPrefix(this.#db, prefix));
  }

  listKeys(organization: string, after: string | null, limit: number): Promise<Page<KeyRecord>> {
    return promise(() => pageOf(selectKeys(this.#db, organization, after, limit + 1), limit));
  }

  revokeKey(organization: string, id: string, at: Date, audit: readonly AuditEntry[]): Promise<KeyRecord | undefined> {
    return this.#write((tx) => {
      if (endKey(tx, organization, id, at)) appendAudit(tx, organization, audit);
      return selectKey(tx, organization, id);
    });
  }

  touchKey(organization: string, id: string, at: Date): Promise<void> {
    return this.#write((tx) => {
      updateLastUse(tx, organization, id, at);
    });
  }

  surveyKeys(at: Date): Promise<{ readonly any: boolean; readonly usable: boolean }> {
    return promise(() => countKeys(this.#db, at));
  }

  record(organization: string, entries: readonly AuditEntry[]): Promise<void> {
    return this.#write((tx) => {
      appendAudit(tx, organization, entries);
    });
  }

  recordIfChanged(organization: string, entry: AuditEntry): Promise<void> {
    return this.#write((tx) => {
      const last = lastLink(tx, organization, entry.action);
      if (last === undefined || !isContentOf(last, entry.content)) appendAudit(tx, organization, [entry]);
    });
  }

  lastEntry(organization: string): Promise<AuditLink | undefined> {
    return promise(() => lastLink(this.#db, organization));
  }

  listEntries(organization: string, after: number, until: number, limit: number): Promise<readonly AuditLink[]> {
    return promise(() => auditRows(this.#db, organization, { after, until, limit }).map(parseAuditLink));
  }

  listChains(): Promise<readonly string[]> {
    return promise(() => auditedOrganizations(this.#db));
  }

  verifyChain(organization: string, anchors: readonly string[]): Promise<AuditVerification> {
    return promise(() => verifyChain(this.#db, organization, anchors));
  }

  erase(
    organization: string,
    extent: Extent,
    at: Date,
    audit: (erased: ErasedProducts) => readonly AuditEntry[],
  ): Promise<ErasedProducts> {
    return this.#write((tx) => {
      const erased = eraseProducts(tx, organization, extent, at);
      appendAudit(tx, organization, audit(erased));
      this.#queue.emptyLogAfter();
      return erased;
    });
  }

  eraseOlder(
    organization: string,
    before: Date,
    limit: number,
    at: Date,
    audit: (ids: readonly string[]) => readonly AuditEntry[],
  ): Promise<readonly string[]> {
    return this.#write((tx) => {
      const ids = eraseOlder(tx, organization, before, limit, at);
      appendAudit(tx, organization, audit(ids));
      this.#queue.emptyLogAfter();
      return ids;
    });
  }

  countOlder(organization: string, before: Date): Promise<{ readonly due: number; readonly held: number }> {
    return promise(() => countOlder(this.#db, organization, before));
  }

  addHold(organization: string, hold: HoldRecord, audit: readonly AuditEntry[]): Promise<void> {
    return this.#write((tx) => {
      if (hold.kind === 'product') {
        const one = and(eq(products.organizationId, organization), eq(products.id, hold.subject));
        const found = tx.select({ id: products.id }).from(products).where(one).get();
        if (found === undefined) throw new ServiceError('product_not_found');
      }
      insertHold(tx, organization, hold);
      appendAudit(tx, organization, audit);
    });
  }

  listHolds(organization: string, after: string | null, limit: number): Promise<Page<HoldRecord>> {
    return promise(() => pageOf(selectHolds(this.#db, organization, after, limit + 1), limit));
  }

  releaseHold(
    organization: string,
    id: string,
    at: Date,
    audit: readonly AuditEntry[],
  ): Promise<HoldRecord | undefined> {
    return this.#write((tx) => {
      if (endHold(tx, organization, id, at)) appendAudit(tx, organization, audit);
      return selectHold(tx, organization, id);
    });
  }

  stage(): StagedWrites {
    const rehearsed = new RehearsedWrites(this.#queue);
    const through = { db: this.#db, queue: this.#queue, writer: rehearsed };
    return {
      store: new SqliteStore(this.#client, undefined, through),
      commit: (receipt) =>
        rehearsed.carryOut((tx) => {
          insertReceipt(tx, receipt);
        }),
    };
  }

  findReceipt(owner: ReceiptOwner, key: string, at: Date): Promise<Receipt | undefined> {
    return promise(() => selectReceipt(this.#db, owner, key, at));
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
      this.#queue.flush();
      this.#client.close();
    });
  }

  #write<T>(work: Write<T>): Promise<T> {
    return this.#writer.write(work);
  }
}

function pageOf<T extends { readonly id: string }>(oneMore: readonly T[], limit: number): Page<T> {
  const items = oneMore.slice(0, limit);
  return { items, next: oneMore.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** What the driver does at once, as a promise, so that what it throws is a rejection too. */
function promise<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    try {
      resolve(work());
    } catch (error) {
      throw storageErrorOf(error);
    }
  });
}
