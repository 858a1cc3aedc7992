import { z } from 'zod';
import { shown } from '../../core/base/input-issue.ts';
import type { Caller } from '../../service/access.ts';
import { compareEvaluations } from '../../service/compare-evaluations.ts';
import { readEvaluation } from '../../service/read-evaluation.ts';
import { renderStoredReport, type RenderedReport } from '../../service/render-report.ts';
import { verifyEvaluation } from '../../service/verify-evaluation.ts';
import type { AppNeeds } from '../app-needs.ts';
import { callerOf } from '../caller-of.ts';
import { negotiate, NEGOTIATED } from '../negotiate.ts';
import { reportContent, sendPaper } from '../paper.ts';
import type { HttpApp } from '../http-app.ts';
import { evaluationQuery, id, idPath, localeQuery } from '../schemas/common.ts';
import { comparison } from '../schemas/comparison.ts';
import { evaluation, verification } from '../schemas/evaluation.ts';
import { json, problems } from '../schemas/responses.ts';
import { idOr } from '../uuid.ts';

const tags = ['Evaluations'];
const config = { scope: 'read' } as const;

const reportPath = z.object({
  id,
  format: z.string().meta({ description: 'html, pdf, docx, md, json or csv.', examples: ['html'] }),
});
const reportQuery = localeQuery.extend({
  layout: z
    .string()
    .optional()
    .meta({
      description:
        '`single` when left out; `bilingual` sets English and Chinese side by side, of which the one that `locale` names prevails.',
      examples: ['bilingual'],
    }),
  template: z
    .string()
    .optional()
    .meta({
      description:
        '`counsel` when left out: everything, and no score. `founder`: two pages, what to do first and by when. `board`: one page. ' +
        '`gate`: the result and what it rests on.',
      examples: ['founder'],
    }),
  since: z.string().optional().meta({
    description:
      'The evaluation of the same product that changes are told against; the newest earlier one when left out.',
    format: 'uuid',
  }),
});

const comparePath = z.object({
  a: id.describe('The evaluation before.'),
  b: id.describe('The evaluation after.'),
});

/** Evaluations that are stored. */
export function addEvaluationRoutes(app: HttpApp, needs: AppNeeds): void {
  app.get('/v1/evaluations/:id', {
    config: { ...config, entityTag: true },
    schema: {
      operationId: 'getEvaluation',
      summary: 'Read an evaluation',
      description:
        'Computed again from the stored answers and the stored rulesets; `result_digest` tells that it is the same.',
      tags,
      params: idPath,
      querystring: evaluationQuery,
      response: { 200: json('The evaluation.', evaluation), ...problems },
    },
    handler: async (request) => {
      const { params, query } = request;
      const found = await readEvaluation(needs, callerOf(request), idOr('evaluation_not_found', params.id), query);
      needs.metrics.evaluated('recomputed');
      return found;
    },
  });

  app.post('/v1/evaluations/:id/verify', {
    config,
    schema: {
      operationId: 'verifyEvaluation',
      summary: 'Verify an evaluation',
      description: 'Runs a stored evaluation again and compares the digests with those stored. Takes no body.',
      tags,
      params: idPath,
      response: { 200: json('What re-running came to.', verification), ...problems },
    },
    handler: async (request) => {
      const stored = idOr('evaluation_not_found', request.params.id);
      const verified = await verifyEvaluation(needs, callerOf(request), stored);
      needs.metrics.evaluated('recomputed');
      return verified;
    },
  });

  app.get('/v1/evaluations/:a/compare/:b', {
    config,
    schema: {
      operationId: 'compareEvaluations',
      summary: 'Compare two evaluations of a product',
      description:
        'What changed from the first evaluation to the second, each finding with its causes: facts changed, rules changed, ' +
        'or date passed. Both are computed again from what was stored with them.',
      tags,
      params: comparePath,
      response: { 200: json('What changed, and why.', comparison), ...problems },
    },
    handler: async (request) => {
      const { a, b } = request.params;
      const compared = await compareEvaluations(needs, callerOf(request), {
        from: evaluationId(a),
        to: evaluationId(b),
      });
      needs.metrics.evaluated('recomputed');
      needs.metrics.evaluated('recomputed');
      return compared;
    },
  });

  app.get('/v1/evaluations/:id/report.:format', {
    config: { ...config, entityTag: true },
    schema: {
      operationId: 'getReport',
      summary: 'Read the report of an evaluation',
      description:
        'A stored evaluation rendered for a reader. The same evaluation gives the same bytes under one engine and the same crosswalks, which the report names by digest.',
      tags: ['Reports'],
      params: reportPath,
      querystring: reportQuery,
      response: {
        200: reportContent('The report in the format asked for.'),
        ...problems,
      },
    },
    handler: async (request, reply) => {
      const { params, query } = request;
      const report = await reportFor(needs, callerOf(request), { ...query, ...params });
      return sendPaper(reply, report);
    },
  });

  app.get('/v1/evaluations/:id/report', {
    config: { ...config, entityTag: true },
    schema: {
      operationId: 'negotiateReport',
      summary: 'Read the report of an evaluation in a format that you accept',
      description: NEGOTIATED,
      tags: ['Reports'],
      params: idPath,
      querystring: reportQuery,
      response: {
        200: reportContent('The report in the format accepted best.'),
        ...problems,
      },
    },
    handler: async (request, reply) => {
      const format = negotiate(request, reply, needs.renderers);
      const { params, query } = request;
      const report = await reportFor(needs, callerOf(request), { ...query, ...params, format });
      return sendPaper(reply, report);
    },
  });
}

async function reportFor(
  needs: AppNeeds,
  caller: Caller,
  { id: evaluated, since, ...wanted }: z.output<typeof reportQuery> & z.output<typeof reportPath>,
): Promise<RenderedReport> {
  const report = await renderStoredReport(needs, caller, idOr('evaluation_not_found', evaluated), {
    ...wanted,
    since: since === undefined ? undefined : evaluationId(since),
  });
  needs.metrics.evaluated('recomputed');
  return report;
}

/** One of several ids in a request; when there is no such evaluation, it is named. */
function evaluationId(text: string): string {
  return idOr('evaluation_not_found', text, `There is no evaluation ${shown(text)}.`);
}
