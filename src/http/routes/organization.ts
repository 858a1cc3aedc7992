import { z } from 'zod';
import { saveBranding } from '../../service/branding.ts';
import { ServiceError } from '../../service/service-error.ts';
import type { AppNeeds } from '../app-needs.ts';
import { callerOf } from '../caller-of.ts';
import type { HttpApp } from '../http-app.ts';
import { writing } from '../idempotency.ts';
import { brandingOnWire, organizationOnWire } from '../on-wire.ts';
import { requireMatch } from '../preconditions.ts';
import { branding, brandingBody } from '../schemas/branding.ts';
import { organization } from '../schemas/key.ts';
import { json, problems } from '../schemas/responses.ts';

/** The caller's own organization. Others are made, and seen, on the command line alone: no key reaches beyond its own. */
export function addOrganizationRoutes(app: HttpApp, needs: AppNeeds): void {
  app.get('/v1/organization', {
    config: { scope: 'admin' },
    schema: {
      operationId: 'getOrganization',
      summary: 'Read your organization',
      description: 'The organization that the key or token is of.',
      tags: ['Keys'],
      response: { 200: json('The organization.', organization), ...problems },
    },
    handler: async (request) => {
      const found = await needs.store.findOrganization(callerOf(request).reach.organization);
      if (found === undefined) throw new ServiceError('organization_not_found');
      return organizationOnWire(found);
    },
  });

  app.get('/v1/organization/branding', {
    config: { scope: 'admin' },
    schema: {
      operationId: 'getBranding',
      summary: 'Read the branding of your organization',
      description: 'How its papers look. The header ETag names this state.',
      tags: ['Reports'],
      response: { 200: json('The branding.', branding), ...problems },
    },
    handler: async (request, reply) => {
      const found = await needs.store.findBranding(callerOf(request).reach.organization);
      if (found === undefined) throw new ServiceError('branding_not_found');
      return reply.header('etag', tagOf(found.revision)).send(brandingOnWire(found));
    },
  });

  app.put('/v1/organization/branding', {
    config: { scope: 'admin', writes: true },
    schema: {
      operationId: 'saveBranding',
      summary: 'Keep the branding of your organization',
      description:
        'Name, logo, colour, foot of the page and an own disclaimer, of reports from now on; final reports stay as they were signed. A logo ' +
        'is checked, and only what draws it is kept. Where there is a branding already, `If-Match` names its state.',
      tags: ['Reports'],
      headers: z.object({ 'if-match': z.string().optional().meta({ description: 'The ETag of the branding.' }) }),
      body: brandingBody,
      response: { 200: json('The branding as it was kept.', branding), ...problems },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const before = await needs.store.findBranding(caller.reach.organization);
      requireMatch(request, before === undefined ? null : tagOf(before.revision));
      const kept = await saveBranding(writing(needs, request), caller, request.body, before?.revision ?? null);
      return reply.header('etag', tagOf(kept.revision)).send(brandingOnWire(kept));
    },
  });
}

function tagOf(revision: number): string {
  return `"b${revision}"`;
}
