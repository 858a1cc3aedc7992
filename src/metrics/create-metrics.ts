import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../service/metrics.ts';

/** From what costs nothing to the longest a request may take. */
const REQUEST_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** From memory to a disk that is in trouble. */
const COMMIT_SECONDS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

const EVENT_LOOP_PRECISION_MS = 10;

/** Metrics for Prometheus: those of the process, the delay of the event loop among them, and those of the service. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: EVENT_LOOP_PRECISION_MS });
  const requests = new Histogram({
    name: 'preclear_http_request_duration_seconds',
    help: 'How long requests took, by method, pattern of the path and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: REQUEST_SECONDS,
    registers: [registry],
  });
  const commits = new Histogram({
    name: 'preclear_store_commit_duration_seconds',
    help: 'How long transactions that write took, from their beginning to the disk.',
    buckets: COMMIT_SECONDS,
    registers: [registry],
  });
  const counter = <T extends string>(name: string, help: string, label: T): Counter<T> =>
    new Counter({ name, help, labelNames: [label], registers: [registry] });
  const evaluations = counter('preclear_evaluations_total', 'Evaluations made, by how they came about.', 'kind');
  const refusals = counter(
    'preclear_refusals_total',
    'Callers who were not let in or not allowed, by reason.',
    'reason',
  );
  const limited = counter('preclear_limited_total', 'Requests that were over a limit, by what it is of.', 'limit');
  const shed = counter(
    'preclear_shed_total',
    'Requests that were not taken for want of time or memory, by what there was too little of.',
    'pressure',
  );
  return {
    answered: (method, route, status, seconds) => {
      requests.observe({ method, route, status }, seconds);
    },
    committed: (seconds) => {
      commits.observe(seconds);
    },
    evaluated: (kind) => {
      evaluations.inc({ kind });
    },
    refused: (reason) => {
      refusals.inc({ reason });
    },
    limited: (limit) => {
      limited.inc({ limit });
    },
    shed: (pressure) => {
      shed.inc({ pressure });
    },
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
