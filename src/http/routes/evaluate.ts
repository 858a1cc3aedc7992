import { evaluateAnswers } from '../../service/evaluate-answers.ts';
import type { AppNeeds } from '../app-needs.ts';
import type { HttpApp } from '../http-app.ts';
import { evaluationQuery } from '../schemas/common.ts';
import { evaluation } from '../schemas/evaluation.ts';
import { json, problems } from '../schemas/responses.ts';
import { evaluateBody } from '../schemas/submission.ts';

/** Evaluation without storing anything. */
export function addEvaluateRoutes(app: HttpApp, needs: AppNeeds): void {
  app.post('/v1/evaluate', {
    config: { scope: 'read' },
    schema: {
      operationId: 'evaluate',
      summary: 'Evaluate answers',
      description: 'Judges answers against rulesets as of a day. Nothing is stored; `id` is null.',
      tags: ['Evaluations'],
      querystring: evaluationQuery,
      body: evaluateBody,
      response: { 200: json('The evaluation.', evaluation), ...problems },
    },
    handler: async ({ body, query: { locale, plan, trace } }) => {
      const evaluated = await evaluateAnswers(needs, { ...body, locale, plan }, trace);
      needs.metrics.evaluated('stateless');
      return evaluated;
    },
  });
}
