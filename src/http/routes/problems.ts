import { z } from 'zod';
import { HttpError, PROBLEM_TYPES } from '../errors.ts';
import type { HttpApp } from '../http-app.ts';
import { json, problems } from '../schemas/responses.ts';

const problemType = z
  .object({
    type: z.string(),
    code: z.string(),
    title: z.string(),
    status: z.number().int(),
    about: z.string(),
  })
  .meta({ id: 'ProblemType', description: 'What a kind of problem means.' });

/** What the `type` of a problem leads to. */
export function addProblemRoutes(app: HttpApp): void {
  app.get('/problems/:code', {
    config: { scope: 'public' },
    schema: {
      operationId: 'getProblemType',
      summary: 'Read what a kind of problem means',
      description: 'The `type` of an error is the path of this resource.',
      tags: ['Problems'],
      params: z.object({ code: z.string().meta({ examples: ['invalid_input'] }) }),
      response: { 200: json('The kind of problem.', problemType), ...problems },
    },
    handler: ({ params }) => {
      const found = Object.entries(PROBLEM_TYPES).find(([code]) => code === params.code);
      if (found === undefined) throw new HttpError('route_not_found', `There is no problem type "${params.code}".`);
      return { type: `/problems/${found[0]}`, code: found[0], ...found[1] };
    },
  });
}
