import { ServiceError } from '../../service/service-error.ts';
import type { AppNeeds } from '../app-needs.ts';
import { callerOf } from '../caller-of.ts';
import type { HttpApp } from '../http-app.ts';
import { organizationOnWire } from '../on-wire.ts';
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
}
