import { describe, expect, test } from 'vitest';
import { answersSchema } from '../../src/core/questionnaire/answers-schema.ts';
import { evaluation as evaluationSchema } from '../../src/http/schemas/evaluation.ts';
import { submissionResult } from '../../src/http/schemas/submission.ts';
import { describeQuestionnaire } from '../../src/service/describe-questionnaire.ts';
import { describeCoverage, describeRuleset, summarizeRuleset } from '../../src/service/describe-rulesets.ts';
import { BILINGUAL_ANSWERS, BILINGUAL_FOLDER } from '../support/bilingual-rules.ts';
import { invalid, problem, useService } from './harness.ts';

const service = useService(BILINGUAL_FOLDER);
const answers = BILINGUAL_ANSWERS.blocked;

/** Words of Latin letters in the texts of an evaluation or description. */
function latinIn(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => text.match(/[A-Za-z]{2,}/g) ?? []);
}

describe('an evaluation in Chinese', () => {
  test('has every text in Chinese, and the digests it has in English', async () => {
    const { call } = service();
    const [english, chinese] = await Promise.all(
      ['', '?locale=zh-CN'].map(async (query) =>
        evaluationSchema.parse((await call('POST', `/v1/evaluate${query}`, { answers })).body),
      ),
    );
    expect([english?.locale, chinese?.locale]).toEqual(['en', 'zh-CN']);
    expect(chinese?.result_digest).toBe(english?.result_digest);
    expect(chinese?.answers_digest).toBe(english?.answers_digest);
    const texts = (chinese?.rulesets ?? []).flatMap(({ nature, findings, consequences }) => [
      nature,
      ...findings.flatMap(({ citation, review }) => [citation.text, ...review.flatMap(({ why, ask }) => [why, ask])]),
      ...consequences.flatMap(({ title, text }) => [title ?? '', text]),
    ]);
    const messages = (chinese?.warnings ?? []).map(({ message }) => message);
    expect(latinIn([...texts, ...messages])).toEqual([]);
    expect(texts).toContain('第四条第（二）项');
    expect(messages).toContain('示范承诺：法律文本核对至2026年8月21日；其后至2026年11月23日的变化未予反映。');
  });

  test('is submitted, read again, verified and reported in Chinese', async () => {
    const { call } = service();
    const body = { product: { name: '示范应用' }, answers, answered_on: '2026-11-20' };
    const stored = submissionResult.parse((await call('POST', '/v1/submissions?locale=zh-CN', body)).body);
    expect(stored.evaluation.locale).toBe('zh-CN');
    expect(stored.links.reports['html']).toMatch(/report\.html\?locale=zh-CN$/);
    expect((await call('GET', stored.links.evaluation)).body).toEqual(stored.evaluation);
    expect((await call('POST', stored.links.verify)).body).toMatchObject({ verified: true });

    const page = String((await call('GET', stored.links.reports['html'] ?? '')).body);
    expect(page.startsWith('<!doctype html>\n<html lang="zh-CN">')).toBe(true);
    expect(page).toContain('<strong class="t-stop">发现阻断性缺口，暂不宜上线</strong>');
    const text = String((await call('GET', stored.links.reports['md'] ?? '')).body);
    expect(text.startsWith('# 评估记录\n\n示范应用\n')).toBe(true);
    const { body: model } = await call('GET', stored.links.reports['json'] ?? '');
    expect(model).toMatchObject({ locale: 'zh-CN', title: '评估记录' });

    const product = { answers: {}, rulesets: ['demo-measures'] };
    const again = await call('POST', `${stored.links.product}/submissions?locale=zh-CN`, product);
    expect(submissionResult.parse(again.body).evaluation.locale).toBe('zh-CN');
    const english = await call('POST', `${stored.links.product}/submissions`, product);
    expect(submissionResult.parse(english.body).links.evaluation).not.toContain('?');
  });
});

test('rulesets, coverage, questionnaire and schema are read in Chinese', async () => {
  const { needs, call } = service();
  const { rulesets, questionnaire } = needs.library;
  expect((await call('GET', '/v1/rulesets?locale=zh-CN')).body).toEqual({
    rulesets: rulesets.map((ruleset) => summarizeRuleset(ruleset, 'zh-CN')),
  });
  for (const ruleset of rulesets) {
    const url = `/v1/rulesets/${ruleset.compiled.id}`;
    expect((await call('GET', `${url}?locale=zh-CN`)).body).toEqual(describeRuleset(ruleset, 'zh-CN'));
    expect((await call('GET', `${url}/coverage?locale=zh-CN`)).body).toEqual(describeCoverage(ruleset, 'zh-CN'));
  }
  expect((await call('GET', '/v1/questionnaire?locale=zh-CN')).body).toEqual(
    describeQuestionnaire(needs.library, rulesets, 'zh-CN'),
  );
  const { body: schema } = await call('GET', '/v1/questionnaire/schema?locale=zh-CN');
  expect(schema).toEqual(answersSchema(questionnaire, 'zh-CN'));
  expect(schema).toMatchObject({
    title: 'Preclear答复',
    properties: { 'app.online': { title: '公众是否可以使用该应用？' } },
  });
});

test('a voluntary ruleset says who signed and what a public claim changes', async () => {
  const { body } = await service().call('GET', '/v1/rulesets/demo-commitments?locale=zh-CN');
  expect(body).toMatchObject({
    binding: false,
    nature: '自愿。两家企业签署。',
    public_claim: '一经对外声称，私下的基准即成为须有依据的表述。',
    signatories: [
      { on: '2023-07-21', names: ['Acme'] },
      { on: '2024-07-26', names: ['Beta'] },
    ],
  });
  const { body: binding } = await service().call('GET', '/v1/rulesets/demo-measures');
  expect(binding).toMatchObject({ public_claim: null, signatories: [] });
});

describe('a language that there is not', () => {
  const detail = 'There is no locale "zh" for these rulesets. Known: en, zh-CN.';

  test.each(['/v1/evaluate', '/v1/submissions'])('is refused by POST %s, and nothing is stored', async (url) => {
    const { call } = service();
    const body = url === '/v1/evaluate' ? { answers } : { product: { name: 'x' }, answers };
    const before = (await call('GET', '/v1/products')).body;
    const { status, body: refusal } = await call('POST', `${url}?locale=zh`, body);
    expect(status).toBe(400);
    expect(refusal).toEqual(problem(url, 400, 'unknown_locale', 'Unknown locale', detail));
    expect((await call('GET', '/v1/products')).body).toEqual(before);
  });

  test('is named beside every other fault', async () => {
    const { call } = service();
    const { body } = await call('POST', '/v1/evaluate?locale=zh', { answers: { 'app.online': 1 } });
    expect(body).toEqual(
      invalid(
        '/v1/evaluate',
        ['/answers/app.online', 'wrong_type', expect.any(String), expect.any(String)],
        ['/query/locale', 'unknown_locale', 'there is no locale "zh" for these rulesets', 'one of en, zh-CN'],
      ),
    );
  });

  test('is refused where a stored evaluation is read', async () => {
    const { call } = service();
    const { body } = await call('POST', '/v1/submissions', { product: { name: 'x' }, answers: {} });
    const { links } = submissionResult.parse(body);
    const { status, body: refusal } = await call('GET', `${links.evaluation}?locale=zh`);
    expect(status).toBe(400);
    expect(refusal).toEqual(problem(links.evaluation, 400, 'unknown_locale', 'Unknown locale', detail));
  });
});
