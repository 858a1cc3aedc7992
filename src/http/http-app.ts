import type { FastifyBaseLogger, FastifyInstance, FastifyTypeProvider, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { z } from 'zod';

/** Handlers read parsed envelopes, and may answer with data they must not change. */
interface HttpTypeProvider extends FastifyTypeProvider {
  readonly validator: this['schema'] extends z.ZodType ? z.output<this['schema']> : unknown;
  readonly serializer: this['schema'] extends Streamed
    ? Readable
    : this['schema'] extends Binary
      ? Buffer
      : this['schema'] extends z.ZodType
        ? OnWire<this['schema']>
        : unknown;
}

/** A schema of each line of a stream; what is sent is the stream. */
export interface Streamed {
  readonly streamed: true;
}

/** A schema of a file; what is sent are its bytes. */
export interface Binary {
  readonly binary: true;
}

/** What a response schema lets out. */
export type OnWire<S extends z.ZodType> = ReadonlyDeep<z.input<S>>;

type ReadonlyDeep<T> = T extends object ? { readonly [K in keyof T]: ReadonlyDeep<T[K]> } : T;

/** The Fastify instance that routes are added to. */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  HttpTypeProvider
>;
