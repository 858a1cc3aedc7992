import { sql } from 'drizzle-orm';
import {
  blob,
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
} from 'drizzle-orm/sqlite-core';

// A change here is followed by `npm run db:generate`; read the SQL that it writes before it is kept.
//
// Times are text, ISO 8601 in UTC with milliseconds: whoever opens the file reads them, they sort as they happened, the audit chain
// takes its digest of that very text, and PostgreSQL keeps the same. JSON is text too: its canonical bytes are what digests are of.
// Nothing but receipts is ever deleted, so no key cascades.

const organization = { organizationId: text('organization_id').notNull().default('local') };

export const organizations = sqliteTable('organizations', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: text('created_at').notNull(),
});

/** Only the end and the last use of a key ever change. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    organizationId: text('organization_id').notNull(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    prefix: text('prefix').notNull(),
    hash: text('hash').notNull(),
    scopes: text('scopes').notNull(),
    clients: text('clients'),
    matters: text('matters'),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at'),
    revokedAt: text('revoked_at'),
    lastUsedAt: text('last_used_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    unique('api_keys_prefix').on(table.prefix),
    foreignKey({
      name: 'api_keys_organization',
      columns: [table.organizationId],
      foreignColumns: [organizations.id],
    }).onDelete('restrict'),
  ],
);

export const products = sqliteTable(
  'products',
  {
    ...organization,
    id: text('id').notNull(),
    name: text('name').notNull(),
    client: text('client'),
    matter: text('matter'),
    createdAt: text('created_at').notNull(),
    /** Set once the names were erased; they are then those of a tombstone. */
    erasedAt: text('erased_at'),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

/** The answers in the making of a product. The content goes when they are submitted or discarded; the row stays, and counts on. */
export const drafts = sqliteTable(
  'drafts',
  {
    ...organization,
    productId: text('product_id').notNull(),
    revision: integer('revision').notNull(),
    content: text('content'),
    updatedAt: text('updated_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.productId] }),
    foreignKey({
      name: 'drafts_product',
      columns: [table.organizationId, table.productId],
      foreignColumns: [products.organizationId, products.id],
    }).onDelete('restrict'),
  ],
);

export const submissions = sqliteTable(
  'submissions',
  {
    ...organization,
    id: text('id').notNull(),
    productId: text('product_id').notNull(),
    answersDigest: text('answers_digest').notNull(),
    answeredOn: text('answered_on'),
    targetLaunch: text('target_launch'),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    // What evaluations refer to, so that an evaluation and its submission are always of the same product.
    unique('submissions_of_product').on(table.organizationId, table.productId, table.id),
    foreignKey({
      name: 'submissions_product',
      columns: [table.organizationId, table.productId],
      foreignColumns: [products.organizationId, products.id],
    }).onDelete('restrict'),
  ],
);

/** What erasure takes away: the content goes, the row stays as its tombstone. */
export const submissionPayloads = sqliteTable(
  'submission_payloads',
  {
    ...organization,
    submissionId: text('submission_id').notNull(),
    content: text('content'),
    erasedAt: text('erased_at'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.submissionId] }),
    check(
      'submission_payloads_content_or_tombstone',
      sql`(${table.content} IS NULL) = (${table.erasedAt} IS NOT NULL)`,
    ),
    foreignKey({
      name: 'submission_payloads_submission',
      columns: [table.organizationId, table.submissionId],
      foreignColumns: [submissions.organizationId, submissions.id],
    }).onDelete('restrict'),
  ],
);

