import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { buildApp } from '../../src/http/app.ts';
import { startService } from './harness.ts';

test('an answer that had begun when the service was told to stop is finished, and its connection closed', async () => {
  const service = await startService();
  onTestFinished(() => service.app.close());
  const app = await buildApp(service.needs);
  const answer = new PassThrough();
  app.get('/long', { config: { scope: 'public' } }, (_request, reply) => reply.send(answer));
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = z.custom<AddressInfo>().parse(app.server.address());
  const socket = connect({ host: '127.0.0.1', port });
  let received = '';
  socket.on('data', (part: Buffer) => {
    received += part.toString('latin1');
  });
  answer.write('begun');
  socket.write(`GET /long HTTP/1.1\r\nhost: localhost:${port}\r\n\r\n`);
  await expect.poll(() => received).toContain('begun');
  const stopped = app.close();
  answer.end('ended');
  await Promise.all([stopped, once(socket, 'close')]);
  expect(received).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n5\r\nbegun\r\n5\r\nended\r\n0\r\n\r\n$/);
});
