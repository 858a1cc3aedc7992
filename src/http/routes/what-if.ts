import type { Clock } from '../../service/ports.ts';
import type { RuleLibrary } from '../../service/rule-library.ts';
import { judgeVariants } from '../../service/what-if.ts';
import type { HttpApp } from '../http-app.ts';
import { localeQuery } from '../schemas/common.ts';
import { json, problems } from '../schemas/responses.ts';
import { whatIfBody, whatIfResult } from '../schemas/what-if.ts';

/** Evaluation of variants of one product, without storing anything. */
export function addWhatIfRoutes(app: HttpApp, needs: { readonly library: RuleLibrary; readonly clock: Clock }): void {
  app.post('/v1/what-if', {
    config: { scope: 'read' },
    schema: {
      operationId: 'whatIf',
      summary: 'Try variants of answers',
      description:
        'Judges answers, and each variant laid over them, against rulesets as of a day: gate, verdicts, open counts, and exactly the ' +
        'findings that change. Nothing is stored.',
      tags: ['Evaluations'],
      querystring: localeQuery,
      body: whatIfBody,
      response: { 200: json('The base and its variants.', whatIfResult), ...problems },
    },
    handler: ({ body, query: { locale } }) => judgeVariants(needs, { ...body, locale }),
  });
}
