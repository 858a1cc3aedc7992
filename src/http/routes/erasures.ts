import { erase } from '../../service/erase.ts';
import { addHold, releaseHold } from '../../service/hold.ts';
import type { Extent } from '../../service/ports.ts';
import type { AppNeeds } from '../app-needs.ts';
import { callerOf } from '../caller-of.ts';
import type { HttpApp } from '../http-app.ts';
import { writing } from '../idempotency.ts';
import { holdOnWire } from '../on-wire.ts';
import { pageOf, pageOnWire, pageQuery, readCursor } from '../paging.ts';
import { idPath } from '../schemas/common.ts';
import { erasure, erasureBody, hold, holdBody } from '../schemas/erasure.ts';
import { json, problems } from '../schemas/responses.ts';
import { idOr } from '../uuid.ts';

const tags = ['Erasure'];
const config = { scope: 'admin' } as const;
const holdPage = pageOf(hold).meta({ id: 'HoldPage', description: 'Legal holds, oldest first.' });

/** What is taken away for good, and what must not be. */
export function addErasureRoutes(app: HttpApp, needs: AppNeeds): void {
  app.post('/v1/erasures', {
    config: { ...config, writes: true },
    schema: {
      operationId: 'erase',
      summary: 'Erase the data of a client, a matter or a product',
      description:
        'Takes names, answers, evidence and drafts away for good, all or nothing, and empties what is kept for repeats of requests. ' +
        'Digests, results and the audit trail stay, and the trail stays verifiable. Refused with 409 while part of it is under a legal hold.',
      tags,
      body: erasureBody,
      response: { 200: json('How much was erased.', erasure), ...problems },
    },
    handler: async (request) => {
      const { actor, reach } = callerOf(request);
      const erased = await erase(writing(needs, request), reach.organization, actor, extentOf(request.body));
      return { ...erased, at: erased.at.toISOString() };
    },
  });

  app.post('/v1/holds', {
    config: { ...config, writes: true },
    schema: {
      operationId: 'addHold',
      summary: 'Put a legal hold on a client, a matter or a product',
      description: 'Keeps all that belongs to it from being erased, whatever comes later too, until it is released.',
      tags,
      body: holdBody,
      response: { 201: json('The hold.', hold), ...problems },
    },
    handler: async (request, reply) => {
      const { actor, reach } = callerOf(request);
      const { reason } = request.body;
      const extent = extentOf(request.body);
      const made = await addHold(writing(needs, request), reach.organization, actor, extent, reason);
      return reply.code(201).send(holdOnWire(made));
    },
  });

  app.get('/v1/holds', {
    config,
    schema: {
      operationId: 'listHolds',
      summary: 'List the legal holds',
      description: 'The holds of your organization, released ones too. Oldest first, page by page.',
      tags,
      querystring: pageQuery,
      response: { 200: json('One page of holds.', holdPage), ...problems },
    },
    handler: async (request) => {
      const { cursor, limit } = request.query;
      const { organization } = callerOf(request).reach;
      return pageOnWire(await needs.store.listHolds(organization, readCursor(cursor), limit), holdOnWire);
    },
  });

  app.delete('/v1/holds/:id', {
    config: { ...config, writes: true },
    schema: {
      operationId: 'releaseHold',
      summary: 'Release a legal hold',
      description: 'Ends a hold. One that was released stays as it is.',
      tags,
      params: idPath,
      response: { 200: json('The hold that was released.', hold), ...problems },
    },
    handler: async (request) => {
      const { actor, reach } = callerOf(request);
      const id = idOr('hold_not_found', request.params.id);
      return holdOnWire(await releaseHold(writing(needs, request), reach.organization, actor, id));
    },
  });
}

/** @throws ServiceError `product_not_found` for an id that no product can have */
function extentOf({ kind, subject }: Extent): Extent {
  return { kind, subject: kind === 'product' ? idOr('product_not_found', subject) : subject };
}
