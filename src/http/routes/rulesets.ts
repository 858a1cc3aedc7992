import { z } from 'zod';
import { chooseLocale } from '../../service/choose-locale.ts';
import type { RuleLibrary } from '../../service/rule-library.ts';
import { describeCoverage, describeRuleset, findRuleset, summarizeRuleset } from '../../service/describe-rulesets.ts';
import type { HttpApp } from '../http-app.ts';
import { localeQuery } from '../schemas/common.ts';
import { json, problems } from '../schemas/responses.ts';
import { coverage, rulesetDetail, rulesetList } from '../schemas/ruleset.ts';

const tags = ['Rulesets'];
const config = { scope: 'read' } as const;
const params = z.object({ id: z.string().meta({ examples: ['cn-interim-measures'] }) });

/** What the instruments in use say. */
export function addRulesetRoutes(app: HttpApp, needs: { readonly library: RuleLibrary }): void {
  app.get('/v1/rulesets', {
    config,
    schema: {
      operationId: 'listRulesets',
      summary: 'List the rulesets',
      description: 'The instruments in use, with versions and digests.',
      tags,
      querystring: localeQuery,
      response: { 200: json('The rulesets in use.', rulesetList), ...problems },
    },
    handler: ({ query }) => {
      const locale = chooseLocale(query.locale, needs.library.rulesets);
      return { rulesets: needs.library.rulesets.map((ruleset) => summarizeRuleset(ruleset, locale)) };
    },
  });

  app.get('/v1/rulesets/:id', {
    config: { ...config, entityTag: true },
    schema: {
      operationId: 'getRuleset',
      summary: 'Read a ruleset',
      description: 'Everything a ruleset says: units, definitions and rules with their conditions.',
      tags,
      params,
      querystring: localeQuery,
      response: { 200: json('The ruleset.', rulesetDetail), ...problems },
    },
    handler: (request) => {
      const ruleset = findRuleset(needs.library, request.params.id);
      return describeRuleset(ruleset, chooseLocale(request.query.locale, [ruleset]));
    },
  });

  app.get('/v1/rulesets/:id/coverage', {
    config: { ...config, entityTag: true },
    schema: {
      operationId: 'getCoverage',
      summary: 'Read the coverage of a ruleset',
      description:
        'Every provision of the instrument with its treatment: rules, definitions, or the reason why there is no rule.',
      tags,
      params,
      querystring: localeQuery,
      response: { 200: json('Every provision.', coverage), ...problems },
    },
    handler: (request) => {
      const ruleset = findRuleset(needs.library, request.params.id);
      return describeCoverage(ruleset, chooseLocale(request.query.locale, [ruleset]));
    },
  });
}
