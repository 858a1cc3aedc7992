import Fastify from 'fastify';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { loggerOptions } from '../../src/http/logging.ts';

test.each(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'idempotency-key'])(
  'the header %s is taken out, wherever headers are logged',
  (name) => {
    const stream = new PassThrough({ encoding: 'utf8' });
    const { log } = Fastify({ logger: { ...loggerOptions('trace'), serializers: {}, stream } });
    const headers = { [name]: 'not-for-the-log', accept: 'text/html' };
    log.trace(headers);
    log.trace({ headers });
    log.trace({ req: { headers }, res: { headers } });
    const text = String(stream.read());
    expect(text).not.toContain('not-for-the-log');
    expect(text.match(/\[removed\]/g)).toHaveLength(2);
    expect(text.match(/text\/html/g)).toHaveLength(2);
  },
);
