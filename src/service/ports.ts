import type { CalendarDate } from '../core/base/calendar-date.ts';
import type { Verdict, Gate } from '../core/evaluation/evaluation.ts';
import type { Brand } from '../core/report/document/paper-document.ts';
import type { AcceptedRisk, FindingReview, Signatory, SignOff } from '../core/report/paper.ts';
import type { AnswerValue } from '../core/questionnaire/answers.ts';
import type { Reach, Scope } from './access.ts';
import type { Digest } from './digest.ts';

/** Tells the time; injected, so that everything else is a function of its arguments. */
export interface Clock {
  now(): Date;
}

/** Makes ids: UUIDs of version 7, which sort by the time they were made. */
export interface Ids {
  next(): string;
}

/** Something an organization has assessed. */
export interface ProductRecord {
  readonly id: string;
  readonly name: string;
  /** The law firm's client it belongs to, as the firm names it. */
  readonly client: string | null;
  /** The firm's matter reference. */
  readonly matter: string | null;
  readonly createdAt: Date;
}

/** Who answered the questions. */
export interface Respondent {
  readonly name: string;
  readonly role: string;
}

/** A free reference that attestations name, described further. */
export interface EvidenceRecord {
  readonly ref: string;
  readonly title: string | null;
  readonly link: string | null;
  readonly sha256: string | null;
}

/** Answers in the making, of which a product has at most one set; unlike a submission it changes. */
export interface DraftRecord {
  readonly productId: string;
  /** 1 when first kept, then one more each time it is kept or ends; never the same again, so that it tells one state from every other. */
  readonly revision: number;
  readonly updatedAt: Date;
  readonly content: DraftContent;
}

/** What a draft holds: what a submission may say, as far as it is known. */
export interface DraftContent extends SubmissionPayload {
  /** Ids of the rulesets to evaluate; `null` for all of them. */
  readonly rulesets: readonly string[] | null;
  readonly answeredOn: CalendarDate | null;
  readonly targetLaunch: CalendarDate | null;
}

/** Which state of a draft a change is meant for: none at all, one revision, or whichever there is. */
export type ExpectedDraft = 'none' | 'any' | { readonly revisions: readonly number[] };

/** What a submission says, kept apart from the rest so that it can be erased without touching anything else. */
export interface SubmissionPayload {
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly evidence: readonly EvidenceRecord[];
  readonly answeredBy: Respondent | null;
  /** The version of the product that was looked at, as it is called there. */
  readonly productVersion: string | null;
}

/** An immutable set of answers for a product. */
export interface SubmissionRecord {
  readonly id: string;
  readonly productId: string;
  readonly answersDigest: Digest;
  readonly answeredOn: CalendarDate | null;
  readonly targetLaunch: CalendarDate | null;
  readonly createdAt: Date;
  /** `null` once the answers were erased. */
  readonly payload: SubmissionPayload | null;
}

/** What is kept of the result of one ruleset. */
interface StoredRulesetResult {
  readonly id: string;
  readonly version: string;
  readonly digest: Digest;
  readonly verdict: Verdict;
  /** Rule, status, cause, applicability, in the order of the ruleset. */
  readonly statuses: readonly StatusEntry[];
}

/** What is kept of one finding: rule, status, cause (or null), applicability. */
export type StatusEntry = readonly [rule: string, status: string, because: string | null, applicability: string];

/** A submission judged on a day. Findings are not kept: they are recomputed, and the digest proves that they are the same. */
export interface EvaluationRecord {
  readonly id: string;
  readonly submissionId: string;
  readonly productId: string;
  readonly asOf: CalendarDate;
  readonly engine: string;
  readonly semantics: number;
  readonly gate: Gate;
  readonly rulesets: readonly StoredRulesetResult[];
  readonly resultDigest: Digest;
  readonly createdAt: Date;
}

/** A ruleset version that an evaluation used, as canonical JSON. */
export interface SnapshotRecord {
  readonly digest: Digest;
  readonly rulesetId: string;
  readonly version: string;
  readonly content: string;
}

/** The evaluation of a product that was stored last, as far as it takes part when the product is judged again. */
export interface LatestEvaluation {
  readonly productId: string;
  readonly evaluationId: string;
  readonly asOf: CalendarDate;
  readonly gate: Gate;
  readonly rulesets: readonly Pick<StoredRulesetResult, 'id' | 'digest' | 'verdict'>[];
  /** The answers by fact id; `null` once they were erased. */
  readonly answers: readonly (readonly [fact: string, answer: AnswerValue])[] | null;
}

