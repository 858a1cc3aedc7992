import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

/** SHA-256 of canonical JSON, as `sha256:` and 64 hexadecimal digits. */
export type Digest = `sha256:${string}`;

/**
 * The canonical JSON of plain data (RFC 8785): keys sorted, no white space, numbers in their shortest form. The same data gives the
 * same text on every machine and in every year.
 */
export function canonicalJson(value: unknown): string {
  return canonicalize(value);
}

/** The digest of a text's UTF-8 bytes. */
export function digestOfText(text: string): Digest {
  return `sha256:${createHash('sha256').update(text, 'utf8').digest('hex')}`;
}

/** The digest of a file as it is. */
export function digestOfBytes(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The digest of plain data, taken of its canonical JSON. */
export function digestOf(value: unknown): Digest {
  return digestOfText(canonicalJson(value));
}
