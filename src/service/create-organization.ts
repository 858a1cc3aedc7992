import { ORGANIZATION_ID } from './access.ts';
import { canonicalJson } from './digest.ts';
import type { Clock, OrganizationRecord, Store } from './ports.ts';
import { ServiceError } from './service-error.ts';

/** What adding a tenant needs. */
export interface OrganizationNeeds {
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * Adds a tenant. Its audit chain begins with that.
 *
 * @param id - what keys, tokens and commands call it: small letters, digits and hyphens, at most 63
 * @throws ServiceError `organization_exists` or `invalid_input`
 */
export async function createOrganization(
  needs: OrganizationNeeds,
  actor: string,
  id: string,
  name: string,
): Promise<OrganizationRecord> {
  if (!ORGANIZATION_ID.test(id))
    throw new ServiceError(
      'invalid_input',
      `"${id}" is no id of an organization: small letters, digits and hyphens, at most 63.`,
    );
  if (name.trim() === '') throw new ServiceError('invalid_input', 'The name of an organization is not blank.');
  const organization = { id, name, createdAt: needs.clock.now() };
  const content = canonicalJson({ name });
  await needs.store.addOrganization(organization, [
    { at: organization.createdAt, actor, action: 'organization.create', subject: id, content },
  ]);
  return organization;
}
