import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { AppNeeds } from '../app-needs.ts';
import { HttpError } from '../errors.ts';
import type { HttpApp } from '../http-app.ts';
import { faults, json } from '../schemas/responses.ts';

const tags = ['Health'];
const CHECK_KEPT_MS = 1000;

/** What stands against taking requests. */
export interface Load {
  readonly isStopping: () => boolean;
  readonly isOverloaded: () => boolean;
}

/** Whether the process runs, and whether it can work. */
export function addHealthRoutes(app: HttpApp, needs: AppNeeds, load: Load): void {
  const canWrite = writeCheck(needs);
  app.get('/health/live', {
    config: { scope: 'public', isProbe: true },
    schema: {
      operationId: 'isLive',
      summary: 'Is the process running?',
      description: 'Answers as long as the process can answer at all.',
      tags,
      response: { 200: json('The process runs.', z.object({ status: z.literal('live') })), ...faults },
    },
    handler: () => ({ status: 'live' as const }),
  });

  app.get('/health/ready', {
    config: { scope: 'public', isProbe: true },
    schema: {
      operationId: 'isReady',
      summary: 'Can the service work?',
      description:
        'Answers 200 when rules are loaded, the store can be written to, requests are taken and the service is not stopping, else 503.',
      tags,
      response: {
        200: json('The service can work.', z.object({ status: z.literal('ready'), rulesets: z.array(z.string()) })),
        ...faults,
      },
    },
    handler: async () => {
      if (load.isStopping()) throw new HttpError('not_ready', 'The service is stopping.');
      if (load.isOverloaded()) throw new HttpError('not_ready', 'The service has more to do than it can.');
      const rulesets = needs.library.rulesets.map(({ compiled }) => compiled.id);
      if (rulesets.length === 0) throw new HttpError('not_ready', 'No rules are loaded.');
      if (!(await canWrite())) throw new HttpError('not_ready', 'The store cannot be written to.');
      return { status: 'ready' as const, rulesets };
    },
  });
}

/**
 * Asks the store at most once in a while, however often it is asked itself: the answer costs a write, and whoever comes may ask. The
 * store was opened, so its migrations are done.
 */
function writeCheck(needs: AppNeeds): () => Promise<boolean> {
  let last: { readonly at: number; readonly answer: Promise<boolean> } | undefined;
  return () => {
    const now = performance.now();
    if (last === undefined || now - last.at >= CHECK_KEPT_MS)
      last = { at: now, answer: needs.store.isWritable().catch(() => false) };
    return last.answer;
  };
}
