import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { digestOfText } from '../../src/service/digest.ts';
import type { NewSubmission, Page, Store } from '../../src/service/ports.ts';
import { verifyAuditChain, type AuditLink } from '../../src/store/audit-chain.ts';
import { auditOf, idOf, productOf, SNAPSHOT, submissionOf } from './records.ts';

/** A new, empty store, with what the port cannot do and the tests need. */
export interface StoreUnderTest {
  readonly store: Store;
  /** The audit entries of an organization in the order of the chain. */
  audit(organization: string): Promise<readonly AuditLink[]>;
  /** Replaces the payload of a submission by a tombstone. */
  erasePayload(organization: string, submissionId: string): Promise<void>;
  dispose(): Promise<void>;
}

const A = 'local';
const B = 'other-firm';

/** What every store does, whatever database is behind it. */
export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`a store in ${name}`, () => {
    let opened: StoreUnderTest;
    let store: Store;

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });

    afterEach(() => opened.dispose());

    /** Everything that a submission leaves in a store. */
    async function tracesOf(organization: string, { product, submission, evaluation, snapshots }: NewSubmission) {
      return {
        product: product === null ? undefined : await store.findProduct(organization, product.id),
        submission: await store.findSubmission(organization, submission.id),
        evaluation: await store.findEvaluation(organization, evaluation.id),
        evaluations: (await store.listEvaluations(organization, submission.productId, null, 10)).items,
        snapshots: await Promise.all(snapshots.map(({ digest }) => store.findSnapshot(organization, digest))),
        audit: await opened.audit(organization),
      };
    }

    const NOTHING = {
      product: undefined,
      submission: undefined,
      evaluation: undefined,
      evaluations: [],
      snapshots: [undefined],
      audit: [],
    };

    describe('products', () => {
      test('a product comes back as it was added', async () => {
        const full = productOf(1, { client: 'Client & Co', matter: 'M-2026/17' });
        await store.addProduct(A, full, []);
        await store.addProduct(A, productOf(2), []);
        expect([await store.findProduct(A, idOf(1)), await store.findProduct(A, idOf(2))]).toEqual([
          full,
          productOf(2),
        ]);
      });

      test('an id that was never given out finds nothing', async () => {
        expect([
          await store.findProduct(A, idOf(1)),
          await store.findSubmission(A, idOf(1)),
          await store.findEvaluation(A, idOf(1)),
          await store.findSnapshot(A, SNAPSHOT.digest),
          await store.listProducts(A, null, 10),
          await store.listEvaluations(A, idOf(1), null, 10),
          await store.listLatestEvaluations(A, null, 10, null),
          await store.listSnapshots(A, SNAPSHOT.rulesetId),
        ]).toEqual([undefined, undefined, undefined, undefined, NO_ITEMS, NO_ITEMS, NO_ITEMS, []]);
      });

      test('products are listed by id, page by page, in whatever order they were added', async () => {
        for (const number of [3, 1, 5, 2, 4]) await store.addProduct(A, productOf(number), []);
        const first = await store.listProducts(A, null, 2);
        const second = await store.listProducts(A, first.next, 2);
        const third = await store.listProducts(A, second.next, 2);
        expect([first, second, third]).toEqual([
          { items: [productOf(1), productOf(2)], next: idOf(2) },
          { items: [productOf(3), productOf(4)], next: idOf(4) },
          { items: [productOf(5)], next: null },
        ]);
      });

      test('a page that the last product just fills has no next', async () => {
        for (const number of [1, 2]) await store.addProduct(A, productOf(number), []);
        expect(await store.listProducts(A, null, 2)).toEqual({ items: [productOf(1), productOf(2)], next: null });
      });

      test('a second product with the same id is refused, and the first stays as it is', async () => {
        await store.addProduct(A, productOf(1), [auditOf('product.create', idOf(1))]);
        const second = store.addProduct(A, productOf(1, { name: 'Another' }), [auditOf('product.create', idOf(1))]);
        await expect(second).rejects.toBeInstanceOf(Error);
        expect(await store.findProduct(A, idOf(1))).toEqual(productOf(1));
        expect(await opened.audit(A)).toHaveLength(1);
      });

      test.each([
        ['emoji', '👩🏽‍⚖️🇨🇳 e\u0301 \u00e9'],
        ['right-to-left text with its marks', '\u202bשלום\u202c مرحبا\u200f'],
        ['quotes, percent signs and line breaks', `'";--\`\\ %_$1 ?\r\n\t`],
        ['text with blank ends', '  '],
        ['10,000 characters', '界'.repeat(10_000)],
      ])('%s come back character for character', async (_kind, text) => {
        const product = productOf(1, { name: text, client: text, matter: text });
        const submission = submissionOf(2, idOf(1));
        const payload = {
          ...submission.submission.payload,
          answers: { [text]: text },
          answeredBy: { name: text, role: text },
        };
        await store.addProduct(A, product, []);
        await store.addSubmission(A, { ...submission, submission: { ...submission.submission, payload } }, []);
        expect(await store.findProduct(A, idOf(1))).toEqual(product);
        expect((await store.findSubmission(A, idOf(2)))?.payload).toEqual(payload);
      });
    });

    describe('submissions', () => {
      test('a submission comes back whole, with its evaluation and the rulesets it used', async () => {
        const added = submissionOf(2, idOf(1), productOf(1));
        await store.addSubmission(A, added, []);
        expect(await tracesOf(A, added)).toEqual({
          product: added.product,
          submission: added.submission,
          evaluation: added.evaluation,
          evaluations: [added.evaluation],
          snapshots: [SNAPSHOT],
          audit: [],
        });
      });

      test('a submission that says nothing comes back so', async () => {
        const { submission, ...rest } = submissionOf(2, idOf(1), productOf(1));
        const silent = { ...submission, answeredOn: null, payload: { answers: {}, evidence: [], answeredBy: null } };
        await store.addSubmission(A, { ...rest, submission: silent }, []);
        expect(await store.findSubmission(A, silent.id)).toEqual(silent);
      });

      test('an erased payload leaves the submission and its evaluation', async () => {
        const added = submissionOf(2, idOf(1), productOf(1));
        await store.addSubmission(A, added, []);
        await opened.erasePayload(A, idOf(2));
        expect(await store.findSubmission(A, idOf(2))).toEqual({ ...added.submission, payload: null });
        expect(await store.findEvaluation(A, added.evaluation.id)).toEqual(added.evaluation);
      });

      test('the evaluations of a product are listed by id, page by page', async () => {
        await store.addProduct(A, productOf(1), []);
        await store.addProduct(A, productOf(9), []);
        for (const number of [4, 2, 3]) await store.addSubmission(A, submissionOf(number, idOf(1)), []);
        await store.addSubmission(A, submissionOf(5, idOf(9)), []);
        const first = await store.listEvaluations(A, idOf(1), null, 2);
        const second = await store.listEvaluations(A, idOf(1), first.next, 2);
        const [two, three, four] = [2, 3, 4].map((number) => submissionOf(number, idOf(1)).evaluation);
        expect([first, second]).toEqual([
          { items: [two, three], next: three?.id },
          { items: [four], next: null },
        ]);
      });

      test('the evaluation before another is the newest earlier one of the same product', async () => {
        await store.addProduct(A, productOf(1), []);
        await store.addProduct(A, productOf(9), []);
        for (const number of [4, 2, 6]) await store.addSubmission(A, submissionOf(number, idOf(1)), []);
        await store.addSubmission(A, submissionOf(5, idOf(9)), []);
        const [two, four, six] = [2, 4, 6].map((number) => submissionOf(number, idOf(1)).evaluation);
        const before = (id: string | undefined, organization = A) =>
          store.findEvaluationBefore(organization, idOf(1), id ?? '');
        expect([
          await before(six?.id),
          await before(four?.id),
          await before(two?.id),
          await before(six?.id, B),
        ]).toEqual([four, two, undefined, undefined]);
      });

      test('a ruleset version is stored once, and the first to come stays', async () => {
        await store.addSubmission(A, submissionOf(2, idOf(1), productOf(1)), []);
        const changed = { ...submissionOf(3, idOf(1)), snapshots: [{ ...SNAPSHOT, version: '9.9.9' }] };
        await store.addSubmission(A, changed, []);
        expect(await store.findSnapshot(A, SNAPSHOT.digest)).toEqual(SNAPSHOT);
      });
    });

    describe('the latest evaluations', () => {
      /** What is told of the latest evaluation of a submission. */
      const latestOf = (
        { submission: { payload }, evaluation }: NewSubmission,
        answers: unknown = Object.entries(payload.answers).sort(([a], [b]) => (a < b ? -1 : 1)),
      ) => ({
        productId: evaluation.productId,
        evaluationId: evaluation.id,
        asOf: evaluation.asOf,
        gate: evaluation.gate,
        rulesets: evaluation.rulesets.map(({ id, digest, verdict }) => ({ id, digest, verdict })),
        answers,
      });

      test('are one for each product that has any, by product id, page by page', async () => {
        for (const number of [1, 2, 3, 4]) await store.addProduct(A, productOf(number), []);
        const [older, newer, second, fourth] = [
          submissionOf(11, idOf(1)),
          submissionOf(14, idOf(1)),
          submissionOf(12, idOf(2)),
          submissionOf(13, idOf(4)),
        ];
        for (const added of [fourth, older, newer, second]) await store.addSubmission(A, added, []);
        const first = await store.listLatestEvaluations(A, null, 2, null);
        const rest = await store.listLatestEvaluations(A, first.next, 2, null);
        expect([first, rest]).toEqual([
          { items: [latestOf(newer), latestOf(second)], next: idOf(2) },
          { items: [latestOf(fourth)], next: null },
        ]);
      });

      test('are those of the products asked for, whatever order they are named in', async () => {
        for (const number of [1, 2, 3])
          await store.addSubmission(A, submissionOf(10 + number, idOf(number), productOf(number)), []);
        const asked = await store.listLatestEvaluations(A, null, 10, [idOf(3), idOf(1), idOf(9)]);
        expect(asked).toEqual({
          items: [latestOf(submissionOf(11, idOf(1))), latestOf(submissionOf(13, idOf(3)))],
          next: null,
        });
        expect(await store.listLatestEvaluations(A, null, 10, [])).toEqual(NO_ITEMS);
      });

      test('come without answers where these were erased, even when an older submission has some', async () => {
        await store.addSubmission(A, submissionOf(11, idOf(1), productOf(1)), []);
        await store.addSubmission(A, submissionOf(12, idOf(1)), []);
        await opened.erasePayload(A, idOf(12));
        expect((await store.listLatestEvaluations(A, null, 10, null)).items).toEqual([
          latestOf(submissionOf(12, idOf(1)), null),
        ]);
      });

      test('are those of one organization, even where another uses the same ids', async () => {
        await store.addSubmission(A, submissionOf(11, idOf(1), productOf(1)), []);
        const theirs = submissionOf(11, idOf(1), productOf(1));
        await store.addSubmission(B, { ...theirs, evaluation: { ...theirs.evaluation, gate: 'clear' } }, []);
        await store.addSubmission(B, submissionOf(12, idOf(1)), []);
        expect((await store.listLatestEvaluations(A, null, 10, null)).items).toEqual([
          latestOf(submissionOf(11, idOf(1))),
        ]);
        expect((await store.listLatestEvaluations(B, null, 10, null)).items).toEqual([
          latestOf(submissionOf(12, idOf(1))),
        ]);
      });
    });

    describe('ruleset versions', () => {
      test('are listed by ruleset and digest, without their content, for one organization', async () => {
        const other = { ...SNAPSHOT, digest: digestOfText('2'), version: '2.0.0' };
        const foreign = { ...SNAPSHOT, digest: digestOfText('3'), rulesetId: 'us-voluntary-commitments' };
        await store.addSubmission(
          A,
          { ...submissionOf(2, idOf(1), productOf(1)), snapshots: [SNAPSHOT, other, foreign] },
          [],
        );
        const listed = [SNAPSHOT, other].map(({ content: _content, ...version }) => version);
        expect(await store.listSnapshots(A, SNAPSHOT.rulesetId)).toEqual(
          listed.sort((a, b) => (a.digest < b.digest ? -1 : 1)),
        );
        expect(await store.listSnapshots(A, 'no-such-ruleset')).toEqual([]);
        expect(await store.listSnapshots(B, SNAPSHOT.rulesetId)).toEqual([]);
      });
    });

    describe('all or nothing', () => {
      const AUDIT = [auditOf('product.create', idOf(1)), auditOf('submission.create', idOf(2))];

      test('a submission to a product that does not exist leaves nothing behind', async () => {
        const added = submissionOf(2, idOf(1));
        await expect(store.addSubmission(A, added, AUDIT)).rejects.toBeInstanceOf(Error);
        expect(await tracesOf(A, added)).toEqual(NOTHING);
      });

      test('an evaluation of another product than that of its submission leaves nothing behind', async () => {
        await store.addProduct(A, productOf(9), []);
        const { evaluation, ...rest } = submissionOf(2, idOf(1), productOf(1));
        const added = { ...rest, evaluation: { ...evaluation, productId: idOf(9) } };
        await expect(store.addSubmission(A, added, AUDIT)).rejects.toBeInstanceOf(Error);
        expect(await tracesOf(A, added)).toEqual(NOTHING);
      });

      test('an audit entry that cannot be written takes the submission with it', async () => {
        const added = submissionOf(2, idOf(1), productOf(1));
        const broken = [
          auditOf('product.create', idOf(1)),
          { ...auditOf('submission.create', idOf(2)), at: new Date(NaN) },
        ];
        await expect(store.addSubmission(A, added, broken)).rejects.toBeInstanceOf(RangeError);
        expect(await tracesOf(A, added)).toEqual(NOTHING);
      });

      test('a submission whose id is taken leaves neither its product, nor its rulesets, nor an audit entry', async () => {
        const first = submissionOf(2, idOf(1), productOf(1));
        await store.addSubmission(A, first, AUDIT);
        const before = await opened.audit(A);
        const { submission, ...rest } = submissionOf(3, idOf(7), productOf(7));
        const newer = { ...SNAPSHOT, digest: submission.answersDigest };
        const second = { ...rest, submission: { ...submission, id: first.submission.id }, snapshots: [newer] };
        await expect(store.addSubmission(A, second, AUDIT)).rejects.toBeInstanceOf(Error);
        expect(await tracesOf(A, second)).toEqual({ ...NOTHING, submission: first.submission, audit: before });
      });

      test('an evaluation whose id is taken leaves nothing of its submission', async () => {
        const first = submissionOf(2, idOf(1), productOf(1));
        await store.addSubmission(A, first, AUDIT);
        const before = await opened.audit(A);
        const { evaluation, ...rest } = submissionOf(3, idOf(7), productOf(7));
        const second = { ...rest, evaluation: { ...evaluation, id: first.evaluation.id } };
        await expect(store.addSubmission(A, second, AUDIT)).rejects.toBeInstanceOf(Error);
        expect(await tracesOf(A, second)).toEqual({
          ...NOTHING,
          evaluation: first.evaluation,
          snapshots: [SNAPSHOT],
          audit: before,
        });
      });

      test('the store goes on after a refusal', async () => {
        const added = submissionOf(2, idOf(1));
        await expect(store.addSubmission(A, added, AUDIT)).rejects.toBeInstanceOf(Error);
        await store.addSubmission(A, { ...added, product: productOf(1) }, AUDIT);
        expect(await store.findSubmission(A, idOf(2))).toEqual(added.submission);
      });
    });

    describe('organizations', () => {
      test('nothing of one is found by another', async () => {
        const added = submissionOf(2, idOf(1), productOf(1));
        await store.addSubmission(A, added, [auditOf('submission.create', idOf(2))]);
        expect(await tracesOf(B, added)).toEqual(NOTHING);
        expect(await store.listProducts(B, null, 10)).toEqual(NO_ITEMS);
      });

      test('two may use the same ids without meeting', async () => {
        const mine = submissionOf(2, idOf(1), productOf(1));
        const product = productOf(1, { name: 'Theirs' });
        const { submission, evaluation } = submissionOf(2, idOf(1));
        const theirs: NewSubmission = {
          product,
          submission: { ...submission, payload: { answers: {}, evidence: [], answeredBy: null } },
          evaluation: { ...evaluation, gate: 'clear' },
          snapshots: [{ ...SNAPSHOT, version: '2.0.0' }],
        };
        await store.addSubmission(A, mine, []);
        await store.addSubmission(B, theirs, []);
        await opened.erasePayload(B, idOf(2));
        expect(await tracesOf(A, mine)).toEqual({
          ...mine,
          evaluations: [mine.evaluation],
          audit: [],
        });
        expect(await tracesOf(B, theirs)).toEqual({
          ...theirs,
          submission: { ...theirs.submission, payload: null },
          evaluations: [theirs.evaluation],
          audit: [],
        });
        expect(await store.listProducts(B, null, 10)).toEqual({ items: [product], next: null });
      });

      test('a submission to a product of another is refused', async () => {
        await store.addProduct(A, productOf(1), []);
        const added = submissionOf(2, idOf(1));
        await expect(store.addSubmission(B, added, [])).rejects.toBeInstanceOf(Error);
        expect([await tracesOf(A, added), await tracesOf(B, added)]).toEqual([{ ...NOTHING }, { ...NOTHING }]);
      });
    });

    describe('the audit chain', () => {
      test('each entry is a link after the one before, in the order given', async () => {
        await store.addProduct(A, productOf(1), [auditOf('product.create', idOf(1))]);
        await store.addSubmission(A, submissionOf(3, idOf(2), productOf(2)), [
          auditOf('product.create', idOf(2)),
          auditOf('submission.create', idOf(3)),
        ]);
        const links = await opened.audit(A);
        const common = { organizationId: A, at: '2026-11-23T12:00:00.500Z', actor: 'key-1' };
        expect(links.map(({ contentDigest: _content, salt: _salt, hash: _hash, ...link }) => link)).toEqual([
          { ...common, sequence: 1, action: 'product.create', subject: idOf(1), previousHash: null },
          { ...common, sequence: 2, action: 'product.create', subject: idOf(2), previousHash: links[0]?.hash },
          { ...common, sequence: 3, action: 'submission.create', subject: idOf(3), previousHash: links[1]?.hash },
        ]);
        expect(verifyAuditChain(links)).toBeNull();
      });

      test('equal contents leave different digests', async () => {
        for (const number of [1, 2])
          await store.addProduct(A, productOf(number), [auditOf('product.create', idOf(number))]);
        const links = await opened.audit(A);
        expect(new Set(links.map((link) => link.contentDigest)).size).toBe(2);
        expect(new Set(links.map((link) => link.salt)).size).toBe(2);
      });

      test('each organization has its own', async () => {
        await store.addProduct(A, productOf(1), [auditOf('product.create', idOf(1))]);
        await store.addProduct(B, productOf(1), [auditOf('product.create', idOf(1))]);
        const [mine, theirs] = [await opened.audit(A), await opened.audit(B)];
        expect(
          [mine, theirs].map((links) => links.map(({ organizationId, sequence }) => [organizationId, sequence])),
        ).toEqual([[[A, 1]], [[B, 1]]]);
        expect([verifyAuditChain(mine), verifyAuditChain(theirs)]).toEqual([null, null]);
      });

      test('writes at the same time, some of them refused, leave one chain without gaps', async () => {
        await store.addProduct(A, productOf(1), []);
        const numbers = Array.from({ length: 30 }, (_, index) => index + 10);
        const outcomes = await Promise.allSettled(
          numbers.map((number) =>
            store.addSubmission(A, submissionOf(number, number % 3 === 0 ? idOf(999) : idOf(1)), [
              auditOf('submission.create', idOf(number)),
            ]),
          ),
        );
        const accepted = numbers.filter((number) => number % 3 !== 0).map(idOf);
        const links = await opened.audit(A);
        expect(outcomes.map(({ status }) => status)).toEqual(
          numbers.map((number) => (number % 3 === 0 ? 'rejected' : 'fulfilled')),
        );
        expect(links.map(({ subject }) => subject).sort((a, b) => (a < b ? -1 : 1))).toEqual(accepted);
        expect(verifyAuditChain(links)).toBeNull();
      });
    });

    test('it can be written to, again and again', async () => {
      expect([await store.isWritable(), await store.isWritable()]).toEqual([true, true]);
    });
  });
}

const NO_ITEMS: Page<never> = { items: [], next: null };
