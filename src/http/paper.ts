import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { RenderedReport } from '../service/render-report.ts';
import type { Binary } from './http-app.ts';
import { bytes } from './schemas/responses.ts';

/** A paper runs no script and loads nothing; its style is in it. */
const PAPER_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** Sends a paper, with the headers that go with it. */
export function sendPaper<T extends Pick<FastifyReply, 'headers'> & { send(payload: Buffer): T }>(
  reply: T,
  { content, contentType, fileName }: RenderedReport,
): T {
  reply.headers({
    'content-type': contentType,
    'content-disposition': `inline; filename="${fileName}"`,
    'content-security-policy': PAPER_POLICY,
  });
  return reply.send(Buffer.from(content));
}

/** What Fastify is told of an answer that is a file. */
interface FileResponse<T extends string> {
  readonly description: string;
  readonly content: Readonly<Record<T, { readonly schema: z.ZodType & Binary }>>;
}

type PaperType =
  | 'text/html'
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'text/markdown';

/** A paper in one of the formats that set documents. */
export function paperContent(description: string): FileResponse<PaperType> {
  return {
    description,
    content: {
      'text/html': { schema: bytes(z.string()) },
      'application/pdf': { schema: file() },
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { schema: file() },
      'text/markdown': { schema: bytes(z.string()) },
    },
  };
}

/** A report in any format: those of papers, and those of data. */
export function reportContent(description: string): FileResponse<PaperType | 'application/json' | 'text/csv'> {
  return {
    description,
    content: {
      ...paperContent(description).content,
      'application/json': { schema: bytes(z.record(z.string(), z.unknown())) },
      'text/csv': { schema: bytes(z.string()) },
    },
  };
}

function file(): z.ZodString & Binary {
  return bytes(z.string().meta({ format: 'binary' }));
}
