import { z } from 'zod';
import type { Caller } from '../../service/access.ts';
import { renderChecklist, renderProductChecklist } from '../../service/render-checklist.ts';
import type { RenderedReport } from '../../service/render-report.ts';
import type { AppNeeds } from '../app-needs.ts';
import { callerOf } from '../caller-of.ts';
import type { HttpApp } from '../http-app.ts';
import { idOr } from '../uuid.ts';
import { negotiate, NEGOTIATED } from '../negotiate.ts';
import { paperContent, sendPaper } from '../paper.ts';
import { localeQuery } from '../schemas/common.ts';
import { problems } from '../schemas/responses.ts';
import { rulesetIds } from './questionnaire.ts';

const path = z.object({ format: z.string().meta({ description: 'html, pdf, docx or md.', examples: ['html'] }) });
const query = localeQuery.extend({
  rulesets: rulesetIds.describe('Ids of rulesets, repeated or with commas; all of them when left out.'),
  layout: z
    .string()
    .optional()
    .meta({ description: '`single` when left out; `bilingual` sets English and Chinese side by side.' }),
  product: z.string().optional().meta({
    description: 'A product whose latest evaluation tells what is still open; the whole questionnaire when left out.',
    format: 'uuid',
  }),
});

/** The questionnaire on paper. */
export function addChecklistRoutes(app: HttpApp, needs: AppNeeds): void {
  app.get('/v1/checklist.:format', {
    config: { scope: 'read', entityTag: true },
    schema: {
      operationId: 'getChecklist',
      summary: 'Read the checklist on paper',
      description:
        'The questionnaire as a paper to be filled in by hand: each question with boxes, the provisions that ask for it and the evidence to ' +
        'bring; of a product, only what is still open.',
      tags: ['Questionnaire'],
      params: path,
      querystring: query,
      response: { 200: paperContent('The checklist in the format asked for.'), ...problems },
    },
    handler: async (request, reply) => {
      const made = await checklistFor(needs, callerOf(request), request.query, request.params.format);
      return sendPaper(reply, made);
    },
  });

  app.get('/v1/checklist', {
    config: { scope: 'read', entityTag: true },
    schema: {
      operationId: 'negotiateChecklist',
      summary: 'Read the checklist on paper in a format that you accept',
      description: NEGOTIATED,
      tags: ['Questionnaire'],
      querystring: query,
      response: { 200: paperContent('The checklist in the format accepted best.'), ...problems },
    },
    handler: async (request, reply) => {
      const papers = needs.renderers.filter(({ writes }) => writes === 'document');
      const format = negotiate(request, reply, papers);
      const made = await checklistFor(needs, callerOf(request), request.query, format);
      return sendPaper(reply, made);
    },
  });
}

async function checklistFor(
  needs: AppNeeds,
  caller: Caller,
  { rulesets: ids = [], locale, layout, product }: z.output<typeof query>,
  format: string,
): Promise<RenderedReport> {
  const wanted = {
    format,
    locale,
    layout,
    rulesets: ids.length === 0 ? undefined : ids,
    rulesetsAt: '/query/rulesets',
  };
  if (product !== undefined) return renderProductChecklist(needs, caller, idOr('product_not_found', product), wanted);
  return renderChecklist(needs, wanted, null, await brandOf(needs, caller.reach.organization));
}

async function brandOf({ store }: AppNeeds, organization: string) {
  return (await store.findBranding(organization))?.brand;
}
