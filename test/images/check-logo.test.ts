import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { checkLogo } from '../../src/images/check-logo.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const FAULTY = { name: 'FaultyLogo' };

function chunk(type: string, data: Uint8Array = Buffer.alloc(0)): Buffer {
  const covered = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(covered));
  return Buffer.concat([length, covered, checksum]);
}

function head(width: number, height: number, [depth, color, interlace]: readonly number[] = [8, 2, 0]): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth ?? 0, color ?? 0, 0, 0, interlace ?? 0], 8);
  return chunk('IHDR', data);
}

/** Three bytes a pixel and one a line. */
function pixels(width: number, height: number): Buffer {
  return chunk('IDAT', deflateSync(Buffer.alloc((1 + width * 3) * height)));
}

function png(...chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([SIGNATURE, ...chunks]);
}

const GOOD = png(head(3, 2), pixels(3, 2), chunk('IEND'));

describe('a PNG', () => {
  test('that only draws is kept as it is', () => {
    const { bytes, ...rest } = checkLogo('image/png', GOOD);
    expect(rest).toEqual({ media_type: 'image/png', width: 3, height: 2 });
    expect(GOOD.equals(bytes)).toBe(true);
  });

  test('loses what does not draw, and what comes after its end', () => {
    const texts = [chunk('tEXt', Buffer.from('Author\0x')), chunk('eXIf', Buffer.alloc(8)), chunk('iCCP')];
    const dirty = Buffer.concat([png(head(3, 2), ...texts, pixels(3, 2), chunk('IEND')), Buffer.from('<script>')]);
    expect(GOOD.equals(checkLogo('image/png', dirty).bytes)).toBe(true);
  });

  const damaged = Buffer.from(GOOD);
  damaged[20] = 0xff;
  const endless = Buffer.from(GOOD);
  endless.writeUInt32BE(0xffffffff, SIGNATURE.length);
  test.each([
    ['no bytes', Buffer.alloc(0)],
    ['a signature alone', SIGNATURE],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a wrong checksum', damaged],
    ['a length beyond the file', endless],
    ['no head', png(pixels(3, 2), chunk('IEND'))],
    ['no end', png(head(3, 2), pixels(3, 2))],
    ['no picture', png(head(3, 2), chunk('IEND'))],
    ['a side of nothing', png(head(0, 2), pixels(0, 2), chunk('IEND'))],
    ['a side too long', png(head(2001, 1), pixels(2001, 1), chunk('IEND'))],
    ['sides that would fill the memory', png(head(0xffffffff, 0xffffffff), pixels(1, 1), chunk('IEND'))],
    ['a picture that unpacks to more than its head says', png(head(3, 2), pixels(2000, 2000), chunk('IEND'))],
    ['a picture that unpacks to less', png(head(3, 2), pixels(1, 1), chunk('IEND'))],
    ['a picture that does not unpack', png(head(3, 2), chunk('IDAT', Buffer.alloc(30, 7)), chunk('IEND'))],
    ['colours that there are not', png(head(3, 2, [8, 5, 0]), pixels(3, 2), chunk('IEND'))],
    ['a depth that there is not', png(head(3, 2, [7, 2, 0]), pixels(3, 2), chunk('IEND'))],
    ['interlacing', png(head(3, 2, [8, 2, 1]), pixels(3, 2), chunk('IEND'))],
  ])('with %s is refused', (_, bytes) => {
    expect(() => checkLogo('image/png', bytes)).toThrow(expect.objectContaining(FAULTY));
  });

  test('cut off anywhere is refused', () => {
    for (let length = 0; length < GOOD.length; length += 1)
      expect(() => checkLogo('image/png', GOOD.subarray(0, length))).toThrow(expect.objectContaining(FAULTY));
  });
});

const OPEN =
  '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10"';

function svg(inside: string): Uint8Array {
  return Buffer.from(`${OPEN}>${inside}</svg>`);
}

describe('an SVG', () => {
  test('that only draws is written anew, and the same when checked again', () => {
    const drawn = svg(
      '<!-- gone --><defs><linearGradient id="g"><stop offset="1"/></linearGradient></defs>' +
        '<path d="M0 0" fill="url(#g)"/><use href="#g"/><text>a &lt; b &amp; "c"</text>',
    );
    const once = checkLogo('image/svg+xml', drawn);
    expect(once).toMatchObject({ media_type: 'image/svg+xml', width: 10, height: 10 });
    const text = Buffer.from(once.bytes).toString('utf8');
    expect([text.includes('gone'), text.includes('fill="url(#g)"')]).toEqual([false, true]);
    expect(text).toContain('a &lt; b &amp; &quot;c&quot;');
    expect(checkLogo('image/svg+xml', once.bytes)).toEqual(once);
  });

  test('has the sides of its view box where it names none', () => {
    const boxed = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30,20"/>');
    expect(checkLogo('image/svg+xml', boxed)).toMatchObject({ width: 30, height: 20 });
  });

  test.each([
    ['a script', '<script>alert(1)</script>'],
    ['a style', '<style>*{background:url(http://a.example)}</style>'],
    ['an event', '<rect onclick="alert(1)"/>'],
    ['a style attribute', '<rect style="fill:url(http://a.example)"/>'],
    ['foreign content', '<foreignObject><p/></foreignObject>'],
    ['HTML', '<p xmlns="http://www.w3.org/1999/xhtml"/>'],
    ['a picture from elsewhere', '<image href="http://a.example/a.png"/>'],
    ['a link', '<a href="http://a.example"><rect/></a>'],
    ['a use of something else', '<use href="http://a.example/a.svg#a"/>'],
    ['a use of something else, the old way', '<use xlink:href="http://a.example/a.svg#a"/>'],
    ['a script in a link', '<use href="javascript:alert(1)"/>'],
    ['data in a link', '<use href="data:image/svg+xml,x"/>'],
    ['a paint from elsewhere', '<rect fill="url(http://a.example/#a)"/>'],
    ['a paint from elsewhere after its own', '<rect fill="url(#a) url(http://a.example)"/>'],
    ['a paint from elsewhere in other letters', '<rect fill="URL(//a.example)"/>'],
    ['an animation', '<set attributeName="href" to="javascript:alert(1)"/>'],
    ['a processing instruction', '<?xml-stylesheet href="http://a.example"?>'],
    ['an entity that there is not', '<text>&bomb;</text>'],
    ['an open element', '<g>'],
    ['elements nested too deep', '<g>'.repeat(40) + '</g>'.repeat(40)],
  ])('with %s is refused', (_, inside) => {
    expect(() => checkLogo('image/svg+xml', svg(inside))).toThrow(expect.objectContaining(FAULTY));
  });

  test.each([
    ['no bytes', ''],
    ['text alone', 'logo'],
    ['no size', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a size too large', '<svg xmlns="http://www.w3.org/2000/svg" width="2001" height="1"/>'],
    ['a size that is none', '<svg xmlns="http://www.w3.org/2000/svg" width="1e3" height="NaN"/>'],
    ['no namespace', '<svg width="1" height="1"/>'],
    ['entities', `<!DOCTYPE svg [<!ENTITY a "aa">]>${OPEN}><text>&a;</text></svg>`],
    ['a file read into it', `<!DOCTYPE svg SYSTEM "file:///etc/passwd">${OPEN}/>`],
    ['a second root', `${OPEN}/>${OPEN}/>`],
  ])('with %s is refused', (_, text) => {
    expect(() => checkLogo('image/svg+xml', Buffer.from(text))).toThrow(expect.objectContaining(FAULTY));
  });
});
