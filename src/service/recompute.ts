import type { Answers } from '../core/questionnaire/answers.ts';
import type { Reach } from './access.ts';
import { chooseLocale } from './choose-locale.ts';
import { digestOfText, type Digest } from './digest.ts';
import { respondInTurns, type EvaluationResponse } from './evaluation-response.ts';
import type { PlanChoice } from './plan-response.ts';
import type { EvaluationRecord, ProductRecord, Store, SubmissionPayload, SubmissionRecord } from './ports.ts';
import { fromSnapshot, type LibraryRuleset } from './rule-library.ts';
import { ServiceError } from './service-error.ts';

/** What a stored evaluation was made of. */
export interface StoredAssessment {
  readonly record: EvaluationRecord;
  readonly submission: SubmissionRecord & { readonly payload: SubmissionPayload };
  readonly product: ProductRecord;
  readonly rulesets: readonly LibraryRuleset[];
  readonly answers: Answers;
}

/** A stored evaluation, computed again from what is stored. */
export interface Recomputed extends StoredAssessment {
  readonly evaluation: EvaluationResponse;
}

/** What recomputing needs. */
export interface RecomputeNeeds {
  readonly store: Store;
  readonly snapshots: SnapshotCache;
}

/** In which form a stored evaluation is wanted. */
export interface Asked {
  /** Give each finding the traces of its conditions. */
  readonly trace?: boolean | undefined;
  /** The language of the texts; English when absent. */
  readonly locale?: string | undefined;
  /** What the plan is to reach; none is made when absent. */
  readonly plan?: PlanChoice | undefined;
}

/**
 * Computes a stored evaluation again, from the stored answers and the stored rulesets: what the rule files say today plays no part.
 *
 * @throws ServiceError `evaluation_not_found`, `answers_erased` or `unknown_locale`
 */
export async function recompute(
  needs: RecomputeNeeds,
  reach: Reach,
  id: string,
  asked: Asked = {},
): Promise<Recomputed> {
  const record = await needs.store.findEvaluation(reach, id);
  if (record === undefined) throw new ServiceError('evaluation_not_found');
  return judgeAgain(await readAssessment(needs, reach, record), asked);
}

/** Judges what was stored once more. @throws ServiceError `unknown_locale` */
export async function judgeAgain(stored: StoredAssessment, asked: Asked): Promise<Recomputed> {
  const { record, rulesets, answers, submission } = stored;
  const evaluation = await respondInTurns({
    id: record.id,
    rulesets,
    answers,
    asOf: record.asOf,
    answeredOn: submission.answeredOn ?? undefined,
    trace: asked.trace,
    locale: chooseLocale(asked.locale, rulesets),
    plan: asked.plan,
    targetLaunch: submission.targetLaunch,
  });
  return { ...stored, evaluation };
}

/**
 * Reads what a stored evaluation was made of.
 *
 * @throws ServiceError `answers_erased`
 */
export async function readAssessment(
  needs: RecomputeNeeds,
  reach: Reach,
  record: EvaluationRecord,
): Promise<StoredAssessment> {
  const submission = await needs.store.findSubmission(reach, record.submissionId);
  const product = await needs.store.findProduct(reach, record.productId);
  if (submission === undefined || product === undefined)
    throw new Error(`evaluation ${record.id} has lost its submission or product`);
  const { payload } = submission;
  if (payload === null) throw new ServiceError('answers_erased');
  const rulesets: LibraryRuleset[] = [];
  for (const { digest } of record.rulesets) rulesets.push(await needs.snapshots.ruleset(needs.store, reach, digest));
  const answers: Answers = new Map(Object.entries(payload.answers));
  return { record, submission: { ...submission, payload }, product, rulesets, answers };
}

/** Keeps the most recently used stored rulesets compiled. Content is addressed by its digest, so nothing in it goes stale. */
export class SnapshotCache {
  readonly #capacity: number;
  readonly #byDigest = new Map<string, LibraryRuleset>();

  /**
   * @param current - the rulesets in use; they need not be read from the store
   * @param capacity - how many older versions are kept
   */
  constructor(current: readonly LibraryRuleset[], capacity = 16) {
    this.#capacity = capacity + current.length;
    for (const ruleset of current) this.#byDigest.set(ruleset.digest, ruleset);
  }

  /** @throws Error when the snapshot is missing or its bytes do not have the digest: stored data was damaged */
  async ruleset(store: Store, reach: Reach, digest: Digest): Promise<LibraryRuleset> {
    const known = this.#byDigest.get(digest);
    if (known !== undefined) {
      this.#byDigest.delete(digest);
      this.#byDigest.set(digest, known);
      return known;
    }
    const record = await store.findSnapshot(reach, digest);
    if (record === undefined) throw new Error(`the ruleset ${digest} is not stored`);
    if (digestOfText(record.content) !== digest) throw new Error(`the stored ruleset ${digest} was altered`);
    const made = fromSnapshot(record.content);
    this.#byDigest.set(digest, made);
    for (const oldest of this.#byDigest.keys()) {
      if (this.#byDigest.size <= this.#capacity) break;
      this.#byDigest.delete(oldest);
    }
    return made;
  }
}
