import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { InputIssue } from '../../core/base/input-issue.ts';
import { impactOf } from '../../service/impact.ts';
import type { ImpactLine } from '../../service/impact-lines.ts';
import type { ImpactNeeds } from '../../service/impact-request.ts';
import { ServiceError } from '../../service/service-error.ts';
import { callerOf } from '../caller-of.ts';
import type { HttpApp } from '../http-app.ts';
import { impactBody, impactLine } from '../schemas/impact.ts';
import { jsonLines, problems } from '../schemas/responses.ts';

/** What an envelope that was refused holds that is looked at all the same, so that one reply names everything. */
const closerLook = z.object({
  rulesets: z.array(z.string()).optional().catch(undefined),
  against: z
    .object({
      as_of: z.string().optional().catch(undefined),
      versions: z.record(z.string(), z.string()).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

/** The portfolio under other rules or on another day. */
export function addImpactRoutes(app: HttpApp, needs: ImpactNeeds): void {
  app.post('/v1/impact', {
    config: { scope: 'read' },
    attachValidation: true,
    schema: {
      operationId: 'impact',
      summary: 'Try other rules or another day on all products',
      description:
        'Judges the latest evaluation of every product again, as it was and as it would be under other versions of its rulesets or on ' +
        'another day, and streams what would change: one JSON object a line. The first line says what products are compared with, ' +
        'the last one sums up; a stream without it was cut. Nothing is stored.',
      tags: ['Products'],
      body: impactBody,
      response: {
        200: jsonLines(
          'Lines of JSON: the candidate, one for each product that changes or is skipped, the summary.',
          impactLine,
        ),
        ...problems,
      },
    },
    handler: async (request, reply) => {
      const { body, validationError } = request;
      const refused = issuesOf(validationError);
      const asked = refused.length === 0 ? body : (closerLook.safeParse(body).data ?? {});
      const steps = await impactOf(needs, callerOf(request), asked, refused);
      const lines = Readable.from(
        textOf(steps, () => reply.raw.destroyed),
        { objectMode: false },
      );
      return reply.type('application/x-ndjson').send(lines);
    },
  });
}

function issuesOf(refusal: Error | undefined): readonly InputIssue[] {
  if (refusal === undefined) return [];
  if (refusal instanceof ServiceError) return refusal.issues;
  throw refusal;
}

/** Lines as text. Between the steps other requests have their turn, and when nobody listens any more the work ends. */
async function* textOf(steps: AsyncIterable<readonly ImpactLine[]>, isAbandoned: () => boolean): AsyncIterable<string> {
  for await (const lines of steps) {
    if (isAbandoned()) return;
    if (lines.length > 0) yield lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    await setImmediate();
  }
}
