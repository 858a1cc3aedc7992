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

/** The delay in a time in which none was measured, since one piece of work took all of it, as at the start: no sign of load that lasts. */
const NOT_MEASURED = Infinity;

/**
 * Refuses requests, all but those of probes, while the event loop is late or memory runs out.
 *
 * @returns whether requests are refused now
 */
export async function addLoadShedding(app: FastifyInstance, needs: AppNeeds): Promise<() => boolean> {
  const { eventLoopDelayMs, rssBytes } = needs.limits;
  await app.register(underPressure, {
    sampleInterval: SAMPLE_MS,
    maxHeapUsedBytes: getHeapStatistics().heap_size_limit * HEAP_SHARE,
    ...(eventLoopDelayMs !== null && { maxEventLoopDelay: eventLoopDelayMs }),
    ...(rssBytes !== null && { maxRssBytes: rssBytes }),
    pressureHandler: (request, _reply, type, value) => {
      if (isProbe(request) || value === NOT_MEASURED) return;
      needs.metrics.shed(type);
      request.log.info({ pressure: type }, 'shed');
      return Promise.reject(
        new ServiceError('busy', 'The service has more to do than it can; ask again in a few seconds.'),
      );
    },
  });
  return () => app.isUnderPressure() && app.memoryUsage().eventLoopDelay !== NOT_MEASURED;
}
