import { z } from 'zod';
import { explainAnswers, explainStored } from '../../service/explain-finding.ts';
import type { AppNeeds } from '../app-needs.ts';
import { callerOf } from '../caller-of.ts';
import type { HttpApp } from '../http-app.ts';
import { id, localeQuery } from '../schemas/common.ts';
import { json, problems } from '../schemas/responses.ts';
import { why, whyBody } from '../schemas/why.ts';
import { idOr } from '../uuid.ts';

const tags = ['Evaluations'];
const config = { scope: 'read' } as const;
const findingPath = z.object({ id, rule: z.string().meta({ examples: ['cn-gai-17-1-security-assessment'] }) });

/** The proof of a finding in words, and the nearest change that would settle it. */
export function addWhyRoutes(app: HttpApp, needs: AppNeeds): void {
  app.get('/v1/evaluations/:id/findings/:rule/why', {
    config,
    schema: {
      operationId: 'explainFinding',
      summary: 'Explain a finding of an evaluation',
      description:
        'The conditions of the rule as a tree in words, what in them decided, the answers, the citation, and the least change ' +
        'of answers by which this finding alone would be met.',
      tags,
      params: findingPath,
      querystring: localeQuery,
      response: { 200: json('Why the finding is what it is.', why), ...problems },
    },
    handler: async (request) => {
      const { params, query } = request;
      const explained = await explainStored(needs, callerOf(request), {
        id: idOr('evaluation_not_found', params.id),
        rule: params.rule,
        locale: query.locale,
      });
      needs.metrics.evaluated('recomputed');
      return explained;
    },
  });

  app.post('/v1/why', {
    config,
    schema: {
      operationId: 'explain',
      summary: 'Explain a finding on answers',
      description: 'The same for bare answers. Nothing is stored.',
      tags,
      body: whyBody,
      response: { 200: json('Why the finding is what it is.', why), ...problems },
    },
    handler: ({ body }) => {
      const explained = explainAnswers(needs, body);
      needs.metrics.evaluated('stateless');
      return explained;
    },
  });
}
