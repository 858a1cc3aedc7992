import { z } from 'zod';
import type { InputIssue } from '../../core/base/input-issue.ts';
import { answersSchema } from '../../core/questionnaire/answers-schema.ts';
import { chooseLocale } from '../../service/choose-locale.ts';
import { describeQuestionnaire } from '../../service/describe-questionnaire.ts';
import { selectRulesets } from '../../service/evaluation-request.ts';
import type { RuleLibrary } from '../../service/rule-library.ts';
import { ServiceError } from '../../service/service-error.ts';
import type { HttpApp } from '../http-app.ts';
import { localeQuery } from '../schemas/common.ts';
import { json, problems } from '../schemas/responses.ts';
import { questionnaire } from '../schemas/questionnaire.ts';

const tags = ['Questionnaire'];
const config = { scope: 'read' } as const;

/** `?rulesets=a,b` and `?rulesets=a&rulesets=b` alike. */
export const rulesetIds = z.preprocess(
  (value) => [value ?? []].flat().flatMap((part: unknown) => (typeof part === 'string' ? part.split(',') : [part])),
  z.array(z.string()).optional(),
);

const query = localeQuery.extend({
  rulesets: rulesetIds.describe('Ids of rulesets, repeated or with commas; all of them when left out.'),
});

/** What may be answered. */
export function addQuestionnaireRoutes(app: HttpApp, needs: { readonly library: RuleLibrary }): void {
  app.get('/v1/questionnaire', {
    config,
    schema: {
      operationId: 'getQuestionnaire',
      summary: 'Read the questions',
      description: 'The questions that the rulesets read, by group, in the order a person would answer.',
      tags,
      querystring: query,
      response: { 200: json('The questions by group.', questionnaire), ...problems },
    },
    handler: (request) => {
      const { rulesets: ids = [], locale } = request.query;
      const issues: InputIssue[] = [];
      const rulesets = selectRulesets(ids.length === 0 ? undefined : ids, needs.library, issues, '/query/rulesets');
      if (issues.length > 0) {
        throw new ServiceError(
          issues.every(({ code }) => code === 'unknown_ruleset') ? 'unknown_ruleset' : 'invalid_input',
          undefined,
          issues,
        );
      }
      return describeQuestionnaire(needs.library, rulesets, chooseLocale(locale, rulesets));
    },
  });

  app.get('/v1/questionnaire/schema', {
    config,
    schema: {
      operationId: 'getAnswersSchema',
      summary: 'Read the JSON Schema of answers',
      description: 'The JSON Schema (draft 2020-12) of an answers object, for editors and forms.',
      tags,
      querystring: localeQuery,
      response: {
        200: {
          description: 'A JSON Schema.',
          content: { 'application/schema+json': { schema: z.record(z.string(), z.unknown()) } },
        },
        ...problems,
      },
    },
    handler: (request, reply) => {
      const locale = chooseLocale(request.query.locale, needs.library.rulesets);
      void reply.type('application/schema+json');
      return answersSchema(needs.library.questionnaire, locale);
    },
  });
}
