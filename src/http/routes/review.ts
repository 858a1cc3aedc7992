import { calendarDateOf } from '../../core/base/calendar-date.ts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ReviewEntry } from '../../service/ports.ts';
import type { ReviewState } from '../../service/review-state.ts';
import {
  acceptRisk,
  confirmSetAside,
  findRisk,
  findStanding,
  readReview,
  readReviewed,
  reviewFinding,
  withdraw,
} from '../../service/review.ts';
import { ServiceError } from '../../service/service-error.ts';
import { signOff } from '../../service/sign-off.ts';
import type { AppNeeds } from '../app-needs.ts';
import { callerOf } from '../caller-of.ts';
import { HttpError } from '../errors.ts';
import type { HttpApp } from '../http-app.ts';
import { writing } from '../idempotency.ts';
import { requireMatch } from '../preconditions.ts';
import { id, idPath } from '../schemas/common.ts';
import { json, problems } from '../schemas/responses.ts';
import {
  acceptedRisk,
  acceptedRiskBody,
  acceptedRisks,
  confirmation,
  confirmationBody,
  findingReview,
  findingReviewBody,
  review,
  signOffBody,
} from '../schemas/review.ts';
import { reviewOnWire, risksOf } from '../review-on-wire.ts';
import { idOr } from '../uuid.ts';

const tags = ['Review'];
const config = { scope: 'review' } as const;
const writes = { ...config, writes: true } as const;
const rulePath = z.object({ id, rule: z.string() });
const factPath = z.object({ id, fact: z.string() });
const condition = z.object({
  'if-match': z.string().optional().meta({ description: 'The ETag of what is changed, as it was last read.' }),
});
const gone = { 204: z.null().describe('It is taken back.'), ...problems };

