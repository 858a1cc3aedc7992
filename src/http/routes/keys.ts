import { createKey, revokeKey } from '../../service/create-key.ts';
import type { AppNeeds } from '../app-needs.ts';
import { callerOf } from '../caller-of.ts';
import type { HttpApp } from '../http-app.ts';
import { writing } from '../idempotency.ts';
import { keyOnWire } from '../on-wire.ts';
import { pageOf, pageOnWire, pageQuery, readCursor } from '../paging.ts';
import { idPath } from '../schemas/common.ts';
import { createdKey, key, keyBody } from '../schemas/key.ts';
import { json, problems } from '../schemas/responses.ts';
import { idOr } from '../uuid.ts';

const tags = ['Keys'];
const config = { scope: 'admin' } as const;
const keyPage = pageOf(key).meta({ id: 'KeyPage', description: 'Keys, oldest first.' });

/** The keys of the caller's organization. */
export function addKeyRoutes(app: HttpApp, needs: AppNeeds): void {
  app.post('/v1/keys', {
    config: { ...config, writes: 'once' },
    schema: {
      operationId: 'createKey',
      summary: 'Make a key',
      description: 'Makes a key of your organization. Its secret is in this answer and nowhere else.',
      tags,
      body: keyBody,
      response: { 201: json('The key and its secret.', createdKey), ...problems },
    },
    handler: async (request, reply) => {
      const { actor, reach } = callerOf(request);
      const { name, scopes, clients = null, matters = null, expires_at: expires = null } = request.body;
      const expiresAt = expires === null ? null : new Date(expires);
      const made = await createKey(writing(needs, request), reach.organization, actor, {
        name,
        scopes,
        clients,
        matters,
        expiresAt,
      });
      return reply.code(201).send({ key: keyOnWire(made.key), secret: made.text });
    },
  });

  app.get('/v1/keys', {
    config,
    schema: {
      operationId: 'listKeys',
      summary: 'List keys',
      description: 'The keys of your organization, those that have ended too. Oldest first, page by page.',
      tags,
      querystring: pageQuery,
      response: { 200: json('One page of keys.', keyPage), ...problems },
    },
    handler: async (request) => {
      const { cursor, limit } = request.query;
      const { organization } = callerOf(request).reach;
      return pageOnWire(await needs.store.listKeys(organization, readCursor(cursor), limit), keyOnWire);
    },
  });

  app.delete('/v1/keys/:id', {
    config: { ...config, writes: true },
    schema: {
      operationId: 'revokeKey',
      summary: 'Revoke a key',
      description: 'Ends a key, at once and for good. One that has ended stays as it is.',
      tags,
      params: idPath,
      response: { 200: json('The key that was ended.', key), ...problems },
    },
    handler: async (request) => {
      const { actor, reach } = callerOf(request);
      const id = idOr('key_not_found', request.params.id);
      return keyOnWire(await revokeKey(writing(needs, request), reach.organization, actor, id));
    },
  });
}
