import { closeSync, openSync, readSync } from 'node:fs';

/** Every code point there can be. */
const CODE_POINTS = 0x11_0000;

/** For each code point, whether there is a glyph for it: 1 or 0. */
export type Coverage = Uint8Array;

/**
 * Tells which code points some fonts can print between them. Reads of each file only the table that says so.
 *
 * @param files - TrueType or OpenType files of one font each
 * @throws Error when a file is no font, or has no Unicode table of a known kind: a fault of ours
 */
export function readCoverage(files: readonly string[]): Coverage {
  const coverage = new Uint8Array(CODE_POINTS);
  for (const file of files) {
    const table = readTable(file, 'cmap');
    for (const subtable of unicodeSubtables(table)) mark(coverage, table, subtable);
  }
  return coverage;
}

function readTable(file: string, name: string): Buffer {
  const opened = openSync(file, 'r');
  try {
    const count = readAt(opened, 0, 12).readUInt16BE(4);
    const directory = readAt(opened, 12, count * 16);
    for (let entry = 0; entry < directory.length; entry += 16) {
      if (directory.toString('latin1', entry, entry + 4) !== name) continue;
      return readAt(opened, directory.readUInt32BE(entry + 8), directory.readUInt32BE(entry + 12));
    }
  } finally {
    closeSync(opened);
  }
  throw new Error(`${file} has no table ${name}`);
}

function readAt(opened: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  const read = readSync(opened, bytes, 0, length, position);
  if (read !== length) throw new Error(`A font ends after ${position + read} bytes, before ${position + length}`);
  return bytes;
}

/** Where the tables for Unicode begin: those of platform 0, and of platform 3 with encoding 1 or 10. */
function unicodeSubtables(table: Buffer): readonly number[] {
  const found = new Set<number>();
  for (let index = 0; index < table.readUInt16BE(2); index += 1) {
    const record = 4 + index * 8;
    const platform = table.readUInt16BE(record);
    const encoding = table.readUInt16BE(record + 2);
    const unicode = platform === 0 || (platform === 3 && (encoding === 1 || encoding === 10));
    if (unicode) found.add(table.readUInt32BE(record + 4));
  }
  return [...found];
}

function mark(coverage: Coverage, table: Buffer, start: number): void {
  switch (table.readUInt16BE(start)) {
    case 4:
      markSegments(coverage, table, start);
      return;
    case 12:
      markGroups(coverage, table, start);
      return;
    default:
    // Format 14 holds variation sequences, and whatever else there is repeats the two above.
  }
}

/** Format 4: the basic plane in segments, each with a shift or with glyphs one by one; glyph 0 is the one for what is missing. */
function markSegments(coverage: Coverage, table: Buffer, start: number): void {
  const twice = table.readUInt16BE(start + 6);
  const ends = start + 14;
  const starts = ends + twice + 2;
  const shifts = starts + twice;
  const offsets = shifts + twice;
  for (let at = 0; at < twice; at += 2) {
    const first = table.readUInt16BE(starts + at);
    const last = table.readUInt16BE(ends + at);
    const shift = table.readUInt16BE(shifts + at);
    const offset = table.readUInt16BE(offsets + at);
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const glyph =
        offset === 0 ? (code + shift) & 0xffff : table.readUInt16BE(offsets + at + offset + (code - first) * 2);
      if (glyph !== 0) coverage[code] = 1;
    }
  }
}

/** Format 12: all planes in groups of neighbours. */
function markGroups(coverage: Coverage, table: Buffer, start: number): void {
  const groups = table.readUInt32BE(start + 12);
  for (let index = 0; index < groups; index += 1) {
    const group = start + 16 + index * 12;
    const first = table.readUInt32BE(group);
    const last = table.readUInt32BE(group + 4);
    const glyph = table.readUInt32BE(group + 8);
    coverage.fill(1, glyph === 0 ? first + 1 : first, last + 1);
  }
}