/** A lawyer's work on an evaluation. Nothing computed is changed by it, and nothing said is lost: what is said later counts. */
export function addReviewRoutes(app: HttpApp, needs: AppNeeds): void {
  app.get('/v1/evaluations/:id/review', {
    config,
    schema: {
      operationId: 'getReview',
      summary: 'Read the review of an evaluation',
      description:
        'What counsel said, as it stands, beside what was computed. The header ETag is what a sign-off names with `If-Match`.',
      tags,
      params: idPath,
      response: { 200: json('The review.', review), ...problems },
    },
    handler: async (request, reply) => {
      const { stored, review: state } = await readReview(needs, callerOf(request), evaluationOf(request.params.id));
      return reply
        .header('etag', tagOf(state.last))
        .send(reviewOnWire(stored, state, calendarDateOf(needs.clock.now())));
    },
  });

  app.put('/v1/evaluations/:id/findings/:rule/review', {
    config: writes,
    schema: {
      operationId: 'reviewFinding',
      summary: 'Review a finding',
      description:
        'Confirms a finding, overrides it with an own status, citation and reason, or comments on it. The finding stays as it was computed; ' +
        'reports show both. `If-Match` names what was said before, where something was.',
      tags,
      params: rulePath,
      headers: condition,
      body: findingReviewBody,
      response: { 200: json('What is said of the finding.', findingReview), ...problems },
    },
    handler: async (request, reply) => {
      const { params, body } = request;
      const of = { evaluationId: evaluationOf(params.id), rule: params.rule };
      const standing = await findStanding(needs, callerOf(request).reach, of.evaluationId, 'finding', of.rule);
      requireMatch(request, standing.isSaid ? tagOf(standing.last) : null);
      const whole = { ...of, productId: standing.productId };
      const entry = await reviewFinding(writing(needs, request), callerOf(request), whole, body, standing.last);
      const [said] = stateOf(entry).reviews;
      if (said === undefined) throw new Error('a review was kept and is not there');
      return reply.header('etag', tagOf(entry.id)).send(said);
    },
  });

  app.delete('/v1/evaluations/:id/findings/:rule/review', {
    config: writes,
    schema: {
      operationId: 'withdrawFindingReview',
      summary: 'Take back a review',
      description: 'Takes back what was said of a finding; that it was said is kept.',
      tags,
      params: rulePath,
      headers: condition,
      response: gone,
    },
    handler: async (request, reply) => {
      const { params } = request;
      await takeBack(needs, request, { kind: 'finding', id: params.id, subject: params.rule });
      return reply.code(204).send(null);
    },
  });

  app.put('/v1/evaluations/:id/set-aside/:fact/confirmation', {
    config: writes,
    schema: {
      operationId: 'confirmSetAside',
      summary: 'Confirm that an answer sets duties aside',
      description: 'Counsel confirms each before a report is final.',
      tags,
      params: factPath,
      headers: condition,
      body: confirmationBody,
      response: { 200: json('The confirmation.', confirmation), ...problems },
    },
    handler: async (request, reply) => {
      const { params, body } = request;
      const of = { evaluationId: evaluationOf(params.id), fact: params.fact };
      const standing = await findStanding(needs, callerOf(request).reach, of.evaluationId, 'set_aside', of.fact);
      requireMatch(request, standing.isSaid ? tagOf(standing.last) : null);
      const whole = { ...of, productId: standing.productId };
      const entry = await confirmSetAside(writing(needs, request), callerOf(request), whole, body.by, standing.last);
      const [said] = stateOf(entry).set_aside_confirmations;
      if (said === undefined) throw new Error('a confirmation was kept and is not there');
      return reply.header('etag', tagOf(entry.id)).send(said);
    },
  });

  app.delete('/v1/evaluations/:id/set-aside/:fact/confirmation', {
    config: writes,
    schema: {
      operationId: 'withdrawConfirmation',
      summary: 'Take back a confirmation',
      description: 'Takes back that an answer was confirmed; that it was is kept.',
      tags,
      params: factPath,
      headers: condition,
      response: gone,
    },
    handler: async (request, reply) => {
      const { params } = request;
      await takeBack(needs, request, { kind: 'set_aside', id: params.id, subject: params.fact });
      return reply.code(204).send(null);
    },
  });

  app.post('/v1/evaluations/:id/sign-off', {
    config: writes,
    schema: {
      operationId: 'signOff',
      summary: 'Sign for an evaluation',
      description:
        'Signs for instruments of the evaluation; `If-Match` is the ETag of its review. Once all are signed for, the report is FINAL: its ' +
        'bytes are kept, and nothing more can be said of the evaluation. Refused while an answer that sets duties aside is unconfirmed, or a ' +
        'finding of what is signed for asks for a person and was neither confirmed nor overridden nor, open, accepted as a risk.',
      tags,
      params: idPath,
      headers: condition,
      body: signOffBody,
      response: { 200: json('The review as it stands now.', review), ...problems },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const evaluationId = evaluationOf(request.params.id);
      const { stored, review: before } = await readReviewed(needs, caller.reach, evaluationId);
      requireMatch(request, tagOf(before.last));
      const state = await signOff(writing(needs, request), caller, evaluationId, request.body, before.last);
      return reply
        .header('etag', tagOf(state.last))
        .send(reviewOnWire(stored, state, calendarDateOf(needs.clock.now())));
    },
  });

  app.get('/v1/products/:id/accepted-risks', {
    config,
    schema: {
      operationId: 'listAcceptedRisks',
      summary: 'List the accepted risks of a product',
      description: 'Dated decisions to go on with open findings; those that have ended too.',
      tags,
      params: idPath,
      response: { 200: json('The accepted risks.', acceptedRisks), ...problems },
    },
    handler: async (request) => {
      const { reach } = callerOf(request);
      const productId = idOr('product_not_found', request.params.id);
      if ((await needs.store.findProduct(reach, productId)) === undefined) throw new ServiceError('product_not_found');
      const entries = await needs.store.listReviews(reach, productId);
      return { items: risksOf(entries) };
    },
  });

  app.put('/v1/products/:id/accepted-risks/:rule', {
    config: writes,
    schema: {
      operationId: 'acceptRisk',
      summary: 'Accept a risk',
      description:
        'Keeps a dated decision to go on with an open finding, with reason, owner and expiry. It exempts nobody: the finding stays as it ' +
        'is computed, and `effective_gate` stands beside the gate.',
      tags,
      params: rulePath,
      headers: condition,
      body: acceptedRiskBody,
      response: { 200: json('The accepted risk.', acceptedRisk), ...problems },
    },
    handler: async (request, reply) => {
      const { params, body } = request;
      const of = { productId: idOr('product_not_found', params.id), rule: params.rule };
      const standing = await findRisk(needs, callerOf(request).reach, of.productId, of.rule);
      requireMatch(request, standing.isSaid ? tagOf(standing.last) : null);
      const entry = await acceptRisk(writing(needs, request), callerOf(request), of, body, standing.last);
      const [said] = risksOf([entry]);
      if (said === undefined) throw new Error('a risk was kept and is not there');
      return reply.header('etag', tagOf(entry.id)).send(said);
    },
  });

  app.delete('/v1/products/:id/accepted-risks/:rule', {
    config: writes,
    schema: {
      operationId: 'withdrawRisk',
      summary: 'Take back the acceptance of a risk',
      description: 'Ends it; that it was accepted is kept.',
      tags,
      params: rulePath,
      headers: condition,
      response: gone,
    },
    handler: async (request, reply) => {
      const caller = callerOf(request);
      const productId = idOr('product_not_found', request.params.id);
      const subject = request.params.rule;
      const { last, isSaid } = await findRisk(needs, caller.reach, productId, subject);
      if (!isSaid || last === null) throw new ServiceError('review_not_found');
      insistOnMatch(request, last);
      const of = { evaluationId: null, productId, kind: 'accepted_risk', subject } as const;
      await withdraw(writing(needs, request), caller, of, last);
      return reply.code(204).send(null);
    },
  });
}

async function takeBack(
  needs: AppNeeds,
  request: FastifyRequest,
  of: { readonly kind: 'finding' | 'set_aside'; readonly id: string; readonly subject: string },
): Promise<void> {
  const caller = callerOf(request);
  const { kind, subject } = of;
  const evaluationId = evaluationOf(of.id);
  const { productId, last, isSaid } = await findStanding(needs, caller.reach, evaluationId, kind, subject);
  if (!isSaid || last === null) throw new ServiceError('review_not_found');
  insistOnMatch(request, last);
  await withdraw(writing(needs, request), caller, { evaluationId, productId, kind, subject }, last);
}

function insistOnMatch(request: FastifyRequest, last: string): void {
  if (request.headers['if-match'] === undefined) throw new HttpError('precondition_required');
  requireMatch(request, tagOf(last));
}

function evaluationOf(text: string): string {
  return idOr('evaluation_not_found', text);
}

function tagOf(last: string | null): string {
  return `"${last ?? 'none'}"`;
}

/** One entry as it is told. */
function stateOf({ subject, at, content }: ReviewEntry): Pick<ReviewState, 'reviews' | 'set_aside_confirmations'> {
  const on = calendarDateOf(at);
  return {
    reviews: content?.kind === 'finding' ? [{ rule: subject, ...content.review, on }] : [],
    set_aside_confirmations: content?.kind === 'set_aside' ? [{ fact: subject, by: content.by, on }] : [],
  };
}
