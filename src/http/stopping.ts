import type { FastifyInstance } from 'fastify';
import { HttpError } from './errors.ts';
import { isProbe } from './rate-limits.ts';

/**
 * Refuses requests that come over connections which are still open once the service was told to stop; those under way are finished.
 *
 * @returns whether it was told to stop
 */
export function addStopping(app: FastifyInstance): () => boolean {
  let isStopping = false;
  app.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  app.addHook('onRequest', (request, _reply, done) => {
    if (isStopping && !isProbe(request))
      throw new HttpError('not_ready', 'The service is stopping; ask again in a few seconds.', { 'retry-after': '5' });
    done();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isStopping) reply.header('connection', 'close');
    done();
  });
  app.addHook('onResponse', (_request, _reply, done) => {
    // Answers that had begun before have left their connections open, and each would be waited for.
    if (isStopping)
      setImmediate(() => {
        app.server.closeIdleConnections();
      });
    done();
  });
  return () => isStopping;
}
