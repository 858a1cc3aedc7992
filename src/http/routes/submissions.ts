import type { z } from 'zod';
import type { Locale } from '../../core/language/shapes/text.ts';
import type { EvidenceRecord } from '../../service/ports.ts';
import { readSubmission } from '../../service/read-submission.ts';
import type { DraftRequest } from '../../service/save-draft.ts';
import { submit, type SubmissionRequest, type Submitted } from '../../service/submit.ts';
import type { AppNeeds } from '../app-needs.ts';
import { callerOf } from '../caller-of.ts';
import type { HttpApp, OnWire } from '../http-app.ts';
import { writing } from '../idempotency.ts';
import { submissionOnWire } from '../on-wire.ts';
import { idPath, planQuery } from '../schemas/common.ts';
import type { draftBody } from '../schemas/draft.ts';
import { json, problems } from '../schemas/responses.ts';
import { productSubmissionBody, submission, submissionBody, submissionResult } from '../schemas/submission.ts';
import { idOr } from '../uuid.ts';

const tags = ['Submissions'];

/** Answers that are stored and evaluated. */
export function addSubmissionRoutes(app: HttpApp, needs: AppNeeds): void {
  app.post('/v1/submissions', {
    config: { scope: 'submit', writes: true },
    schema: {
      operationId: 'submit',
      summary: 'Submit answers with their product',
      description:
        'Stores a new product or finds an existing one, stores the answers and evaluates them: all of it or nothing.',
      tags,
      querystring: planQuery,
      body: submissionBody,
      response: { 201: json('What was stored, and what it came to.', submissionResult), ...problems },
    },
    handler: async (request, reply) => {
      const { body, query } = request;
      const { product } = body;
      const of =
        'id' in product
          ? product
          : { name: product.name, client: product.client ?? undefined, matter: product.matter ?? undefined };
      const submitted = await submit(writing(needs, request), callerOf(request), of, requestOf(body, query));
      needs.metrics.evaluated('submitted');
      return reply.code(201).header('location', pathsOf(submitted).submission).send(resultOnWire(needs, submitted));
    },
  });

  app.post('/v1/products/:id/submissions', {
    config: { scope: 'submit', writes: true },
    schema: {
      operationId: 'submitForProduct',
      summary: 'Submit answers for a product',
      description: 'Stores the answers for an existing product and evaluates them.',
      tags,
      params: idPath,
      querystring: planQuery,
      body: productSubmissionBody,
      response: { 201: json('What was stored, and what it came to.', submissionResult), ...problems },
    },
    handler: async (request, reply) => {
      const { params, body, query } = request;
      const of = { id: idOr('product_not_found', params.id) };
      const submitted = await submit(writing(needs, request), callerOf(request), of, requestOf(body, query));
      needs.metrics.evaluated('submitted');
      return reply.code(201).header('location', pathsOf(submitted).submission).send(resultOnWire(needs, submitted));
    },
  });

  app.get('/v1/submissions/:id', {
    config: { scope: 'read', entityTag: true },
    schema: {
      operationId: 'getSubmission',
      summary: 'Read a submission',
      description: 'The answers as they were stored. `answers` is null once they were erased.',
      tags,
      params: idPath,
      response: { 200: json('The submission.', submission), ...problems },
    },
    handler: async (request) => {
      const id = idOr('submission_not_found', request.params.id);
      return submissionOnWire(await readSubmission(needs, callerOf(request), id));
    },
  });
}

/** The request of the use case: what may be null in a body is then not given. */
function requestOf(
  body: z.output<typeof productSubmissionBody>,
  { locale, plan }: z.output<typeof planQuery>,
): SubmissionRequest {
  return { locale, plan, as_of: body.as_of, ...contentOf(body) };
}

/** What a body says of a product, for the use case. */
export function contentOf(body: z.output<typeof draftBody>): DraftRequest {
  return {
    answers: body.answers,
    rulesets: body.rulesets,
    evidence: body.evidence?.map(({ ref, title = null, link = null, sha256 = null }): EvidenceRecord => ({
      ref,
      title,
      link,
      sha256,
    })),
    answered_on: body.answered_on ?? undefined,
    answered_by: body.answered_by ?? undefined,
    product_version: body.product_version ?? undefined,
    target_launch: body.target_launch ?? undefined,
  };
}

/** What was stored and what it came to, as it goes out. */
export function resultOnWire({ renderers }: AppNeeds, submitted: Submitted): OnWire<typeof submissionResult> {
  const paths = pathsOf(submitted);
  const { locale } = submitted.evaluation;
  const reports = renderers.map(
    ({ format }) => [format, `${paths.evaluation}/report.${format}${inLocale(locale)}`] as const,
  );
  return {
    submission: submissionOnWire(submitted.submission),
    evaluation: submitted.evaluation,
    links: {
      ...paths,
      evaluation: `${paths.evaluation}${inLocale(locale)}`,
      reports: Object.fromEntries(reports),
    },
  };
}

/** What follows the path of something with texts, so that it is read in the language of the answer. */
function inLocale(locale: Locale): string {
  return locale === 'en' ? '' : `?locale=${locale}`;
}

/** Where to read what was stored. */
export function pathsOf({
  product,
  submission: stored,
  evaluation,
}: Submitted): Readonly<Record<'product' | 'submission' | 'evaluation' | 'verify', string>> {
  const evaluationPath = `/v1/evaluations/${evaluation.id ?? ''}`;
  return {
    product: `/v1/products/${product.id}`,
    submission: `/v1/submissions/${stored.id}`,
    evaluation: evaluationPath,
    verify: `${evaluationPath}/verify`,
  };
}
