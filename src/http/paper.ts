import { z } from 'zod';
import { bytes } from './schemas/responses.ts';

/** A paper runs no script and loads nothing; its style is in it. */
export const PAPER_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

const file = (): ReturnType<typeof bytes<z.ZodString>> => bytes(z.string().meta({ format: 'binary' }));

/** A paper in one of the formats that set documents. */
export function paperContent(description: string) {
  return {
    description,
    content: {
      'text/html': { schema: bytes(z.string()) },
      'application/pdf': { schema: file() },
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document': { schema: file() },
      'text/markdown': { schema: bytes(z.string()) },
    },
  } as const;
}

/** A report in any format: those of papers, and those of data. */
export function reportContent(description: string) {
  const paper = paperContent(description);
  return {
    description,
    content: {
      ...paper.content,
      'application/json': { schema: bytes(z.record(z.string(), z.unknown())) },
      'text/csv': { schema: bytes(z.string()) },
    },
  } as const;
}
