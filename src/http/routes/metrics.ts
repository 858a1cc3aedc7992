import { z } from 'zod';
import type { AppNeeds } from '../app-needs.ts';
import type { HttpApp } from '../http-app.ts';
import { problems } from '../schemas/responses.ts';

/** What the service counts and times, for whoever runs it. */
export function addMetricsRoutes(app: HttpApp, needs: AppNeeds): void {
  app.get('/metrics', {
    config: { scope: 'metrics', isProbe: true },
    schema: {
      operationId: 'getMetrics',
      summary: 'Read metrics',
      description: 'Metrics in the text format of Prometheus. No label holds an id or a name.',
      tags: ['Health'],
      response: {
        200: { description: 'The metrics.', content: { 'text/plain': { schema: z.string() } } },
        ...problems,
      },
    },
    handler: async (_request, reply) => {
      const { contentType, text } = await needs.metrics.read();
      return reply.type(contentType).send(text);
    },
  });
}
