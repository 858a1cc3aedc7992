import { z } from 'zod';
import {
  comparedRulesets,
  describeCrosswalk,
  findCrosswalk,
  summarizeCrosswalk,
} from '../../service/describe-crosswalks.ts';
import { chooseLocale } from '../../service/choose-locale.ts';
import type { RuleLibrary } from '../../service/rule-library.ts';
import type { HttpApp } from '../http-app.ts';
import { localeQuery } from '../schemas/common.ts';
import { crosswalkDetail, crosswalkList } from '../schemas/crosswalk.ts';
import { json, problems } from '../schemas/responses.ts';

const tags = ['Crosswalks'];
const config = { scope: 'read' } as const;
const params = z.object({ id: z.string().meta({ examples: ['us-voluntary-commitments--cn-interim-measures'] }) });

/** How the content of two rulesets compares. */
export function addCrosswalkRoutes(app: HttpApp, needs: { readonly library: RuleLibrary }): void {
  app.get('/v1/crosswalks', {
    config,
    schema: {
      operationId: 'listCrosswalks',
      summary: 'List the crosswalks',
      description: 'The crosswalks in use, with versions and digests of their own.',
      tags,
      querystring: localeQuery,
      response: { 200: json('The crosswalks in use.', crosswalkList), ...problems },
    },
    handler: ({ query }) => {
      const { library } = needs;
      const locale = chooseLocale(query.locale, library.rulesets);
      return { crosswalks: library.crosswalks.map((crosswalk) => summarizeCrosswalk(library, crosswalk, locale)) };
    },
  });

  app.get('/v1/crosswalks/:id', {
    config,
    schema: {
      operationId: 'getCrosswalk',
      summary: 'Read a crosswalk',
      description:
        'Which places of one instrument touch which of the other, how and why, and which evidence serves both. ' +
        'The relation compares content only: meeting one instrument never proves the other.',
      tags,
      params,
      querystring: localeQuery,
      response: { 200: json('The crosswalk.', crosswalkDetail), ...problems },
    },
    handler: (request) => {
      const { library } = needs;
      const crosswalk = findCrosswalk(library, request.params.id);
      const locale = chooseLocale(request.query.locale, comparedRulesets(library, crosswalk));
      return describeCrosswalk(library, crosswalk, locale);
    },
  });
}
