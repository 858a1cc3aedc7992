import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { branding as brandingSchema } from '../../src/http/schemas/branding.ts';
import { review as reviewSchema } from '../../src/http/schemas/review.ts';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { RULES_FOLDER } from '../support/real-rules.ts';
import { SETS_ASIDE as ANSWERS } from '../support/sets-aside.ts';
import { WHOLE } from '../store/records.ts';
import { idOf, startService, type Service } from './harness.ts';

// Over the shipped rules: of those alone does an answer set duties aside.

const BY = { name: 'A. Person', role: 'Counsel' };
const RULE = 'cn-gai-17-1-security-assessment';
const JSON_ONLY = { by: BY, formats: ['json', 'html'] };

let service: Service;
let path: string;
let product: string;

beforeAll(async () => {
  service = await startService(RULES_FOLDER);
});
afterAll(() => service.app.close());

beforeEach(async () => {
  const answer = await service.call('POST', '/v1/submissions', {
    product: { name: 'Writer', client: 'Acme' },
    answers: ANSWERS,
    rulesets: ['cn-interim-measures'],
  });
  const { links } = submissionResult.parse(answer.body);
  path = links.evaluation;
  product = links.product;
});

function put(url: string, body: unknown, match?: string) {
  return service.call('PUT', url, body, { headers: match === undefined ? {} : { 'if-match': match } });
}

async function read() {
  const { body, headers } = await service.call('GET', `${path}/review`);
  return { review: reviewSchema.parse(body), etag: headers.etag ?? '' };
}

async function confirmAll(): Promise<void> {
  const { review } = await read();
  for (const { fact } of review.set_aside)
    expect((await put(`${path}/set-aside/${fact}/confirmation`, { by: BY })).status).toBe(200);
  for (const { rule } of review.to_review)
    expect((await put(`${path}/findings/${rule}/review`, { disposition: 'confirmed', by: BY })).status).toBe(200);
}

async function sign(body: unknown, etag: string) {
  return service.call('POST', `${path}/sign-off`, body, { headers: { 'if-match': etag } });
}

