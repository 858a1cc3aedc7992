import { describe, expect, test } from 'vitest';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { chooseFormat } from '../../src/http/negotiate.ts';
import { useService } from './harness.ts';

const renderers = [
  ['html', 'text/html; charset=utf-8'],
  ['pdf', 'application/pdf'],
  ['md', 'text/markdown; charset=utf-8'],
  ['json', 'application/json; charset=utf-8'],
  ['csv', 'text/csv; charset=utf-8; header=present'],
].map(([format = '', contentType = '']) => ({
  ...{ format, contentType, writes: 'data' as const },
  render: () => Promise.reject(new Error('nothing is rendered here')),
}));

describe('the header Accept', () => {
  test.each([
    [undefined, 'html'],
    ['*/*', 'html'],
    ['application/pdf', 'pdf'],
    ['APPLICATION/PDF', 'pdf'],
    ['application/*', 'pdf'],
    ['text/*', 'html'],
    ['text/*;q=0.5, text/markdown', 'md'],
    ['application/json, application/pdf', 'json'],
    ['application/json;q=0.9, application/pdf;q=0.8', 'json'],
    ['application/json; q=1.0 , */*;q=0.1', 'json'],
    ['text/html;q=0, */*', 'pdf'],
    ['*/*, text/html;q=0, application/pdf;q=0', 'md'],
    ['text/*;q=0, */*;q=0.1', 'pdf'],
    ['text/html;level=1, application/pdf;q=0.2', 'pdf'],
    ['text/html;charset=UTF-8;q=0.2, text/html;q=0.9, application/pdf;q=0.5', 'pdf'],
    ['text/csv;header=present;q=1', 'csv'],
    ['text/csv;header="present"', 'csv'],
    ['text/csv;header="a, application/pdf"', undefined],
    // What a browser sends, and what the client of a widely used library does.
    ['text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', 'html'],
    ['text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', 'html'],
    ['', undefined],
    ['text/html;q=0', undefined],
    ['application/pdf;q=high', undefined],
    ['pdf', undefined],
    ['*', undefined],
    ['image/png', undefined],
    [',;"', undefined],
    [`${'"\\'.repeat(4000)}, text/html`, 'html'],
  ])('%j chooses %s', (accept, format) => {
    if (format !== undefined) expect(chooseFormat(accept, renderers)).toBe(format);
    else
      expect(() => chooseFormat(accept, renderers)).toThrow(
        'Nothing that the header Accept names can be sent; there is text/html, application/pdf, text/markdown, application/json, text/csv.',
      );
  });
});

const service = useService();

describe.each(['report', 'checklist'])('a %s without an extension', (what) => {
  async function ask(accept: string | undefined, query = '') {
    const body = { product: { name: 'Writer' }, answers: { 'app.online': true } };
    const { links } = submissionResult.parse((await service().call('POST', '/v1/submissions', body)).body);
    const url = what === 'report' ? `${links.evaluation}/report` : '/v1/checklist';
    const headers = accept === undefined ? {} : { accept };
    return { url, answer: await service().call('GET', url + query, undefined, { headers }) };
  }

  test.each([
    [undefined, 'html'],
    ['*/*', 'html'],
    ['text/markdown', 'md'],
  ])('with Accept %j is the same bytes as with that of %s', async (accept, format) => {
    const { url, answer } = await ask(accept);
    const named = await service().call('GET', `${url}.${format}`);
    const { vary, ...headers } = answer.headers;
    expect([answer.status, answer.body, vary]).toEqual([200, named.body, 'accept']);
    for (const name of ['content-type', 'content-disposition', 'etag'])
      expect([name, headers[name]]).toEqual([name, named.headers[name]]);
    expect(named.headers).not.toHaveProperty('vary');
  });

  test('that is accepted in no type that there is, is refused with those there are', async () => {
    const { url, answer } = await ask('image/png');
    const types = what === 'report' ? 'text/html, text/markdown, application/json' : 'text/html, text/markdown';
    expect([answer.status, answer.headers['content-type'], answer.headers.vary]).toEqual([
      406,
      'application/problem+json; charset=utf-8',
      'accept',
    ]);
    expect(answer.body).toMatchObject({
      code: 'not_acceptable',
      instance: expect.stringContaining(`${url}#`),
      detail: `Nothing that the header Accept names can be sent; there is ${types}.`,
    });
  });

  test('is refused as with one, and is not sent twice', async () => {
    const { answer } = await ask('text/markdown', '?locale=fr');
    expect([answer.status, answer.body]).toMatchObject([400, { code: 'unknown_locale' }]);
    const { url, answer: first } = await ask('text/markdown');
    const headers = { accept: 'text/markdown', 'if-none-match': first.headers.etag ?? '' };
    const again = await service().app.inject({ url, headers });
    expect([again.statusCode, again.headers.vary, again.body]).toEqual([304, 'accept', '']);
    const other = await service().app.inject({ url, headers: { ...headers, accept: 'text/html' } });
    expect(other.statusCode).toBe(200);
  });
});