export const evaluations = sqliteTable(
  'evaluations',
  {
    ...organization,
    id: text('id').notNull(),
    submissionId: text('submission_id').notNull(),
    productId: text('product_id').notNull(),
    asOf: text('as_of').notNull(),
    engine: text('engine').notNull(),
    semantics: integer('semantics').notNull(),
    gate: text('gate').notNull(),
    rulesets: text('rulesets').notNull(),
    resultDigest: text('result_digest').notNull(),
    createdAt: text('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index('evaluations_of_product').on(table.organizationId, table.productId, table.id),
    foreignKey({
      name: 'evaluations_submission',
      columns: [table.organizationId, table.productId, table.submissionId],
      foreignColumns: [submissions.organizationId, submissions.productId, submissions.id],
    }).onDelete('restrict'),
  ],
);

export const rulesetSnapshots = sqliteTable(
  'ruleset_snapshots',
  {
    ...organization,
    digest: text('digest').notNull(),
    rulesetId: text('ruleset_id').notNull(),
    version: text('version').notNull(),
    content: text('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.digest] })],
);

/** What counsel said, and the risks that were accepted. Nothing is changed but that erasure takes the content. */
export const reviewEntries = sqliteTable(
  'review_entries',
  {
    ...organization,
    id: text('id').notNull(),
    productId: text('product_id').notNull(),
    evaluationId: text('evaluation_id'),
    kind: text('kind').notNull(),
    subject: text('subject').notNull(),
    at: text('at').notNull(),
    content: text('content'),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.id] }),
    index('review_entries_of_product').on(table.organizationId, table.productId, table.id),
    foreignKey({
      name: 'review_entries_product',
      columns: [table.organizationId, table.productId],
      foreignColumns: [products.organizationId, products.id],
    }).onDelete('restrict'),
  ],
);

/** Reports as they were signed for. Erasure takes the bytes; the digest stays. */
export const finalReports = sqliteTable(
  'final_reports',
  {
    ...organization,
    evaluationId: text('evaluation_id').notNull(),
    productId: text('product_id').notNull(),
    format: text('format').notNull(),
    locale: text('locale').notNull(),
    layout: text('layout').notNull(),
    template: text('template').notNull(),
    contentType: text('content_type').notNull(),
    fileName: text('file_name').notNull(),
    digest: text('digest').notNull(),
    createdAt: text('created_at').notNull(),
    content: blob('content', { mode: 'buffer' }),
  },
  (table) => [
    primaryKey({
      columns: [table.organizationId, table.evaluationId, table.format, table.locale, table.layout, table.template],
    }),
    foreignKey({
      name: 'final_reports_product',
      columns: [table.organizationId, table.productId],
      foreignColumns: [products.organizationId, products.id],
    }).onDelete('restrict'),
  ],
);

/** How the papers of an organization look. */
export const branding = sqliteTable(
  'branding',
  {
    organizationId: text('organization_id').notNull(),
    revision: integer('revision').notNull(),
    updatedAt: text('updated_at').notNull(),
    content: text('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId] })],
);

/** A hash chain for each organization; audit-chain.ts says what each column holds. */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    ...organization,
    sequence: integer('sequence').notNull(),
    at: text('at').notNull(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    contentDigest: text('content_digest').notNull(),
    salt: text('salt'),
    previousHash: text('previous_hash'),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.sequence] })],
);

/** What must not be erased: the products of a client, those of a matter, or one. Only the end of a hold ever changes. */
export const legalHolds = sqliteTable(
  'legal_holds',
  {
    organizationId: text('organization_id').notNull(),
    id: text('id').notNull(),
    kind: text('kind').notNull(),
    /** The name of the client or matter as products name it, or the id of the product. */
    subject: text('subject').notNull(),
    reason: text('reason').notNull(),
    createdAt: text('created_at').notNull(),
    releasedAt: text('released_at'),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.id] })],
);

/** What requests with an idempotency key were answered, so that a repeat is answered the same. They are deleted when their time is over. */
export const receipts = sqliteTable(
  'idempotency_receipts',
  {
    organizationId: text('organization_id').notNull(),
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    fingerprint: text('fingerprint').notNull(),
    status: integer('status').notNull(),
    headers: text('headers').notNull(),
    /** Compressed; null where the answer is not to be given again. */
    body: blob('body', { mode: 'buffer' }),
    createdAt: text('created_at').notNull(),
    expiresAt: text('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.actor, table.key] }),
    index('idempotency_receipts_by_expiry').on(table.expiresAt),
  ],
);

/** One row that is written to find out whether writing works. It belongs to no organization. */
export const heartbeat = sqliteTable('heartbeat', {
  id: integer('id').primaryKey(),
  beats: integer('beats').notNull(),
});