/** What counsel says something of: a finding, an answer that sets duties aside, a risk, or an instrument as a whole. */
export const REVIEW_KINDS = ['finding', 'set_aside', 'accepted_risk', 'sign_off'] as const;

/** The kind of what was said. */
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/** What was said, by kind; `withdrawn` takes back what was said before. */
export type ReviewContent =
  | { readonly kind: 'finding'; readonly review: Omit<FindingReview, 'rule' | 'on'> }
  | { readonly kind: 'set_aside'; readonly by: Signatory }
  | { readonly kind: 'accepted_risk'; readonly risk: Omit<AcceptedRisk, 'rule'> }
  | { readonly kind: 'sign_off'; readonly signOff: Omit<SignOff, 'ruleset' | 'on'>; readonly privileged: boolean }
  | { readonly kind: 'withdrawn' };

/** One thing that was said. What is said later of the same subject counts; nothing that was said is changed. */
export interface ReviewEntry {
  readonly id: string;
  readonly productId: string;
  /** `null` for what is said of the product, whichever evaluation it is read with. */
  readonly evaluationId: string | null;
  readonly kind: ReviewKind;
  /** A rule, a fact or a ruleset. */
  readonly subject: string;
  readonly at: Date;
  /** `null` once it was erased. */
  readonly content: ReviewContent | null;
}

/** What must still be the last thing said, of one subject or of an evaluation, for something to be added. */
export interface ExpectedReview {
  readonly of: 'subject' | 'evaluation';
  /** The id of an entry; `null` when nothing was said. */
  readonly last: string | null;
}

/** How a report that is final looks. */
export interface FinalForm {
  readonly format: string;
  readonly locale: string;
  readonly layout: string;
  readonly template: string;
}

/** A report that was signed for by all, as the bytes it was signed as. */
export interface FinalReport extends FinalForm {
  readonly evaluationId: string;
  readonly productId: string;
  readonly contentType: string;
  readonly fileName: string;
  readonly digest: Digest;
  readonly createdAt: Date;
  /** `null` once it was erased. */
  readonly content: Uint8Array | null;
}

/** How an organization's papers look and what they say of it. */
export interface BrandingRecord {
  readonly revision: number;
  readonly updatedAt: Date;
  readonly brand: Brand;
  readonly preparedBy: string | null;
  readonly disclaimer: string;
}

/** What the audit trail keeps an account of. */
export type AuditAction =
  | 'product.create'
  | 'draft.save'
  | 'draft.read'
  | 'draft.discard'
  | 'review.add'
  | 'review.read'
  | 'report.sign'
  | 'branding.change'
  | 'submission.create'
  | 'submission.read'
  | 'evaluation.read'
  | 'evaluation.verify'
  | 'evaluation.compare'
  | 'evaluation.explain'
  | 'report.read'
  | 'impact.read'
  | 'product.erase'
  | 'submission.erase'
  | 'hold.create'
  | 'hold.release'
  | 'database.backup'
  | 'database.restore'
  | 'organization.create'
  | 'key.create'
  | 'key.revoke'
  | 'settings.change'
  | 'audit.export'
  | 'authentication.fail'
  | 'access.refuse';

/** Who did what to what. The store adds its place in the chain. Never a name: the subject is an id, its content a salted digest. */
export interface AuditEntry {
  readonly at: Date;
  /** `key:` and the id of a key, `oidc:` and the digest of a subject, or a word for who needs neither. */
  readonly actor: string;
  readonly action: AuditAction;
  readonly subject: string;
  /** What was written or read, as canonical JSON; only a salted digest of it is kept. */
  readonly content: string;
}

/** One link of an organization's audit chain, as it is stored. */
export interface AuditLink {
  readonly organizationId: string;
  /** 1 for the first, then one more each: a link that was taken out leaves a gap. */
  readonly sequence: number;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  /** The digest of salt and content, so that equal contents do not show. */
  readonly contentDigest: Digest;
  /** `null` once it was erased with what it hides; the hash does not cover it, so the chain stays whole. */
  readonly salt: string | null;
  /** The hash of the link before it; `null` in the first. */
  readonly previousHash: Digest | null;
  /** The digest of all the rest but the salt. */
  readonly hash: Digest;
}

