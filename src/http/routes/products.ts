import type { Caller } from '../../service/access.ts';
import { createProduct } from '../../service/create-product.ts';
import { ServiceError } from '../../service/service-error.ts';
import type { AppNeeds } from '../app-needs.ts';
import { callerOf } from '../caller-of.ts';
import type { HttpApp } from '../http-app.ts';
import { writing } from '../idempotency.ts';
import { evaluationSummaryOnWire, productOnWire } from '../on-wire.ts';
import { pageOf, pageOnWire, pageQuery, readCursor } from '../paging.ts';
import { idPath } from '../schemas/common.ts';
import { evaluationSummary } from '../schemas/evaluation.ts';
import { json, problems } from '../schemas/responses.ts';
import { product, productBody } from '../schemas/submission.ts';
import { idOr } from '../uuid.ts';

const tags = ['Products'];
const productPage = pageOf(product).meta({ id: 'ProductPage', description: 'Products, oldest first.' });
const evaluationPage = pageOf(evaluationSummary).meta({
  id: 'EvaluationPage',
  description: 'Evaluations, oldest first.',
});

/** The things that are assessed. */
export function addProductRoutes(app: HttpApp, needs: AppNeeds): void {
  app.post('/v1/products', {
    config: { scope: 'submit', writes: true },
    schema: {
      operationId: 'createProduct',
      summary: 'Add a product',
      description: 'Names are kept as written and never matched: the same name twice is two products.',
      tags,
      body: productBody,
      response: { 201: json('The product as it was stored.', product), ...problems },
    },
    handler: async (request, reply) => {
      const { name, client, matter } = request.body;
      const made = await createProduct(writing(needs, request), callerOf(request), {
        name,
        client: client ?? undefined,
        matter: matter ?? undefined,
      });
      return reply.code(201).header('location', `/v1/products/${made.id}`).send(productOnWire(made));
    },
  });

  app.get('/v1/products', {
    config: { scope: 'read' },
    schema: {
      operationId: 'listProducts',
      summary: 'List products',
      description: 'Oldest first, page by page.',
      tags,
      querystring: pageQuery,
      response: { 200: json('One page of products.', productPage), ...problems },
    },
    handler: async (request) => {
      const { cursor, limit } = request.query;
      const { reach } = callerOf(request);
      return pageOnWire(await needs.store.listProducts(reach, readCursor(cursor), limit), productOnWire);
    },
  });

  app.get('/v1/products/:id', {
    config: { scope: 'read', entityTag: true },
    schema: {
      operationId: 'getProduct',
      summary: 'Read a product',
      description: 'A product with its client and matter reference.',
      tags,
      params: idPath,
      response: { 200: json('The product.', product), ...problems },
    },
    handler: async (request) => productOnWire(await findProduct(needs, callerOf(request), request.params.id)),
  });

  app.get('/v1/products/:id/evaluations', {
    config: { scope: 'read' },
    schema: {
      operationId: 'listEvaluations',
      summary: 'List the evaluations of a product',
      description: 'Oldest first, page by page, without findings.',
      tags,
      params: idPath,
      querystring: pageQuery,
      response: { 200: json('One page of evaluations.', evaluationPage), ...problems },
    },
    handler: async (request) => {
      const { cursor, limit } = request.query;
      const after = readCursor(cursor);
      const caller = callerOf(request);
      const { id } = await findProduct(needs, caller, request.params.id);
      return pageOnWire(await needs.store.listEvaluations(caller.reach, id, after, limit), evaluationSummaryOnWire);
    },
  });
}

async function findProduct({ store }: AppNeeds, { reach }: Caller, id: string) {
  const found = await store.findProduct(reach, idOr('product_not_found', id));
  if (found === undefined) throw new ServiceError('product_not_found');
  return found;
}
