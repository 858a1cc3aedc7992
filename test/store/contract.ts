import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { wholeOf, type Reach } from '../../src/service/access.ts';
import { digestOfText } from '../../src/service/digest.ts';
import type { AuditLink, HoldRecord, NewSubmission, Page, Receipt, Store } from '../../src/service/ports.ts';
import { verifyAuditChain } from '../../src/store/audit-chain.ts';
import { auditOf, draftOf, idOf, keyOf, productOf, SNAPSHOT, submissionOf } from './records.ts';

/** A new, empty store, with what the port cannot do and the tests need. */
export interface StoreUnderTest {
  readonly store: Store;
  /** The audit entries of an organization in the order of the chain. */
  audit(organization: string): Promise<readonly AuditLink[]>;
  /** Replaces the payload of a submission by a tombstone. */
  erasePayload(organization: string, submissionId: string): Promise<void>;
  dispose(): Promise<void>;
}

const A = wholeOf('local');
const B = wholeOf('other-firm');

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
    async function tracesOf(reach: Reach, { product, submission, evaluation, snapshots }: NewSubmission) {
      return {
        product: product === null ? undefined : await store.findProduct(reach, product.id),
        submission: await store.findSubmission(reach, submission.id),
        evaluation: await store.findEvaluation(reach, evaluation.id),
        evaluations: (await store.listEvaluations(reach, submission.productId, null, 10)).items,
        snapshots: await Promise.all(snapshots.map(({ digest }) => store.findSnapshot(reach, digest))),
        draft: (await store.findDraft(reach, submission.productId)) ?? null,
        audit: await opened.audit(reach.organization),
      };
    }

    const NOTHING = {
      product: undefined,
      submission: undefined,
      evaluation: undefined,
      evaluations: [],
      snapshots: [undefined],
      draft: null,
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
        expect(await opened.audit(A.organization)).toHaveLength(1);
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
          draft: null,
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
        const silent = {
          ...submission,
          answeredOn: null,
          payload: { answers: {}, evidence: [], answeredBy: null, productVersion: null },
        };
        await store.addSubmission(A, { ...rest, submission: silent }, []);
        expect(await store.findSubmission(A, silent.id)).toEqual(silent);
      });

      test('an erased payload leaves the submission and its evaluation', async () => {
        const added = submissionOf(2, idOf(1), productOf(1));
        await store.addSubmission(A, added, []);
        await opened.erasePayload(A.organization, idOf(2));
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
        const before = (id: string | undefined, reach = A) => store.findEvaluationBefore(reach, idOf(1), id ?? '');
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
        await opened.erasePayload(A.organization, idOf(12));
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
        const before = await opened.audit(A.organization);
        const { submission, ...rest } = submissionOf(3, idOf(7), productOf(7));
        const newer = { ...SNAPSHOT, digest: submission.answersDigest };
        const second = { ...rest, submission: { ...submission, id: first.submission.id }, snapshots: [newer] };
        await expect(store.addSubmission(A, second, AUDIT)).rejects.toBeInstanceOf(Error);
        expect(await tracesOf(A, second)).toEqual({ ...NOTHING, submission: first.submission, audit: before });
      });

      test('an evaluation whose id is taken leaves nothing of its submission', async () => {
        const first = submissionOf(2, idOf(1), productOf(1));
        await store.addSubmission(A, first, AUDIT);
        const before = await opened.audit(A.organization);
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

    describe('drafts', () => {
      const draft = draftOf(idOf(1));

      beforeEach(() => store.addProduct(A, productOf(1, { client: 'Acme' }), []));

      test('a draft comes back as it was kept, each state with a revision of its own', async () => {
        expect(await store.findDraft(A, idOf(1))).toBeUndefined();
        expect(await store.saveDraft(A, draft, 'none', [auditOf('draft.save', idOf(1))])).toBe(1);
        expect(await store.findDraft(A, idOf(1))).toEqual({ ...draft, revision: 1 });
        const bare = {
          ...draft,
          content: { ...draft.content, answers: {}, evidence: [], answeredBy: null, productVersion: null },
        };
        expect(await store.saveDraft(A, bare, { revisions: [7, 1] }, [])).toBe(2);
        expect(await store.findDraft(A, idOf(1))).toEqual({ ...bare, revision: 2 });
        expect(await store.saveDraft(A, draft, 'any', [])).toBe(3);
        expect((await opened.audit('local')).map(({ action }) => action)).toEqual(['draft.save']);
      });

      test('revisions go on counting after a draft has ended', async () => {
        await store.saveDraft(A, draft, 'none', []);
        await store.discardDraft(A, idOf(1), draft.updatedAt, { revisions: [1] }, [auditOf('draft.discard', idOf(1))]);
        expect(await store.findDraft(A, idOf(1))).toBeUndefined();
        expect(await store.saveDraft(A, draft, 'none', [])).toBe(3);
        expect((await opened.audit('local')).map(({ action }) => action)).toEqual(['draft.discard']);
      });

      test('a change that was meant for another state changes nothing and leaves no trace', async () => {
        const audit = [auditOf('draft.save', idOf(1))];
        for (const expected of ['any', { revisions: [1] }, { revisions: [] }] as const)
          await expect(store.saveDraft(A, draft, expected, audit)).rejects.toMatchObject({
            code: 'precondition_failed',
          });
        await store.saveDraft(A, draft, 'none', []);
        const other = { ...draft, content: { ...draft.content, answers: {} } };
        for (const expected of ['none', { revisions: [2] }] as const) {
          const failed = { code: 'precondition_failed' };
          await expect(store.saveDraft(A, other, expected, audit)).rejects.toMatchObject(failed);
          const at = draft.updatedAt;
          await expect(store.discardDraft(A, idOf(1), at, expected, audit)).rejects.toMatchObject(failed);
          const made = { ...submissionOf(2, idOf(1)), draft: expected };
          await expect(store.addSubmission(A, made, audit)).rejects.toMatchObject(failed);
          expect(await tracesOf(A, made)).toEqual({
            ...NOTHING,
            draft: { ...draft, revision: 1 },
          });
        }
      });

      test('a draft ends with the submission that was made of it', async () => {
        await store.saveDraft(A, draft, 'none', []);
        await store.addSubmission(A, { ...submissionOf(2, idOf(1)), draft: { revisions: [1] } }, []);
        expect(await store.findDraft(A, idOf(1))).toBeUndefined();
        expect(await store.findSubmission(A, idOf(2))).toBeDefined();
        const again = { ...submissionOf(3, idOf(1)), draft: { revisions: [2] } };
        await expect(store.addSubmission(A, again, [])).rejects.toMatchObject({ code: 'draft_not_found' });
      });

      test('nothing of it is found or changed from beyond', async () => {
        await store.saveDraft(A, draft, 'none', []);
        for (const beyond of [B, { ...A, clients: ['Beta'] }]) {
          expect(await store.findDraft(beyond, idOf(1))).toBeUndefined();
          await expect(store.saveDraft(beyond, draft, 'any', [])).rejects.toMatchObject({ code: 'product_not_found' });
          const discarded = store.discardDraft(beyond, idOf(1), draft.updatedAt, 'any', []);
          await expect(discarded).rejects.toMatchObject({ code: 'draft_not_found' });
        }
        expect(await store.findDraft({ ...A, clients: ['Acme'] }, idOf(1))).toEqual({ ...draft, revision: 1 });
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
          submission: { ...submission, payload: { answers: {}, evidence: [], answeredBy: null, productVersion: null } },
          evaluation: { ...evaluation, gate: 'clear' },
          snapshots: [{ ...SNAPSHOT, version: '2.0.0' }],
          draft: null,
        };
        await store.addSubmission(A, mine, []);
        await store.addSubmission(B, theirs, []);
        await opened.erasePayload(B.organization, idOf(2));
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
        const links = await opened.audit(A.organization);
        const common = { organizationId: A.organization, at: '2026-11-23T12:00:00.500Z', actor: 'key-1' };
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
        const links = await opened.audit(A.organization);
        expect(new Set(links.map((link) => link.contentDigest)).size).toBe(2);
        expect(new Set(links.map((link) => link.salt)).size).toBe(2);
      });

      test('each organization has its own', async () => {
        await store.addProduct(A, productOf(1), [auditOf('product.create', idOf(1))]);
        await store.addProduct(B, productOf(1), [auditOf('product.create', idOf(1))]);
        const [mine, theirs] = [await opened.audit(A.organization), await opened.audit(B.organization)];
        expect(
          [mine, theirs].map((links) => links.map(({ organizationId, sequence }) => [organizationId, sequence])),
        ).toEqual([[[A.organization, 1]], [[B.organization, 1]]]);
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
        const links = await opened.audit(A.organization);
        expect(outcomes.map(({ status }) => status)).toEqual(
          numbers.map((number) => (number % 3 === 0 ? 'rejected' : 'fulfilled')),
        );
        expect(links.map(({ subject }) => subject).sort((a, b) => (a < b ? -1 : 1))).toEqual(accepted);
        expect(verifyAuditChain(links)).toBeNull();
      });
    });

    describe('walls inside an organization', () => {
      const ACME: Reach = { ...A, clients: ['Acme'] };
      const ACME_M1: Reach = { ...A, clients: ['Acme'], matters: ['M-1'] };
      const acmeOne = productOf(1, { client: 'Acme', matter: 'M-1' });
      const acmeTwo = productOf(2, { client: 'Acme', matter: 'M-2' });
      const other = productOf(3, { client: 'Other', matter: 'M-1' });
      const none = productOf(4);
      const all = [acmeOne, acmeTwo, other, none];

      beforeEach(async () => {
        for (const [index, product] of all.entries())
          await store.addSubmission(A, submissionOf(10 + index, product.id, product), []);
      });

      /** The numbers of the products of which anything at all is found. */
      async function foundBy(reach: Reach) {
        const found: Record<string, string[]> = {};
        for (const [index, { id, name: called }] of all.entries()) {
          const traces = {
            product: await store.findProduct(reach, id),
            submission: await store.findSubmission(reach, idOf(10 + index)),
            evaluation: await store.findEvaluation(reach, idOf(1010 + index)),
            evaluations: (await store.listEvaluations(reach, id, null, 10)).items[0],
            before: await store.findEvaluationBefore(reach, id, idOf(9999)),
            latest: (await store.listLatestEvaluations(reach, null, 10, null)).items.find(
              ({ productId }) => productId === id,
            ),
            named: (await store.listLatestEvaluations(reach, null, 10, [id])).items[0],
            listed: (await store.listProducts(reach, null, 10)).items.find((product) => product.id === id),
          };
          found[called] = Object.entries(traces).flatMap(([kind, trace]) => (trace === undefined ? [] : [kind]));
        }
        return found;
      }

      const EVERYTHING = ['product', 'submission', 'evaluation', 'evaluations', 'before', 'latest', 'named', 'listed'];

      test('a reach finds everything of the products within and nothing of others', async () => {
        expect([
          await foundBy(A),
          await foundBy(ACME),
          await foundBy(ACME_M1),
          await foundBy({ ...B, clients: ['Acme'] }),
        ]).toEqual([
          { 'Product 1': EVERYTHING, 'Product 2': EVERYTHING, 'Product 3': EVERYTHING, 'Product 4': EVERYTHING },
          { 'Product 1': EVERYTHING, 'Product 2': EVERYTHING, 'Product 3': [], 'Product 4': [] },
          { 'Product 1': EVERYTHING, 'Product 2': [], 'Product 3': [], 'Product 4': [] },
          { 'Product 1': [], 'Product 2': [], 'Product 3': [], 'Product 4': [] },
        ]);
      });

      test('pages are as long as asked for on either side of a wall', async () => {
        const first = await store.listProducts(ACME, null, 1);
        expect([first, await store.listProducts(ACME, first.next, 1)]).toEqual([
          { items: [acmeOne], next: acmeOne.id },
          { items: [acmeTwo], next: null },
        ]);
        const latest = await store.listLatestEvaluations(ACME, null, 1, null);
        const rest = await store.listLatestEvaluations(ACME, latest.next, 1, null);
        expect([latest, rest].map(({ items, next }) => [items.map(({ productId }) => productId), next])).toEqual([
          [[acmeOne.id], acmeOne.id],
          [[acmeTwo.id], null],
        ]);
      });

      test('nothing is written beyond a wall, and nothing is noted of it', async () => {
        const beyond = productOf(5, { client: 'Other' });
        const refusals = [
          store.addProduct(ACME, beyond, [auditOf('product.create', idOf(5))]),
          store.addSubmission(ACME, submissionOf(20, idOf(5), beyond), [auditOf('submission.create', idOf(20))]),
          store.addSubmission(ACME, submissionOf(21, other.id), [auditOf('submission.create', idOf(21))]),
          // A product within, and a submission to another one beyond.
          store.addSubmission(ACME, submissionOf(22, other.id, productOf(6, { client: 'Acme' })), []),
        ];
        const outcomes = await Promise.allSettled(refusals);
        expect(
          outcomes.map((outcome): unknown => (outcome.status === 'rejected' ? outcome.reason : outcome)),
        ).toMatchObject([
          { code: 'outside_reach' },
          { code: 'outside_reach' },
          { code: 'product_not_found' },
          { code: 'product_not_found' },
        ]);
        expect((await store.listProducts(A, null, 10)).items).toEqual(all);
        expect(await opened.audit(A.organization)).toEqual([]);
      });

      test('within a wall a submission is written as ever', async () => {
        await store.addSubmission(ACME_M1, submissionOf(20, acmeOne.id), []);
        expect(await store.findSubmission(ACME_M1, idOf(20))).toEqual(submissionOf(20, acmeOne.id).submission);
      });
    });

    describe('organizations and keys', () => {
      const AT = new Date('2026-11-23T12:00:00.000Z');
      const firm = { id: 'other-firm', name: 'Other Firm', createdAt: AT };

      test('there is one for whoever runs the service, and more are added once', async () => {
        await store.addOrganization(firm, [auditOf('organization.create', firm.id)]);
        await expect(store.addOrganization({ ...firm, name: 'Again' }, [])).rejects.toMatchObject({
          code: 'organization_exists',
        });
        expect((await store.listOrganizations()).map(({ id }) => id)).toEqual(['local', 'other-firm']);
        expect([await store.findOrganization(firm.id), await store.findOrganization('nobody')]).toEqual([
          firm,
          undefined,
        ]);
        expect((await opened.audit(firm.id)).map(({ action }) => action)).toEqual(['organization.create']);
      });

      test('a key comes back as it was added, by its prefix and in the list of its organization alone', async () => {
        await store.addOrganization(firm, []);
        const full = keyOf(2, { clients: ['Acme', '界'], matters: ['M-1'], expiresAt: AT, lastUsedAt: AT });
        for (const key of [full, keyOf(1), keyOf(3, { organizationId: firm.id })])
          await store.addKey(key, [auditOf('key.create', key.id)]);
        expect([await store.findKey(full.prefix), await store.findKey('nobody')]).toEqual([full, undefined]);
        expect(await store.listKeys('local', null, 1)).toEqual({ items: [keyOf(1)], next: idOf(1) });
        expect(await store.listKeys('local', idOf(1), 1)).toEqual({ items: [full], next: null });
        expect((await opened.audit(firm.id)).map(({ subject }) => subject)).toEqual([idOf(3)]);
      });

      test('a key of an organization that does not exist is refused', async () => {
        await expect(store.addKey(keyOf(1, { organizationId: 'nobody' }), [])).rejects.toBeInstanceOf(Error);
      });

      test('a prefix is of one key', async () => {
        await store.addKey(keyOf(1), []);
        await expect(store.addKey(keyOf(2, { prefix: keyOf(1).prefix }), [])).rejects.toBeInstanceOf(Error);
      });

      test('a key ends once; ending it again changes and notes nothing', async () => {
        await store.addKey(keyOf(1), []);
        const later = new Date(AT.getTime() + 1000);
        const first = await store.revokeKey('local', idOf(1), AT, [auditOf('key.revoke', idOf(1))]);
        const second = await store.revokeKey('local', idOf(1), later, [auditOf('key.revoke', idOf(1))]);
        expect([first, second]).toEqual(Array(2).fill(keyOf(1, { revokedAt: AT })));
        expect(await opened.audit('local')).toHaveLength(1);
      });

      test('no organization ends the key of another', async () => {
        await store.addOrganization(firm, []);
        await store.addKey(keyOf(1), []);
        expect(await store.revokeKey(firm.id, idOf(1), AT, [auditOf('key.revoke', idOf(1))])).toBeUndefined();
        expect(await store.findKey(keyOf(1).prefix)).toEqual(keyOf(1));
        expect(await opened.audit(firm.id)).toEqual([]);
      });

      test('the last use is kept', async () => {
        await store.addKey(keyOf(1), []);
        await store.touchKey('local', idOf(1), AT);
        expect(await store.findKey(keyOf(1).prefix)).toEqual(keyOf(1, { lastUsedAt: AT }));
      });

      test('it knows whether there are keys, and whether one can be used', async () => {
        const seen = [await store.surveyKeys(AT)];
        await store.addKey(keyOf(1, { expiresAt: AT }), []);
        seen.push(await store.surveyKeys(AT));
        await store.addKey(keyOf(2, { expiresAt: new Date(AT.getTime() + 1) }), []);
        seen.push(await store.surveyKeys(AT));
        await store.revokeKey('local', idOf(2), AT, []);
        seen.push(await store.surveyKeys(AT));
        expect(seen).toEqual([
          { any: false, usable: false },
          { any: true, usable: false },
          { any: true, usable: true },
          { any: true, usable: false },
        ]);
      });
    });

    describe('the audit trail', () => {
      const entries = Array.from({ length: 5 }, (_, index) => auditOf('report.read', idOf(index)));

      test('what was read is recorded, and read in parts', async () => {
        await store.record('local', entries);
        const links = await opened.audit('local');
        expect(await store.listEntries('local', 1, 4, 2)).toEqual(links.slice(1, 3));
        expect(await store.listEntries('local', 3, 4, 2)).toEqual(links.slice(3, 4));
        expect(await store.lastEntry('local')).toEqual(links[4]);
        expect([await store.lastEntry('other-firm'), await store.listEntries('other-firm', 0, 9, 9)]).toEqual([
          undefined,
          [],
        ]);
      });

      test('a change is recorded when it is one', async () => {
        for (const content of ['a', 'a', 'b', 'b', 'a']) {
          await store.recordIfChanged('local', auditOf('settings.change', 'settings', content));
          await store.record('local', [auditOf('report.read', idOf(1), content)]);
        }
        const actions = (await opened.audit('local')).map(({ action }) => action);
        expect(actions.filter((action) => action === 'settings.change')).toHaveLength(3);
      });

      test('a chain that is whole is verified to its end, with the hashes that are in it', async () => {
        await store.record('local', entries);
        const links = await opened.audit('local');
        const [second, last] = [links[1]?.hash ?? '', links[4]?.hash ?? ''];
        expect(await store.verifyChain('local', [second, last, 'sha256:other'])).toEqual({
          organization: 'local',
          entries: 5,
          head: { sequence: 5, hash: last },
          fault: null,
          anchored: [second, last],
        });
      });

      test('chains are those of every organization and of every link', async () => {
        await store.record('a-firm', entries);
        expect(await store.listChains()).toEqual(['a-firm', 'local']);
      });
    });

    describe('writes that are held back for their answer', () => {
      const AT = new Date('2026-11-23T12:00:00.000Z');
      const receipt: Receipt = {
        ...{ organization: 'local', actor: 'key:1', key: 'a', fingerprint: digestOfText('asked') },
        ...{ status: 201, headers: { location: '/v1/products/1' }, body: '{"name":"界"}' },
        createdAt: AT,
        expiresAt: new Date(AT.getTime() + 1000),
      };

      test('return what they will, and are written with the receipt or not at all', async () => {
        const added = submissionOf(2, idOf(1), productOf(1));
        const staged = store.stage();
        await staged.store.addSubmission(A, added, [auditOf('submission.create', idOf(2))]);
        expect(await staged.store.saveDraft(A, draftOf(idOf(1)), 'none', [])).toBe(1);
        expect(await staged.store.saveDraft(A, draftOf(idOf(1)), { revisions: [1] }, [])).toBe(2);
        expect(await tracesOf(A, added)).toEqual(NOTHING);
        await staged.commit(receipt);
        expect(await store.findSubmission(A, idOf(2))).toEqual(added.submission);
        expect((await store.findDraft(A, idOf(1)))?.revision).toBe(2);
        expect(await opened.audit('local')).toHaveLength(1);
        expect(await store.findReceipt(receipt, 'a', AT)).toEqual(receipt);
      });

      test('throw what they would, and what was not carried out leaves nothing', async () => {
        const staged = store.stage();
        await expect(staged.store.saveDraft(A, draftOf(idOf(1)), 'none', [])).rejects.toMatchObject({
          code: 'product_not_found',
        });
        await staged.store.addProduct(A, productOf(1), [auditOf('product.create', idOf(1))]);
        await store.addProduct(A, productOf(1, { name: 'Another' }), []);
        await expect(staged.commit(receipt)).rejects.toBeInstanceOf(Error);
        expect((await store.findProduct(A, idOf(1)))?.name).toBe('Another');
        expect([await opened.audit('local'), await store.findReceipt(receipt, 'a', AT)]).toEqual([[], undefined]);
      });

      test('a receipt is of one caller and one key, until its time is over', async () => {
        await store.stage().commit(receipt);
        await store.stage().commit({ ...receipt, key: 'b', body: null });
        expect((await store.findReceipt(receipt, 'b', AT))?.body).toBeNull();
        const others = [
          { organization: 'other-firm', actor: 'key:1' },
          { organization: 'local', actor: 'key:2' },
        ];
        for (const owner of others) expect(await store.findReceipt(owner, 'a', AT)).toBeUndefined();
        await expect(store.stage().commit(receipt)).rejects.toMatchObject({ code: 'idempotency_key_in_use' });
        const { expiresAt } = receipt;
        expect(await store.findReceipt(receipt, 'a', expiresAt)).toBeUndefined();
        const later = { ...receipt, createdAt: expiresAt, expiresAt: new Date(expiresAt.getTime() + 1000) };
        await store.stage().commit(later);
        expect(await store.findReceipt(receipt, 'a', expiresAt)).toEqual(later);
      });
    });

    describe('erasure and legal holds', () => {
      const AT = new Date('2026-12-01T12:00:00.000Z');
      const LATER = new Date(AT.getTime() + 1000);
      const held = { id: idOf(50), kind: 'client', subject: 'Acme', reason: 'A request', createdAt: AT } as const;
      const hold: HoldRecord = { ...held, releasedAt: null };
      const fill = (reach: Reach) =>
        store.addSubmission(reach, submissionOf(2, idOf(1), productOf(1, { client: 'Acme' })), []);

      test('what is erased is a tombstone, of one organization alone', async () => {
        await fill(A);
        await fill(B);
        const noted = (erased: readonly { readonly id: string; readonly submissions: readonly string[] }[]) =>
          erased.map(({ id, submissions }) => auditOf('product.erase', id, { submissions }));
        const extent = { kind: 'client', subject: 'Acme' } as const;
        expect(await store.erase('local', extent, AT, noted)).toEqual([{ id: idOf(1), submissions: [idOf(2)] }]);
        expect((await store.findSubmission(A, idOf(2)))?.payload).toBeNull();
        expect(await store.findProduct(A, idOf(1))).toEqual(productOf(1, { name: '[erased]' }));
        expect((await store.findSubmission(B, idOf(2)))?.payload).not.toBeNull();
        expect((await opened.audit('local')).map(({ action }) => action)).toEqual(['product.erase']);
        const again = await store.erase('local', { kind: 'product', subject: idOf(1) }, LATER, noted);
        expect(again).toEqual([{ id: idOf(1), submissions: [] }]);
      });

      test('a hold is listed and released in its organization alone, and beats erasure there alone', async () => {
        await fill(A);
        await fill(B);
        await store.addHold('local', hold, [auditOf('hold.create', hold.id)]);
        const erasing = store.erase('local', { kind: 'product', subject: idOf(1) }, AT, () => []);
        await expect(erasing).rejects.toMatchObject({ code: 'legal_hold' });
        expect(await store.listHolds('local', null, 10)).toEqual({ items: [hold], next: null });
        expect(await store.listHolds('other-firm', null, 10)).toEqual(NO_ITEMS);
        expect(await store.releaseHold('other-firm', hold.id, AT, [])).toBeUndefined();
        await store.erase('other-firm', { kind: 'product', subject: idOf(1) }, AT, () => []);
        const released = { ...hold, releasedAt: AT };
        expect(await store.releaseHold('local', hold.id, AT, [auditOf('hold.release', hold.id)])).toEqual(released);
        expect(await store.releaseHold('local', hold.id, LATER, [auditOf('hold.release', hold.id)])).toEqual(released);
        expect(await opened.audit('local')).toHaveLength(2);
        await store.erase('local', { kind: 'product', subject: idOf(1) }, AT, () => []);
      });

      test('answers are erased by age in steps, but for what is held', async () => {
        for (const number of [10, 20, 30, 40])
          await store.addSubmission(
            A,
            submissionOf(number + 1, idOf(number), productOf(number, { client: number === 20 ? 'Acme' : null })),
            [],
          );
        await store.addHold('local', hold, []);
        const noted = (ids: readonly string[]) => ids.map((id) => auditOf('submission.erase', id));
        const before = new Date('2026-11-23T12:00:00.001Z');
        expect(await store.countOlder('local', new Date('2026-11-23T12:00:00.000Z'))).toEqual({ due: 0, held: 0 });
        expect(await store.countOlder('local', before)).toEqual({ due: 3, held: 1 });
        expect(await store.eraseOlder('local', before, 2, AT, noted)).toEqual([idOf(11), idOf(31)]);
        expect(await store.eraseOlder('local', before, 2, AT, noted)).toEqual([idOf(41)]);
        expect(await store.countOlder('local', before)).toEqual({ due: 0, held: 1 });
        expect((await opened.audit('local')).map(({ subject }) => subject)).toEqual([idOf(11), idOf(31), idOf(41)]);
      });
    });

    test('it can be written to, again and again', async () => {
      expect([await store.isWritable(), await store.isWritable()]).toEqual([true, true]);
    });
  });
}

const NO_ITEMS: Page<never> = { items: [], next: null };
