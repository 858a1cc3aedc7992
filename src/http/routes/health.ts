import { z } from 'zod';
import type { AppNeeds } from '../app-needs.ts';
import { HttpError } from '../errors.ts';
import type { HttpApp } from '../http-app.ts';
import { json, problems } from '../schemas/responses.ts';

const tags = ['Health'];

/** Whether the process runs, and whether it can work. */
export function addHealthRoutes(app: HttpApp, needs: AppNeeds): void {
  app.get('/health/live', {
    schema: {
      operationId: 'isLive',
      summary: 'Is the process running?',
      description: 'Answers as long as the process can answer at all.',
      tags,
      response: { 200: json('The process runs.', z.object({ status: z.literal('live') })), ...problems },
    },
    handler: () => ({ status: 'live' as const }),
  });

  app.get('/health/ready', {
    schema: {
      operationId: 'isReady',
      summary: 'Can the service work?',
      description: 'Answers 200 when rules are loaded and the store can be written to, else 503.',
      tags,
      response: {
        200: json('The service can work.', z.object({ status: z.literal('ready'), rulesets: z.array(z.string()) })),
        ...problems,
      },
    },
    handler: async () => {
      const rulesets = needs.library.rulesets.map(({ compiled }) => compiled.id);
      if (rulesets.length === 0) throw new HttpError('not_ready', 'No rules are loaded.');
      if (!(await isWritable(needs))) throw new HttpError('not_ready', 'The store cannot be written to.');
      return { status: 'ready' as const, rulesets };
    },
  });
}

async function isWritable({ store }: AppNeeds): Promise<boolean> {
  try {
    return await store.isWritable();
  } catch {
    return false;
  }
}
