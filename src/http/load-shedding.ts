import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { getHeapStatistics } from 'node:v8';
import { ServiceError } from '../service/service-error.ts';
import type { AppNeeds } from './app-needs.ts';
import { isProbe } from './rate-limits.ts';

/** How often load is measured: so long it takes at most until it is noticed, and until it is noticed that it is over. */
const SAMPLE_MS = 500;

/** Part of the heap that may be in use. Beyond it the collector has the processor to itself, and then the process ends. */
const HEAP_SHARE = 0.9;

/** Refuses requests, all but those of probes, while the event loop is late or memory runs out. */
export async function addLoadShedding(app: FastifyInstance, needs: AppNeeds): Promise<void> {
  const { eventLoopDelayMs, rssBytes } = needs.limits;
  await app.register(underPressure, {
    sampleInterval: SAMPLE_MS,
    maxHeapUsedBytes: getHeapStatistics().heap_size_limit * HEAP_SHARE,
    ...(eventLoopDelayMs !== null && { maxEventLoopDelay: eventLoopDelayMs }),
    ...(rssBytes !== null && { maxRssBytes: rssBytes }),
    pressureHandler: (request, _reply, type) => {
      if (isProbe(request)) return;
      needs.metrics.shed(type);
      request.log.info({ pressure: type }, 'shed');
      return Promise.reject(
        new ServiceError('busy', 'The service has more to do than it can; ask again in a few seconds.'),
      );
    },
  });
}
