import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { evaluation as evaluationSchema } from '../../src/http/schemas/evaluation.ts';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { submissionOnWire } from '../../src/http/on-wire.ts';
import { idOf, NOW, startService, type Call, type Service } from './harness.ts';

const ANSWERS = { 'app.outputs': ['image', 'text'], 'app.online': true, 'app.testers': 0, 'app.stage': null };

async function withService(work: (service: Service) => Promise<void>): Promise<void> {
  const service = await startService();
  try {
    await work(service);
  } finally {
    await service.app.close();
  }
}

describe('POST /v1/submissions', () => {
  test('stores product, answers and evaluation, and says where they are', () =>
    withService(async ({ call }) => {
      const body = {
        product: { name: ' Writer ', client: 'Acme', matter: null },
        answers: ANSWERS,
        evidence: [{ ref: 'report 4', title: 'Test report', link: 'https://example.org/4' }],
        answered_on: '2026-11-20',
        answered_by: { name: 'Li Wei', role: 'Product lead' },
        target_launch: '2027-02-01',
        as_of: '2026-12-01',
      };
      const { status, headers, body: result } = await call('POST', '/v1/submissions', body);
      const { body: again } = await call('POST', '/v1/evaluate', {
        answers: ANSWERS,
        as_of: '2026-12-01',
        target_launch: '2027-02-01',
      });
      const stateless = evaluationSchema.parse(again);
      const [product, submission, evaluation] = [idOf(1), idOf(2), idOf(3)];
      expect(status).toBe(201);
      expect(headers.location).toBe(`/v1/submissions/${submission}`);
      expect(result).toEqual({
        submission: {
          id: submission,
          product_id: product,
          answers: { 'app.online': true, 'app.outputs': ['text', 'image'], 'app.testers': 0 },
          answers_digest: stateless.answers_digest,
          evidence: [{ ref: 'report 4', title: 'Test report', link: 'https://example.org/4', sha256: null }],
          answered_on: '2026-11-20',
          answered_by: { name: 'Li Wei', role: 'Product lead' },
          product_version: null,
          target_launch: '2027-02-01',
          created_at: NOW,
        },
        evaluation: {
          ...stateless,
          id: evaluation,
          warnings: [
            {
              code: 'counted_days',
              facts: ['app.testers'],
              rulesets: ['demo-pledge'],
              message: 'counted on 2026-11-20; recount',
            },
            ...stateless.warnings,
          ],
        },
        links: {
          product: `/v1/products/${product}`,
          submission: `/v1/submissions/${submission}`,
          evaluation: `/v1/evaluations/${evaluation}`,
          verify: `/v1/evaluations/${evaluation}/verify`,
          reports: {
            html: `/v1/evaluations/${evaluation}/report.html`,
            md: `/v1/evaluations/${evaluation}/report.md`,
            json: `/v1/evaluations/${evaluation}/report.json`,
          },
        },
      });
      const stored = submissionResult.parse(result);
      expect((await call('GET', stored.links.product)).body).toEqual({
        id: product,
        name: ' Writer ',
        client: 'Acme',
        matter: null,
        created_at: NOW,
      });
      expect((await call('GET', stored.links.submission)).body).toEqual(stored.submission);
      expect((await call('GET', stored.links.evaluation)).body).toEqual(stored.evaluation);
    }));

  test('names are never matched: the same name twice is two products', () =>
    withService(async ({ call }) => {
      for (let n = 0; n < 2; n += 1)
        await call('POST', '/v1/submissions', { product: { name: 'Writer' }, answers: {} });
      const writer = { name: 'Writer', client: null, matter: null, created_at: NOW };
      const { body } = await call('GET', '/v1/products');
      expect(body).toEqual({ items: [idOf(1), idOf(4)].map((id) => ({ id, ...writer })), next_cursor: null });
    }));

  test('an existing product is named by its id, in the body or in the path', () =>
    withService(async ({ call }) => {
      await call('POST', '/v1/products', { name: 'Writer' });
      const id = idOf(1);
      const inBody = await call('POST', '/v1/submissions', { product: { id }, answers: ANSWERS });
      const inPath = await call('POST', `/v1/products/${id}/submissions`, { answers: ANSWERS });
      expect([inBody.status, inPath.status]).toEqual([201, 201]);
      const results = [inBody, inPath].map(({ body }) => submissionResult.parse(body));
      expect(inPath.headers.location).toBe(results[1]?.links.submission);
      const summaries = await call('GET', `/v1/products/${id}/evaluations`);
      expect(summaries.body).toEqual({
        items: results.map((body) => ({
          id: body.evaluation.id,
          submission_id: body.submission.id,
          product_id: id,
          as_of: '2026-11-23',
          engine: '0.1.0',
          semantics: 1,
          gate: 'undetermined',
          rulesets: body.evaluation.rulesets.map(({ id: ruleset, version, digest, verdict }) => {
            return { id: ruleset, version, digest, verdict };
          }),
          result_digest: body.evaluation.result_digest,
          created_at: NOW,
        })),
        next_cursor: null,
      });
    }));

  test('a submission whose answers were erased goes out without them', () => {
    const record = {
      id: idOf(1),
      productId: idOf(2),
      answersDigest: 'sha256:00',
      answeredOn: null,
      targetLaunch: null,
      createdAt: new Date(NOW),
      payload: null,
    } as const;
    expect(submissionOnWire(record)).toEqual({
      id: idOf(1),
      product_id: idOf(2),
      answers: null,
      answers_digest: 'sha256:00',
      evidence: [],
      answered_on: null,
      answered_by: null,
      product_version: null,
      target_launch: null,
      created_at: NOW,
    });
  });
});

describe('lists', () => {
  const page = z.object({ items: z.array(z.looseObject({ id: z.string() })), next_cursor: z.string().nullable() });

  /** The ids on each page of a list. */
  async function pagesOf(call: Call, url: string): Promise<string[][]> {
    const pages: string[][] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { body } = await call('GET', `${url}?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      const read = page.parse(body);
      pages.push(read.items.map(({ id }) => id));
      cursor = read.next_cursor;
    }
    return pages;
  }

  test('of products are read page by page, oldest first, each entry once', () =>
    withService(async ({ call }) => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) await call('POST', '/v1/products', { name });
      expect(await pagesOf(call, '/v1/products')).toEqual([[idOf(1), idOf(2)], [idOf(3), idOf(4)], [idOf(5)]]);
    }));

  test('of evaluations are read page by page; a full last page is the last', () =>
    withService(async ({ call }) => {
      await call('POST', '/v1/products', { name: 'Writer' });
      const product = `/v1/products/${idOf(1)}`;
      for (let n = 0; n < 4; n += 1) await call('POST', `${product}/submissions`, { answers: {} });
      const pages = await pagesOf(call, `${product}/evaluations`);
      expect(pages).toEqual([
        [idOf(3), idOf(5)],
        [idOf(7), idOf(9)],
      ]);
    }));
});
