import type { CalendarDate } from '../core/base/calendar-date.ts';
import type { Verdict, Gate } from '../core/evaluation/evaluation.ts';
import type { AnswerValue } from '../core/questionnaire/answers.ts';
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

/** What a submission says, kept apart from the rest so that it can be erased without touching anything else. */
export interface SubmissionPayload {
  readonly answers: Readonly<Record<string, AnswerValue>>;
  readonly evidence: readonly EvidenceRecord[];
  readonly answeredBy: Respondent | null;
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

/** Who did what to what. The store adds its place in the chain. Never a name: the subject is an id, its content a salted digest. */
export interface AuditEntry {
  readonly at: Date;
  readonly actor: string;
  readonly action: 'product.create' | 'submission.create';
  readonly subject: string;
  /** What was written, as canonical JSON; only a salted digest of it is kept. */
  readonly content: string;
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
}

/**
 * Keeps what was submitted. Methods are coarse: each is one transaction with its audit entries in it, and a promise that resolves
 * means that the bytes are on disk. Every method takes the organization first; nothing of another one is ever found.
 */
export interface Store {
  addProduct(organization: string, product: ProductRecord, audit: readonly AuditEntry[]): Promise<void>;
  findProduct(organization: string, id: string): Promise<ProductRecord | undefined>;
  /** Products by id, which is the order in which they were made. */
  listProducts(organization: string, after: string | null, limit: number): Promise<Page<ProductRecord>>;
  /** @throws Error when the product does not exist: the use case has looked before */
  addSubmission(organization: string, submission: NewSubmission, audit: readonly AuditEntry[]): Promise<void>;
  findSubmission(organization: string, id: string): Promise<SubmissionRecord | undefined>;
  findEvaluation(organization: string, id: string): Promise<EvaluationRecord | undefined>;
  /** The newest evaluation of a product that was made before another one; ids sort by the time they were made. */
  findEvaluationBefore(organization: string, productId: string, id: string): Promise<EvaluationRecord | undefined>;
  /** Evaluations of a product by id, oldest first. */
  listEvaluations(
    organization: string,
    productId: string,
    after: string | null,
    limit: number,
  ): Promise<Page<EvaluationRecord>>;
  /**
   * The latest evaluation of every product that has one, by product id.
   *
   * @param among - only these products; all of them when `null`
   */
  listLatestEvaluations(
    organization: string,
    after: string | null,
    limit: number,
    among: readonly string[] | null,
  ): Promise<Page<LatestEvaluation>>;
  findSnapshot(organization: string, digest: Digest): Promise<SnapshotRecord | undefined>;
  /** The versions of a ruleset that are stored, by digest, without their content. */
  listSnapshots(organization: string, rulesetId: string): Promise<readonly Omit<SnapshotRecord, 'content'>[]>;
  /** Whether the store can be written to now. */
  isWritable(): Promise<boolean>;
  close(): Promise<void>;
}
