import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { evaluation as evaluationSchema } from '../../src/http/schemas/evaluation.ts';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { SERVICE_ERRORS, ServiceError } from '../../src/service/service-error.ts';
import { verifyReport } from '../../src/service/verify-report.ts';
import { idOf, problem, startService, useService } from './harness.ts';

const service = useService();
const HOSTILE = '<script>alert(1)</script>';
let evaluation: z.output<typeof evaluationSchema>;
let url: string;

beforeAll(async () => {
  const body = { product: { name: HOSTILE }, answers: { 'app.online': true, 'app.testers': 5 }, as_of: '2026-11-01' };
  const submitted = await service().call('POST', '/v1/submissions', body);
  ({ evaluation } = submissionResult.parse(submitted.body));
  url = `/v1/evaluations/${evaluation.id ?? ''}`;
});

test('a stored evaluation is recomputed whole, and with its traces when asked', async () => {
  const { call } = service();
  expect((await call('GET', url)).body).toEqual(evaluation);
  const traced = await call('GET', `${url}?trace=true`);
  const [, pledge] = evaluationSchema.parse(traced.body).rulesets;
  expect(pledge?.findings[0]?.trace?.met).toEqual({
    source: 'app.testers >= 3',
    truth: 'true',
    op: 'test',
    fact: 'app.testers',
    value: 5,
    parts: [],
  });
});

test('a stored evaluation is verified by re-running it', async () => {
  const { status, body } = await service().call('POST', `${url}/verify`);
  expect(status).toBe(200);
  expect(body).toEqual({
    id: evaluation.id,
    verified: true,
    engine: { now: '0.1.0', then: '0.1.0' },
    result_digest: { stored: evaluation.result_digest, recomputed: evaluation.result_digest },
    answers_digest: { stored: evaluation.answers_digest, recomputed: evaluation.answers_digest },
  });
});

describe('the report', () => {
  const types = {
    html: 'text/html; charset=utf-8',
    md: 'text/markdown; charset=utf-8',
    json: 'application/json; charset=utf-8',
  };
  test.each(Object.entries(types))(
    'in %s has its media type, a file name, and the same bytes each time',
    async (format, type) => {
      const { app } = service();
      const report = `${url}/report.${format}`;
      const first = await app.inject({ method: 'GET', url: report });
      const second = await app.inject({ method: 'GET', url: `${report}?locale=en&template=counsel` });
      expect(first.statusCode).toBe(200);
      expect(first.headers).toMatchObject({
        'content-type': type,
        'content-disposition': `inline; filename="preclear-2026-11-01-${evaluation.id ?? ''}.${format}"`,
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
        'cache-control': 'no-store',
      });
      expect(second.rawPayload).toEqual(first.rawPayload);
    },
  );

  test('in JSON carries everything needed to verify it without the service', async () => {
    const { body } = await service().call('GET', `${url}/report.json`);
    expect(verifyReport(body)).toMatchObject({ verified: true, result_digest: evaluation.result_digest });
  });

  test('escapes what others wrote', async () => {
    const { body } = await service().call('GET', `${url}/report.html`);
    expect(body).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(body).not.toContain('<script');
  });

  test.each([
    [
      'report.pdf',
      400,
      'unknown_format',
      'Unknown report format',
      'There is no report format "pdf". Known: html, md, json.',
    ],
    [
      'report.html?locale=fr',
      400,
      'unknown_locale',
      'Unknown locale',
      'There is no locale "fr" for these rulesets. Known: en.',
    ],
    [
      'report.html?template=counsl',
      400,
      'unknown_template',
      'Unknown report template',
      'There is no report template "counsl". Did you mean "counsel"? Known: counsel, founder, board, gate.',
    ],
  ])('%s is refused', async (path, status, code, title, detail) => {
    const { body } = await service().call('GET', `${url}/${path}`);
    expect(body).toEqual(problem(`${url}/${path}`.split('?', 1)[0] ?? '', status, code, title, detail));
  });

  test('that is one too many at once is refused for a few seconds', async () => {
    const full = {
      format: 'full',
      contentType: 'text/plain',
      writes: 'document',
      render: () => Promise.reject(new ServiceError('busy')),
    } as const;
    const { app, call } = await startService(undefined, { renderers: [full] });
    await call('POST', '/v1/submissions', { product: { name: 'Writer' }, answers: {} });
    const report = `/v1/evaluations/${idOf(3)}/report.full`;
    const { body, headers } = await call('GET', report);
    expect(body).toEqual(problem(report, 503, 'busy', 'Busy', SERVICE_ERRORS.busy));
    expect(headers['retry-after']).toBe('5');
    await app.close();
  });

  test('that cannot be written is a fault of ours, and nothing of it is told', async () => {
    const broken = {
      format: 'boom',
      contentType: 'text/plain',
      writes: 'document',
      render: () => Promise.reject(new Error('secret detail')),
    } as const;
    const { app, call } = await startService(undefined, { renderers: [broken] });
    const submitted = await call('POST', '/v1/submissions', { product: { name: 'Writer' }, answers: {} });
    const report = `/v1/evaluations/${idOf(3)}/report.boom`;
    expect(submissionResult.parse(submitted.body).links.reports).toEqual({ boom: report });
    const { status, body } = await call('GET', report);
    const detail = 'The fault is ours. What happened is in the log of the service, not in the answer.';
    expect(body).toEqual(problem(report, 500, 'internal_error', 'Internal error', detail));
    expect(status).toBe(500);
    await app.close();
  });
});
