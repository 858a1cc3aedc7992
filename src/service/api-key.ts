import { randomBytes, timingSafeEqual } from 'node:crypto';
import { digestOfText, type Digest } from './digest.ts';

const PREFIX_BYTES = 6;
const SECRET_BYTES = 32;
const FORM = /^pck_([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/;

/** What a digest is compared with when there is no key of the prefix, so that the answer takes as long as if there were. */
const NOBODY = digestOfText('nobody has this key');

/** A key as it is handed out, once: `pck_`, the prefix it is looked up by, and the secret. */
export interface NewKey {
  readonly text: string;
  readonly prefix: string;
  readonly hash: Digest;
}

/** Draws a key. Its secret has 256 random bits, so that a fast digest of it is as good as a slow one. */
export function drawKey(): NewKey {
  const prefix = randomBytes(PREFIX_BYTES).toString('hex');
  const text = `pck_${prefix}_${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { text, prefix, hash: digestOfText(text) };
}

/** The prefix of a key; `undefined` for a text that has not the form of one. */
export function prefixOf(text: string): string | undefined {
  return FORM.exec(text)?.[1];
}

/** Whether a text is the key whose digest was kept, in a time that does not depend on how much of it is right. */
export function isKey(text: string, hash: Digest | undefined): boolean {
  const same = timingSafeEqual(Buffer.from(digestOfText(text)), Buffer.from(hash ?? NOBODY));
  return hash !== undefined && same;
}
