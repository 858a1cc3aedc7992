import { describe, expect, test } from 'vitest';
import { questionnaire } from '../../src/http/schemas/questionnaire.ts';
import { answersSchema } from '../../src/core/questionnaire/answers-schema.ts';
import { describeQuestionnaire } from '../../src/service/describe-questionnaire.ts';
import { describeCoverage, describeRuleset, summarizeRuleset } from '../../src/service/describe-rulesets.ts';
import { useService } from './harness.ts';

const service = useService();

describe('rulesets', () => {
  test('are listed, read and covered without anything lost on the way', async () => {
    const { needs, call } = service();
    const { rulesets } = needs.library;
    expect((await call('GET', '/v1/rulesets')).body).toEqual({
      rulesets: rulesets.map((ruleset) => summarizeRuleset(ruleset, 'en')),
    });
    for (const ruleset of rulesets) {
      const url = `/v1/rulesets/${ruleset.compiled.id}`;
      expect((await call('GET', url)).body).toEqual(describeRuleset(ruleset, 'en'));
      expect((await call('GET', `${url}/coverage?locale=en`)).body).toEqual(describeCoverage(ruleset, 'en'));
    }
  });

  test('coverage names each provision with its treatment', async () => {
    const { body } = await service().call('GET', '/v1/rulesets/demo-act/coverage');
    expect(body).toEqual({
      provisions: [
        {
          id: 'art-1-1',
          unit: '1',
          citation: { article: '1', paragraph: '1', text: 'Art. 1(1)' },
          class: 'scope',
          title: 'Scope',
          gist: 'Apps for the public.',
          rules: [],
          definitions: ['IN_SCOPE'],
          no_rule: null,
        },
        {
          id: 'art-1-2',
          unit: '1',
          citation: { article: '1', paragraph: '2', text: 'Art. 1(2)' },
          class: 'rule',
          title: 'Tests',
          gist: 'Test before launch.',
          rules: ['demo-1-2-tested'],
          definitions: [],
          no_rule: null,
        },
      ],
    });
  });
});

describe('the questionnaire', () => {
  const questionsIn = (body: unknown) => questionnaire.parse(body).groups.flatMap(({ questions }) => questions);

  test('has every question, whole', async () => {
    const { needs, call } = service();
    const { body } = await call('GET', '/v1/questionnaire');
    expect(body).toEqual(describeQuestionnaire(needs.library, needs.library.rulesets, 'en'));
    expect(questionsIn(body)[0]).toEqual({
      id: 'app.online',
      type: 'boolean',
      text: 'Can the public use the app?',
      help: 'Whoever can sign up counts.',
      why: 'Art. 1 of the Demo Act.',
      labels: { true: 'Public', false: 'Closed' },
      options: null,
      min: null,
      default: null,
    });
  });

  test('has only what the rulesets asked for read', async () => {
    const { call } = service();
    const { body } = await call('GET', '/v1/questionnaire?rulesets=demo-pledge');
    const ids = questionsIn(body).map(({ id }) => id);
    expect(ids).toEqual(['app.testers']);
  });

  test.each([
    'rulesets=demo-act,demo-pledge',
    'rulesets=demo-act&rulesets=demo-pledge',
    'rulesets=demo-pledge&rulesets=demo-act&locale=en',
  ])('is asked for several rulesets by ?%s', async (query) => {
    const { call } = service();
    expect((await call('GET', `/v1/questionnaire?${query}`)).body).toEqual(
      (await call('GET', '/v1/questionnaire')).body,
    );
  });

  test('gives the JSON Schema of answers', async () => {
    const { needs, call } = service();
    const { headers, body } = await call('GET', '/v1/questionnaire/schema');
    expect(headers['content-type']).toBe('application/schema+json; charset=utf-8');
    expect(body).toEqual(answersSchema(needs.library.questionnaire, 'en'));
  });
});