/** Where a chain is first seen to be broken. */
export interface AuditFault {
  readonly sequence: number;
  readonly fault: 'out_of_sequence' | 'not_linked' | 'altered' | 'unreadable' | 'missing';
}

/** What verifying the chain of one organization came to. */
export interface AuditVerification {
  readonly organization: string;
  /** How many links are whole, from the first on. */
  readonly entries: number;
  /** The last of them; `null` when there is none. */
  readonly head: Pick<AuditLink, 'sequence' | 'hash'> | null;
  readonly fault: AuditFault | null;
  /** Which of the hashes asked for are among the whole links. */
  readonly anchored: readonly string[];
}

/** What reading a whole database came to. */
export interface DatabaseCheck {
  /** What is wrong, a sentence each; empty when nothing is. */
  readonly faults: readonly string[];
  readonly chains: readonly AuditVerification[];
  /** How many rows there are, by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** A copy of a database that was read through. */
export interface Backup extends DatabaseCheck {
  readonly digest: Digest;
  readonly bytes: number;
}

/** A tenant. */
export interface OrganizationRecord {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
}

/** A key as it is stored: its secret is not. */
export interface KeyRecord {
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  /** What it is looked up by; unlike the secret it may be shown. */
  readonly prefix: string;
  /** The digest of the whole key as it is sent. */
  readonly hash: Digest;
  readonly scopes: readonly Scope[];
  /** What it is narrowed to, as in {@link Reach}. */
  readonly clients: readonly string[] | null;
  readonly matters: readonly string[] | null;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

/** One page of a list, and where the next begins. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The id after which the next page begins; `null` when this is the last. */
  readonly next: string | null;
}

/** What is written when a submission comes in: all of it or nothing. */
export interface NewSubmission {
  /** A product made with the submission, or `null` when it exists. */
  readonly product: ProductRecord | null;
  readonly submission: SubmissionRecord & { readonly payload: SubmissionPayload };
  readonly evaluation: EvaluationRecord;
  readonly snapshots: readonly SnapshotRecord[];
  /** The state of the draft that it was made of and that ends with it; `null` when it was made of none. */
  readonly draft: ExpectedDraft | null;
}

/**
 * Keeps what was submitted. Methods are coarse: each is one transaction with its audit entries in it, and a promise that resolves
 * means that the bytes are on disk; it is refused with a StorageError while they cannot be brought there. Every method takes first how
 * far the caller reaches; nothing beyond is ever found or written, be it of another organization or on the other side of a wall inside
 * one.
 */
export interface Store extends AccessStore, AuditTrail, ReceiptStore, ErasureStore {
  /** @throws ServiceError `outside_reach` */
  addProduct(reach: Reach, product: ProductRecord, audit: readonly AuditEntry[]): Promise<void>;
  findProduct(reach: Reach, id: string): Promise<ProductRecord | undefined>;
  /** Products by id, which is the order in which they were made. */
  listProducts(reach: Reach, after: string | null, limit: number): Promise<Page<ProductRecord>>;
  /**
   * @throws ServiceError `outside_reach` when it brings a product that is, `product_not_found` when it names one that is;
   * `draft_not_found` or `precondition_failed` when it was made of a draft that is no longer as it was
   * @throws Error when the product does not exist: the use case has looked before
   */
  addSubmission(reach: Reach, submission: NewSubmission, audit: readonly AuditEntry[]): Promise<void>;
  findDraft(reach: Reach, productId: string): Promise<DraftRecord | undefined>;
  /**
   * Keeps the draft of a product in the place of the one there is.
   *
   * @returns its revision
   * @throws ServiceError `product_not_found`, or `precondition_failed` when the draft is not as expected
   */
  saveDraft(
    reach: Reach,
    draft: Omit<DraftRecord, 'revision'>,
    expected: ExpectedDraft,
    audit: readonly AuditEntry[],
  ): Promise<number>;
  /** @throws ServiceError `draft_not_found`, or `precondition_failed` when the draft is not as expected */
  discardDraft(
    reach: Reach,
    productId: string,
    at: Date,
    expected: ExpectedDraft,
    audit: readonly AuditEntry[],
  ): Promise<void>;
  /** Everything said of a product and its evaluations, in the order in which it was said. */
  listReviews(reach: Reach, productId: string): Promise<readonly ReviewEntry[]>;
  /**
   * Adds what was said and, with what makes a report final, its bytes: all of it or nothing.
   *
   * @throws ServiceError `product_not_found`, `precondition_failed` when something was said in between, `evaluation_final` when the
   * evaluation has a final report
   */
  addReviews(
    reach: Reach,
    entries: readonly ReviewEntry[],
    finals: readonly FinalReport[],
    expected: ExpectedReview,
    audit: readonly AuditEntry[],
  ): Promise<void>;
  findFinalReport(reach: Reach, evaluationId: string, form: FinalForm): Promise<FinalReport | undefined>;
  /** Whether an evaluation has a final report. */
  isFinal(reach: Reach, evaluationId: string): Promise<boolean>;
  findBranding(organization: string): Promise<BrandingRecord | undefined>;
  /** @returns its revision. @throws ServiceError `precondition_failed` when it is not as expected; `null` is for none */
  saveBranding(
    organization: string,
    branding: Omit<BrandingRecord, 'revision'>,
    expected: number | null,
    audit: readonly AuditEntry[],
  ): Promise<number>;
  findSubmission(reach: Reach, id: string): Promise<SubmissionRecord | undefined>;
  findEvaluation(reach: Reach, id: string): Promise<EvaluationRecord | undefined>;
  /** The newest evaluation of a product that was made before another one; ids sort by the time they were made. */
  findEvaluationBefore(reach: Reach, productId: string, id: string): Promise<EvaluationRecord | undefined>;
  /** Evaluations of a product by id, oldest first. */
  listEvaluations(
    reach: Reach,
    productId: string,
    after: string | null,
    limit: number,
  ): Promise<Page<EvaluationRecord>>;
  /**
   * The latest evaluation of every product within reach that has one, by product id.
   *
   * @param among - only these products; all of them when `null`
   */
  listLatestEvaluations(
    reach: Reach,
    after: string | null,
    limit: number,
    among: readonly string[] | null,
  ): Promise<Page<LatestEvaluation>>;
  /** Rulesets are of the whole organization: no wall stands around them. */
  findSnapshot(reach: Reach, digest: Digest): Promise<SnapshotRecord | undefined>;
  /** The versions of a ruleset that are stored, by digest, without their content; no wall stands around them either. */
  listSnapshots(reach: Reach, rulesetId: string): Promise<readonly Omit<SnapshotRecord, 'content'>[]>;
  /** Whether the store can be written to now. */
  isWritable(): Promise<boolean>;
  close(): Promise<void>;
}

/** Whose receipts: a key that one caller sends says nothing of the same key from another. */
export interface ReceiptOwner {
  readonly organization: string;
  readonly actor: string;
}

/** What a request with an idempotency key was answered, kept for a time so that a repeat is answered the same. */
export interface Receipt extends ReceiptOwner {
  readonly key: string;
  /** Of what was asked for, so that another request with the same key shows. */
  readonly fingerprint: Digest;
  readonly status: number;
  /** Headers that go out with it again, by their name in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** `null` where the answer is not to be given again. */
  readonly body: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Writes that are held back until it is known what they are answered with. */
export interface StagedWrites {
  /** The store, but for its writes: each returns or throws what it would, and is then held back. */
  readonly store: Store;
  /**
   * Carries out what was held back, with the receipt, or nothing of it.
   *
   * @throws ServiceError `concurrent_change` when something else was written meanwhile that one of the writes depends on,
   * `idempotency_key_in_use` when there is a receipt already, or whatever one of the writes throws
   */
  commit(receipt: Receipt): Promise<void>;
}

/** Keeps receipts. */
interface ReceiptStore {
  stage(): StagedWrites;
  /** The receipt that a caller has for a key, unless its time is over. */
  findReceipt(owner: ReceiptOwner, key: string, at: Date): Promise<Receipt | undefined>;
}

/** By what data is erased or held. */
export const EXTENT_KINDS = ['client', 'matter', 'product'] as const;

/** Which data: that of a client or a matter, by the name that products give it, or of one product by its id. */
export interface Extent {
  readonly kind: (typeof EXTENT_KINDS)[number];
  readonly subject: string;
}

/** A legal hold: what must not be erased, and why. */
export interface HoldRecord extends Extent {
  readonly id: string;
  readonly reason: string;
  readonly createdAt: Date;
  /** `null` while it is in force. */
  readonly releasedAt: Date | null;
}

/** Takes data away for good, and holds it. It is of whole organizations: a caller with a wall around has no business here. */
interface ErasureStore {
  /**
   * Erases names, answers and drafts in one transaction. Nothing of them is left in the file or its log once this has resolved, unless
   * another process reads from the log just then; it is gone with the next write after that.
   *
   * @param audit - the entries, made of what was erased: each product with the ids of its submissions that still had answers
   * @throws ServiceError `product_not_found`, `nothing_to_erase` or `legal_hold`
   */
  erase(
    organization: string,
    extent: Extent,
    at: Date,
    audit: (
      erased: readonly { readonly id: string; readonly submissions: readonly string[] }[],
    ) => readonly AuditEntry[],
  ): Promise<readonly { readonly id: string; readonly submissions: readonly string[] }[]>;
  /**
   * Erases the answers of some submissions made before a time, the oldest first, but for those under a hold.
   *
   * @returns their ids; fewer than the limit when none is left
   */
  eraseOlder(
    organization: string,
    before: Date,
    limit: number,
    at: Date,
    audit: (ids: readonly string[]) => readonly AuditEntry[],
  ): Promise<readonly string[]>;
  /** How many submissions made before a time have answers that may be erased, and how many have some that are held. */
  countOlder(organization: string, before: Date): Promise<{ readonly due: number; readonly held: number }>;
  /** @throws ServiceError `product_not_found` */
  addHold(organization: string, hold: HoldRecord, audit: readonly AuditEntry[]): Promise<void>;
  /** Holds of an organization by id, oldest first, released ones too. */
  listHolds(organization: string, after: string | null, limit: number): Promise<Page<HoldRecord>>;
  /**
   * Ends a hold. One that has ended stays as it is, and nothing is noted of it.
   *
   * @returns the hold as it is then; `undefined` when the organization has none with the id
   */
  releaseHold(
    organization: string,
    id: string,
    at: Date,
    audit: readonly AuditEntry[],
  ): Promise<HoldRecord | undefined>;
}

/** Keeps who may come in. What it holds is of whole organizations: a caller with a wall around has no business here. */
interface AccessStore {
  /** @throws ServiceError `organization_exists` */
  addOrganization(organization: OrganizationRecord, audit: readonly AuditEntry[]): Promise<void>;
  findOrganization(id: string): Promise<OrganizationRecord | undefined>;
  /** All of them, by id. */
  listOrganizations(): Promise<readonly OrganizationRecord[]>;
  addKey(key: KeyRecord, audit: readonly AuditEntry[]): Promise<void>;
  /** The one query that names no organization: a key is what tells it. */
  findKey(prefix: string): Promise<KeyRecord | undefined>;
  /** Keys of an organization by id, oldest first. */
  listKeys(organization: string, after: string | null, limit: number): Promise<Page<KeyRecord>>;
  /**
   * Ends a key. One that has ended stays as it is, and nothing is noted of it.
   *
   * @returns the key as it is then; `undefined` when the organization has none with the id
   */
  revokeKey(organization: string, id: string, at: Date, audit: readonly AuditEntry[]): Promise<KeyRecord | undefined>;
  /** Notes when a key was last used. */
  touchKey(organization: string, id: string, at: Date): Promise<void>;
  /** Whether any key was ever made, and whether one of any organization can be used at a time. */
  surveyKeys(at: Date): Promise<{ readonly any: boolean; readonly usable: boolean }>;
}

/** The audit chains, one an organization. Links are added by whatever is done; no method changes or removes one. */
export interface AuditTrail {
  /** Adds entries that record no write. */
  record(organization: string, entries: readonly AuditEntry[]): Promise<void>;
  /** Adds an entry, unless the last one of its action records the same content. */
  recordIfChanged(organization: string, entry: AuditEntry): Promise<void>;
  lastEntry(organization: string): Promise<AuditLink | undefined>;
  /** Links after one sequence and up to another, in their order. */
  listEntries(organization: string, after: number, until: number, limit: number): Promise<readonly AuditLink[]>;
  /** Every organization that has links or should have some, by id. */
  listChains(): Promise<readonly string[]>;
  /** Verifies the chain of one organization, reading past whatever cannot be read. */
  verifyChain(organization: string, anchors: readonly string[]): Promise<AuditVerification>;
}
