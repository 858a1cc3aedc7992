import { z } from 'zod';
import { discardDraft } from '../../service/discard-draft.ts';
import type { ExpectedDraft } from '../../service/ports.ts';
import { readDraft } from '../../service/read-draft.ts';
import { saveDraft } from '../../service/save-draft.ts';
import { ServiceError } from '../../service/service-error.ts';
import { submitDraft } from '../../service/submit-draft.ts';
import type { AppNeeds } from '../app-needs.ts';
import { callerOf } from '../caller-of.ts';
import { HttpError } from '../errors.ts';
import { expectedDraft, tagOfDraft } from '../expected-draft.ts';
import type { HttpApp } from '../http-app.ts';
import { writing } from '../idempotency.ts';
import { draftOnWire } from '../on-wire.ts';
import { idPath, planQuery } from '../schemas/common.ts';
import { draft, draftBody } from '../schemas/draft.ts';
import { json, problems } from '../schemas/responses.ts';
import { submissionResult } from '../schemas/submission.ts';
import { idOr } from '../uuid.ts';
import { contentOf, pathsOf, resultOnWire } from './submissions.ts';

const tags = ['Submissions'];
const config = { scope: 'submit' } as const;
const PATH = '/v1/products/:id/draft';

const condition = z.object({
  'if-match': z
    .string()
    .optional()
    .meta({ description: 'The ETag of the draft that the change is meant for, or `*`.', examples: ['"r3"'] }),
  'if-none-match': z
    .string()
    .optional()
    .meta({ description: '`*` so that a draft is only begun, never replaced.', examples: ['*'] }),
});

/** Answers in the making. Two who write at once never overwrite each other: a change names the state that it is meant for. */
export function addDraftRoutes(app: HttpApp, needs: AppNeeds): void {
  app.get(PATH, {
    config,
    schema: {
      operationId: 'getDraft',
      summary: 'Read the draft of a product',
      description: 'The answers in the making, as they were last kept. The header ETag names this state of them.',
      tags,
      params: idPath,
      response: { 200: json('The draft.', draft), ...problems },
    },
    handler: async (request, reply) => {
      const found = await readDraft(needs, callerOf(request), idOr('draft_not_found', request.params.id));
      return reply.header('etag', tagOfDraft(found.revision)).send(draftOnWire(found));
    },
  });

  app.put(PATH, {
    config: { ...config, writes: true },
    schema: {
      operationId: 'saveDraft',
      summary: 'Keep the draft of a product',
      description:
        'Keeps answers in the making, whole, in the place of those there are. They are held to the same as answers that are submitted, ' +
        'and any may be missing. Where there is a draft already, `If-Match` names its state: 428 without, 412 when it has changed since.',
      tags,
      params: idPath,
      headers: condition,
      body: draftBody,
      response: { 200: json('The draft as it was kept.', draft), ...problems },
    },
    handler: async (request, reply) => {
      const id = idOr('product_not_found', request.params.id);
      const expected = expectedDraft(request.raw.headers);
      const kept = await saveDraft(
        writing(needs, request),
        callerOf(request),
        id,
        contentOf(request.body),
        expected ?? 'none',
      ).catch((error: unknown) => {
        const replaces = error instanceof ServiceError && error.code === 'precondition_failed';
        throw expected === undefined && replaces ? new HttpError('precondition_required') : error;
      });
      return reply.header('etag', tagOfDraft(kept.revision)).send(draftOnWire(kept));
    },
  });

  app.delete(PATH, {
    config: { ...config, writes: true },
    schema: {
      operationId: 'discardDraft',
      summary: 'Discard the draft of a product',
      description: 'Takes the answers in the making away without submitting them. `If-Match` names their state.',
      tags,
      params: idPath,
      headers: condition,
      response: { 204: z.null().describe('It is gone.'), ...problems },
    },
    handler: async (request, reply) => {
      const id = idOr('draft_not_found', request.params.id);
      await discardDraft(writing(needs, request), callerOf(request), id, insist(expectedDraft(request.raw.headers)));
      return reply.code(204).send(null);
    },
  });

  app.post(`${PATH}/submit`, {
    config: { ...config, writes: true },
    schema: {
      operationId: 'submitDraft',
      summary: 'Submit the draft of a product',
      description:
        'Stores the answers of the draft as a submission and evaluates them as of today; the draft ends with it, or nothing happens. ' +
        'Takes no body. `If-Match` names the state that was read and is meant.',
      tags,
      params: idPath,
      headers: condition,
      querystring: planQuery,
      response: { 201: json('What was stored, and what it came to.', submissionResult), ...problems },
    },
    handler: async (request, reply) => {
      const id = idOr('product_not_found', request.params.id);
      const expected = insist(expectedDraft(request.raw.headers));
      const submitted = await submitDraft(writing(needs, request), callerOf(request), id, expected, request.query);
      needs.metrics.evaluated('submitted');
      return reply.code(201).header('location', pathsOf(submitted).submission).send(resultOnWire(needs, submitted));
    },
  });
}

/** @throws HttpError `precondition_required` when nothing says which state is meant */
function insist(expected: ExpectedDraft | undefined): ExpectedDraft {
  if (expected === undefined) throw new HttpError('precondition_required');
  return expected;
}