describe('a review of a finding', () => {
  test('stands beside the finding, which stays as it was computed', async () => {
    const before = (await service.call('GET', path)).body;
    const said = { disposition: 'overridden', status: 'met', citation: 'Art. 17', reason: 'Seen.', by: BY };
    const answer = await put(`${path}/findings/${RULE}/review`, said);
    expect([answer.status, answer.body]).toEqual([200, { rule: RULE, ...said, on: '2026-11-23' }]);
    const { review } = await read();
    expect(review.reviews).toEqual([{ rule: RULE, ...said, on: '2026-11-23' }]);
    expect(review.gate).toBe('undetermined');
    expect((await service.call('GET', path)).body).toEqual(before);
    const page = String((await service.call('GET', `${path}/report.md`)).body);
    expect(page).toContain('Counsel: Overridden: In place');
  });

  test.each([
    [{ disposition: 'overridden' }, ['/status', '/citation', '/reason']],
    [
      { disposition: 'confirmed', status: 'met', citation: 'Art. 17', reason: 'x' },
      ['/status', '/citation', '/reason'],
    ],
    [{ disposition: 'commented', status: 'met' }, ['/status', '/reason']],
  ])('says all that is wrong with it: %j', async (body, pointers) => {
    const { status, body: problem } = await put(`${path}/findings/${RULE}/review`, { ...body, by: BY });
    expect(status).toBe(400);
    expect(problem).toMatchObject({ code: 'invalid_input', errors: pointers.map((pointer) => ({ pointer })) });
  });

  test('is changed by who has read it alone, and taken back without being forgotten', async () => {
    const url = `${path}/findings/${RULE}/review`;
    const first = await put(url, { disposition: 'confirmed', by: BY });
    const tag = first.headers.etag ?? '';
    const comment = { disposition: 'commented', reason: 'See the receipt.', by: BY };
    expect((await put(url, comment)).status).toBe(428);
    expect((await put(url, comment, '"other"')).status).toBe(412);
    const second = await put(url, comment, tag);
    expect(second.status).toBe(200);
    expect((await service.call('DELETE', url)).status).toBe(428);
    const gone = await service.call('DELETE', url, undefined, { headers: { 'if-match': second.headers.etag ?? '' } });
    expect(gone.status).toBe(204);
    expect((await read()).review.reviews).toEqual([]);
    const entries = await service.needs.store.listReviews(
      { organization: 'local', clients: null, matters: null },
      product.split('/').at(-1) ?? '',
    );
    expect(entries.map(({ content }) => content?.kind)).toEqual(['finding', 'finding', 'withdrawn']);
  });

  test('of several at once exactly one is kept', async () => {
    const url = `${path}/findings/${RULE}/review`;
    const all = await Promise.all(Array.from({ length: 10 }, () => put(url, { disposition: 'confirmed', by: BY })));
    expect(all.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('is of a rule of the evaluation', async () => {
    const { body } = await put(`${path}/findings/no-such-rule/review`, { disposition: 'confirmed', by: BY });
    expect(body).toMatchObject({ code: 'rule_not_found' });
    const unknown = `/v1/evaluations/${idOf(0xfffff)}/findings/${RULE}/review`;
    expect((await put(unknown, { disposition: 'confirmed', by: BY })).body).toMatchObject({
      code: 'evaluation_not_found',
    });
  });
});

describe('an accepted risk', () => {
  test('exempts nobody: it is told with later evaluations, and only no longer holds the effective gate', async () => {
    const risk = { reason: 'Decided by the board.', owner: BY, expires_on: '2027-03-31' };
    const answer = await put(`${product}/accepted-risks/${RULE}`, risk);
    expect([answer.status, answer.body]).toEqual([200, { rule: RULE, ...risk, accepted_on: '2026-11-23' }]);
    const { review } = await read();
    expect(review.accepted_risks).toEqual([{ rule: RULE, ...risk, accepted_on: '2026-11-23' }]);
    expect(review.effective_gate).toBe('undetermined');
    const listed = await service.call('GET', `${product}/accepted-risks`);
    expect(listed.body).toEqual({ items: review.accepted_risks });
    expect(String((await service.call('GET', `${path}/report.md`)).body)).toContain('Decided by the board.');
  });

  test.each(['2026-11-22', '2027-11-25', '2026-02-30'])('does not end on %s', async (expires_on) => {
    const { status, body } = await put(`${product}/accepted-risks/${RULE}`, { reason: 'x', owner: BY, expires_on });
    expect([status, body]).toMatchObject([400, { errors: [{ pointer: '/expires_on', code: 'invalid_date' }] }]);
  });
});

describe('a sign-off', () => {
  test('waits until counsel has confirmed each answer that sets duties aside and reviewed what asks for a person', async () => {
    const { review, etag } = await read();
    expect(review.set_aside.length).toBeGreaterThan(0);
    expect(review.to_review.length).toBeGreaterThan(1);
    const { status, body } = await sign(JSON_ONLY, etag);
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'not_ready_to_sign',
      errors: [
        ...review.set_aside.map(({ fact }) => ({
          code: 'not_confirmed',
          message: `the answer "${fact}" sets duties aside, and counsel has not confirmed it`,
          expected: `PUT ${path}/set-aside/${fact}/confirmation`,
        })),
        ...review.to_review.map(({ rule, asks }) => ({
          code: 'not_reviewed',
          message: `the finding "${rule}" asks for a person, and counsel has not confirmed or overridden it: ${asks.map(({ why }) => why).join(' ')}`,
          expected: `PUT ${path}/findings/${rule}/review`,
        })),
      ],
    });
  });

  test.each([
    ['in scope', true, 7],
    ['out of scope', false, 0],
  ])('of a product %s waits for every finding that asks for a person and may apply', async (_, isOffered, count) => {
    const made = await service.call('POST', '/v1/submissions', {
      product: { name: 'Writer' },
      answers: { ...ANSWERS, 'service.offered_to_prc_public': isOffered },
      rulesets: ['cn-interim-measures'],
    });
    const { links, evaluation } = submissionResult.parse(made.body);
    const findings = evaluation.rulesets.flatMap((ruleset) => ruleset.findings);
    const asking = findings.filter(({ review }) => review.length > 0);
    const { body } = await service.call('GET', `${links.evaluation}/review`);
    const { to_review: toReview } = reviewSchema.parse(body);
    expect(toReview).toEqual(
      asking
        .filter(({ status }) => status !== 'not_applicable')
        .map(({ rule, review }) => ({ ruleset: 'cn-interim-measures', rule, asks: review, settled_by: null })),
    );
    expect([toReview.length, asking.length]).toEqual([count, 7]);
  });

  test('is content with a confirmation, an override or a risk in force, and with no comment', async () => {
    await confirmAll();
    const { review } = await read();
    const [first, second] = review.to_review;
    const [one, other] = [first?.rule ?? '', second?.rule ?? ''];
    const again = async (rule: string, said: object): Promise<void> => {
      const url = `${path}/findings/${rule}/review`;
      const entries = await service.needs.store.listReviews(WHOLE, product.split('/').at(-1) ?? '');
      const tag = entries.findLast(({ subject }) => subject === rule)?.id ?? '';
      expect((await put(url, { ...said, by: BY }, `"${tag}"`)).status).toBe(200);
    };
    const open = async () => (await read()).review.to_review.filter(({ settled_by: by }) => by === null);
    await again(one, { disposition: 'commented', reason: 'To be looked into.' });
    await again(other, { disposition: 'overridden', status: 'met', citation: 'Art. 17', reason: 'Seen.' });
    expect((await open()).map(({ rule }) => rule)).toEqual([one]);
    const { body } = await sign(JSON_ONLY, (await read()).etag);
    expect(body).toMatchObject({ code: 'not_ready_to_sign', errors: [{ code: 'not_reviewed' }] });
    const risk = { reason: 'Decided by the board.', owner: BY, expires_on: '2027-03-31' };
    expect((await put(`${product}/accepted-risks/${one}`, risk)).status).toBe(200);
    expect((await read()).review.to_review[0]).toMatchObject({ rule: one, settled_by: 'accepted_risk' });
    const signed = await sign(JSON_ONLY, (await read()).etag);
    expect([signed.status, signed.body]).toMatchObject([200, { state: 'final' }]);
  });

  test('for one instrument of two waits for the findings of that one alone', async () => {
    const body = { product: { name: 'Writer' }, answers: ANSWERS };
    const made = await service.call('POST', '/v1/submissions', body);
    path = submissionResult.parse(made.body).links.evaluation;
    const { review } = await read();
    const [mine, others] = ['cn-interim-measures', 'us-voluntary-commitments'].map((id) =>
      review.to_review.filter(({ ruleset }) => ruleset === id).map(({ rule }) => rule),
    );
    expect(mine).toHaveLength(7);
    for (const { fact } of review.set_aside) await put(`${path}/set-aside/${fact}/confirmation`, { by: BY });
    for (const rule of mine ?? []) await put(`${path}/findings/${rule}/review`, { disposition: 'confirmed', by: BY });
    const first = await sign({ ...JSON_ONLY, rulesets: ['cn-interim-measures'] }, (await read()).etag);
    expect([first.status, first.body]).toMatchObject([200, { state: 'draft' }]);
    const second = await sign(JSON_ONLY, (await read()).etag);
    expect(second.body).toMatchObject({
      errors: (others ?? []).map((rule) => ({ code: 'not_reviewed', expected: `PUT ${path}/findings/${rule}/review` })),
    });
    expect(others?.length).toBeGreaterThan(0);
  });

  test('makes the report final: its bytes stay, and nothing more is said of the evaluation', async () => {
    await confirmAll();
    const { etag } = await read();
    expect((await service.call('POST', `${path}/sign-off`, JSON_ONLY)).status).toBe(428);
    expect((await sign(JSON_ONLY, '"none"')).status).toBe(412);
    const signed = await sign({ ...JSON_ONLY, admission: 'Beijing', licence_no: '1110', privileged: true }, etag);
    expect(signed.status).toBe(200);
    expect(reviewSchema.parse(signed.body)).toMatchObject({
      state: 'final',
      sign_offs: [{ ruleset: 'cn-interim-measures', by: BY, admission: 'Beijing', licence_no: '1110' }],
    });
    const html = await service.app.inject({ url: `${path}/report.html` });
    expect(html.body).toContain('<strong>FINAL</strong>');
    expect(html.body).toContain('Privileged and confidential');
    const brand = await service.call('GET', '/v1/organization/branding');
    const headers = brand.headers.etag === undefined ? {} : { 'if-match': brand.headers.etag };
    await service.call('PUT', '/v1/organization/branding', { name: 'Another look' }, { headers });
    expect((await service.app.inject({ url: `${path}/report.html` })).body).toBe(html.body);
    for (const refused of [
      await put(`${path}/findings/${RULE}/review`, { disposition: 'confirmed', by: BY }),
      await sign(JSON_ONLY, (await read()).etag),
    ])
      expect([refused.status, refused.body]).toMatchObject([409, { code: 'evaluation_final' }]);
  });

  test('is for instruments of the evaluation, each once', async () => {
    await confirmAll();
    const { etag } = await read();
    const rulesets = ['cn-interim-measure', 'cn-interim-measures', 'cn-interim-measures'];
    const { status, body } = await sign({ ...JSON_ONLY, rulesets }, etag);
    expect([status, body]).toMatchObject([
      400,
      { errors: [{ pointer: '/rulesets/0', suggestion: 'cn-interim-measures' }, { pointer: '/rulesets/2' }] },
    ]);
  });

  test.each([
    [{ formats: ['docm'] }, 400, 'unknown_format'],
    [{ template: 'counsl' }, 400, 'unknown_template'],
    [{ layout: 'double' }, 400, 'unknown_layout'],
    [{ locale: 'fr' }, 400, 'unknown_locale'],
  ])('refuses a report that cannot be: %j', async (wish, status, code) => {
    await confirmAll();
    const answer = await sign({ ...JSON_ONLY, ...wish }, (await read()).etag);
    expect([answer.status, answer.body]).toMatchObject([status, { code }]);
    expect((await read()).review.state).toBe('draft');
  });
});

describe('branding', () => {
  const SVG =
    '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><!-- made by hand --><rect width="20" height="10" fill="#123456"/></svg>';
  const logoOf = (text: string) => ({ media_type: 'image/svg+xml', base64: Buffer.from(text).toString('base64') });

  async function save(body: unknown) {
    const before = await service.call('GET', '/v1/organization/branding');
    return put('/v1/organization/branding', body, before.headers.etag);
  }

  test('is on the reports from then on, with what draws the logo alone', async () => {
    const body = {
      name: 'Example Law Firm',
      logo: logoOf(SVG),
      accent: '#204060',
      footer: 'Street 1',
      disclaimer: 'Ours too.',
    };
    const { status, body: kept } = await save(body);
    expect(status).toBe(200);
    const { logo } = brandingSchema.parse(kept);
    expect(Buffer.from(logo?.base64 ?? '', 'base64').toString()).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#123456"></rect></svg>',
    );
    const { body: html } = await service.app.inject({ url: `${path}/report.html` });
    for (const part of [
      `src="data:image/svg+xml;base64,${logo?.base64 ?? ''}"`,
      '--brand: #204060',
      'Street 1',
      'Ours too.',
    ])
      expect(html).toContain(part);
    // Ours always stands.
    expect(html).toContain('It is not legal advice and does not replace it.');
  });

  test.each([
    [{ accent: '#77aaff' }, '/accent', /contrast of 2\.\d on white/],
    [
      { logo: logoOf('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><script/></svg>') },
      '/logo',
      /<script> is not allowed/,
    ],
    [
      { logo: logoOf('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>') },
      '/logo',
      /document type/,
    ],
    [
      { logo: logoOf('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1" onload="x"/>') },
      '/logo',
      /onload is not allowed/,
    ],
    [
      {
        logo: logoOf('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><rect fill="url(http://x)"/></svg>'),
      },
      '/logo',
      /leads out/,
    ],
    [{ logo: logoOf('not xml') }, '/logo', /no well-formed XML/],
    [{ logo: { media_type: 'image/png', base64: 'AAAA' } }, '/logo', /does not begin as a PNG/],
    [{ logo: { media_type: 'image/png', base64: 'A' } }, '/logo', /base64/],
  ])('refuses %j', async (change, pointer, message) => {
    const { status, body } = await save({ name: 'Example Law Firm', ...change });
    expect([status, body]).toMatchObject([400, { errors: [{ pointer, message: expect.stringMatching(message) }] }]);
  });
});
