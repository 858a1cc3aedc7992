import { crc32, inflateSync } from 'node:zlib';
import { FaultyLogo, LOGO_BOUNDS, type CheckedLogo } from '../service/branding.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What a picture needs; texts, profiles, times and whatever else are left out. */
const KEPT: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: ReadonlySet<number> = new Set([1, 2, 4, 8, 16]);
const LENGTH_AND_TYPE = 8;
const CHECKSUM = 4;
const HEADER_BYTES = 13;

/** One piece of a PNG file, checksum and all. */
interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  readonly whole: Buffer;
}

/**
 * Checks a PNG picture (ISO/IEC 15948) and keeps only what draws it: every chunk is whole, the sides are within bounds, and the picture
 * unpacks to exactly as much as its head says.
 *
 * @throws FaultyLogo saying what is wrong
 */
export function checkPng(bytes: Uint8Array): CheckedLogo {
  const chunks = chunksOf(Buffer.from(bytes));
  const head = chunks[0];
  if (head?.type !== 'IHDR' || head.data.length !== HEADER_BYTES) throw new FaultyLogo('its first chunk is no header');
  if (chunks.at(-1)?.type !== 'IEND') throw new FaultyLogo('it has no end');
  const width = head.data.readUInt32BE(0);
  const height = head.data.readUInt32BE(4);
  const [depth = 0, color = -1, , , interlace = 0] = head.data.subarray(8);
  const channels = CHANNELS[color];
  if (channels === undefined || !DEPTHS.has(depth)) throw new FaultyLogo('its colours are in no form that PNG knows');
  const { side } = LOGO_BOUNDS;
  if (width < 1 || height < 1 || width > side || height > side)
    throw new FaultyLogo(`its sides are ${width} by ${height} pixels; from 1 to ${side} are allowed`);
  if (interlace !== 0) throw new FaultyLogo('it is interlaced; save it without');
  const lineBytes = 1 + Math.ceil((width * channels * depth) / 8);
  const packed = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  if (unpackedLength(packed, lineBytes * height) !== lineBytes * height)
    throw new FaultyLogo('its picture is not as large as its head says');
  const kept = chunks.filter(({ type }) => KEPT.has(type)).map(({ whole }) => whole);
  return { media_type: 'image/png', bytes: Buffer.concat([SIGNATURE, ...kept]), width, height };
}

function chunksOf(bytes: Buffer): readonly Chunk[] {
  if (!bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE)) throw new FaultyLogo('it does not begin as a PNG does');
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at < bytes.length;) {
    if (at + LENGTH_AND_TYPE > bytes.length) throw new FaultyLogo('it is cut off');
    const end = at + LENGTH_AND_TYPE + bytes.readUInt32BE(at) + CHECKSUM;
    if (end > bytes.length) throw new FaultyLogo('it is cut off');
    const whole = bytes.subarray(at, end);
    const covered = whole.subarray(4, whole.length - CHECKSUM);
    if (crc32(covered) !== whole.readUInt32BE(whole.length - CHECKSUM)) throw new FaultyLogo('it is damaged');
    chunks.push({ type: covered.subarray(0, 4).toString('latin1'), data: covered.subarray(4), whole });
    at = end;
    if (chunks.at(-1)?.type === 'IEND') break;
  }
  return chunks;
}

/** @returns -1 when it unpacks to more than there can be, or not at all */
function unpackedLength(packed: Buffer, bound: number): number {
  try {
    return inflateSync(packed, { maxOutputLength: bound + 1 }).length;
  } catch {
    return -1;
  }
}
