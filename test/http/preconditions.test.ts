import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { HttpError } from '../../src/http/errors.ts';
import { etagOf, requireMatch } from '../../src/http/preconditions.ts';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { idOf, useService } from './harness.ts';

const CURRENT = etagOf('now');
const EARLIER = etagOf('before');

/** What a write is told, given its headers and what is there. */
function told(headers: Readonly<Record<string, string>>, current: string | null): string {
  try {
    requireMatch({ headers }, current);
    return 'goes on';
  } catch (error) {
    if (error instanceof HttpError) return error.code;
    throw error;
  }
}

describe('a write', () => {
  test.each([
    ['of what it has read', { 'if-match': CURRENT }, 'goes on', 'precondition_failed'],
    ['of one of several', { 'if-match': `${EARLIER} ,${CURRENT}` }, 'goes on', 'precondition_failed'],
    ['of whatever is there', { 'if-match': '*' }, 'goes on', 'precondition_failed'],
    ['of what was there before', { 'if-match': EARLIER }, 'precondition_failed', 'precondition_failed'],
    ['of what a cache weakened', { 'if-match': `W/${CURRENT}` }, 'precondition_failed', 'precondition_failed'],
    ['that names nothing', {}, 'precondition_required', 'goes on'],
    ['of something new', { 'if-none-match': '*' }, 'precondition_failed', 'goes on'],
    ['of anything but what is there', { 'if-none-match': CURRENT }, 'precondition_failed', 'goes on'],
    ['with both', { 'if-match': CURRENT, 'if-none-match': EARLIER }, 'goes on', 'precondition_failed'],
    ['without quotes', { 'if-match': CURRENT.slice(1, -1) }, 'bad_request', 'bad_request'],
    ['with half a tag', { 'if-match': `${CURRENT}, "` }, 'bad_request', 'bad_request'],
    ['with an empty header', { 'if-match': '' }, 'bad_request', 'bad_request'],
  ])('%s', (_kind, headers, ofSomething, ofNothing) => {
    expect([told(headers, CURRENT), told(headers, null)]).toEqual([ofSomething, ofNothing]);
  });
});

const service = useService();

describe('a single resource', () => {
  async function urls(): Promise<readonly string[]> {
    const body = { product: { name: 'Writer' }, answers: { 'app.online': true } };
    const submitted = await service().call('POST', '/v1/submissions', body);
    const { links } = submissionResult.parse(submitted.body);
    const { product, submission, evaluation, reports } = links;
    const rulesets = ['/v1/rulesets/demo-act', '/v1/rulesets/demo-act/coverage'];
    return [product, submission, evaluation, ...Object.values(reports), ...rulesets];
  }

  test('has the digest of its bytes for an ETag, and is not sent again to who has it', async () => {
    const { app } = service();
    for (const url of await urls()) {
      const first = await app.inject({ url });
      const etag = `"${createHash('sha256').update(first.body).digest('base64url')}"`;
      expect([first.statusCode, first.headers.etag]).toEqual([200, etag]);
      for (const known of [etag, `W/${etag}`, `${EARLIER}, ${etag}`, '*']) {
        const again = await app.inject({ url, headers: { 'if-none-match': known } });
        const { 'content-type': type, 'content-length': length } = again.headers;
        expect([again.statusCode, again.body, again.headers.etag, type, length]).toEqual([
          304,
          '',
          etag,
          undefined,
          undefined,
        ]);
        expect(again.headers['cache-control']).toBe('no-store');
      }
      const head = await app.inject({ method: 'HEAD', url });
      expect([head.statusCode, head.headers.etag, head.body]).toEqual([200, etag, '']);
      const same = await app.inject({ method: 'HEAD', url, headers: { 'if-none-match': etag } });
      expect([same.statusCode, same.headers.etag, same.body]).toEqual([304, etag, '']);
      const other = await app.inject({ url, headers: { 'if-none-match': EARLIER } });
      expect([other.statusCode, other.body]).toEqual([200, first.body]);
    }
  });

  test('that is not there has none, and lists have none', async () => {
    const { call } = service();
    for (const url of [`/v1/products/${idOf(99)}`, '/v1/products', '/v1/rulesets'])
      expect((await call('GET', url, undefined, { headers: { 'if-none-match': '*' } })).headers.etag).toBeUndefined();
  });
});
