import { describe, expect, test } from 'vitest';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { idOf, useService } from './harness.ts';

const service = useService();

describe('GET /v1/checklist.{format}', () => {
  test.each([
    ['html', 'text/html; charset=utf-8', '<h1>Checklist</h1>'],
    ['md', 'text/markdown; charset=utf-8', '# Checklist\n'],
  ])('is the whole questionnaire as %s', async (format, type, part) => {
    const { status, headers, body } = await service().call('GET', `/v1/checklist.${format}`);
    expect([status, headers['content-type']]).toEqual([200, type]);
    expect(headers['content-disposition']).toBe(`inline; filename="preclear-checklist.${format}"`);
    expect(body).toContain(part);
    const { groups } = service().needs.library.questionnaire;
    for (const { title } of groups) expect(body).toContain(title.en);
  });

  test('of a product holds what is still open, and leaves a trace', async () => {
    const answers = { 'app.online': true };
    const body = { product: { name: 'Writer' }, answers, rulesets: ['demo-act'] };
    const made = await service().call('POST', '/v1/submissions', body);
    const { links, evaluation } = submissionResult.parse(made.body);
    const product = links.product.split('/').at(-1) ?? '';
    const { body: text } = await service().call('GET', `/v1/checklist.md?product=${product}`);
    expect(text).toContain('Writer');
    // Of the rulesets that it was assessed with, and no others.
    expect(text).toContain('Ruleset demo-act');
    expect(text).not.toContain('demo-pledge');
    expect(text).toContain(`${evaluation.next_questions.length} questions in `);
    const last = await service().needs.store.lastEntry('local');
    expect([last?.action, last?.subject]).toEqual(['evaluation.read', evaluation.id]);
  });

  test.each([
    ['checklist.csv', 400, 'unknown_format'],
    ['checklist.html?locale=fr', 400, 'unknown_locale'],
    ['checklist.html?layout=double', 400, 'unknown_layout'],
    ['checklist.html?rulesets=demo-akt', 400, 'unknown_ruleset'],
    [`checklist.html?product=${idOf(0xfffff)}`, 404, 'product_not_found'],
  ])('%s is refused', async (path, status, code) => {
    const answer = await service().call('GET', `/v1/${path}`);
    expect([answer.status, answer.body]).toMatchObject([status, { code }]);
  });

  test('an unknown ruleset is named where it stands in the query', async () => {
    const { body } = await service().call('GET', '/v1/checklist.html?rulesets=demo-act,demo-akt');
    expect(body).toMatchObject({ errors: [{ pointer: '/query/rulesets/1', code: 'unknown_ruleset' }] });
  });
});
