import { SaxesParser } from 'saxes';
import { FaultyLogo, LOGO_BOUNDS, type CheckedLogo } from '../service/branding.ts';

/** Elements that draw; none of them runs, loads or embeds anything. */
const ELEMENTS: ReadonlySet<string> = new Set(
  'svg g defs title desc path rect circle ellipse line polyline polygon text tspan linearGradient radialGradient stop clipPath mask symbol use'.split(
    ' ',
  ),
);
const ATTRIBUTES: ReadonlySet<string> = new Set(
  (
    'id viewBox width height x y x1 y1 x2 y2 cx cy r rx ry d points fill fill-rule fill-opacity stroke stroke-width stroke-opacity ' +
    'stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset opacity transform offset stop-color ' +
    'stop-opacity gradientUnits gradientTransform spreadMethod clip-path clip-rule clipPathUnits mask maskUnits maskContentUnits ' +
    'preserveAspectRatio font-family font-size font-weight font-style text-anchor letter-spacing dx dy href fx fy version'
  ).split(' '),
);
const NAMESPACE = 'http://www.w3.org/2000/svg';
/** Within the picture itself alone. */
const OWN_REFERENCE = /^#[\w.-]+$/;
const REFERENCES = /url\(/i;
const OWN_URL = /^url\(#[\w.-]+\)$/;
const MAX_DEPTH = 32;

/**
 * Checks a picture in SVG and writes it anew of what draws alone: scripts, styles, events, foreign content and everything that leads
 * out of it are refused, so that nobody believes to see what was left out.
 *
 * @throws FaultyLogo saying what is wrong
 */
export function checkSvg(bytes: Uint8Array): CheckedLogo {
  const parser = new SaxesParser({ xmlns: true });
  let written = '';
  let depth = 0;
  let size: readonly [width: number, height: number] | undefined;
  parser.on('error', (error) => {
    throw new FaultyLogo(`it is no well-formed XML: ${error.message}`);
  });
  parser.on('doctype', () => {
    throw new FaultyLogo('it has a document type, which a picture needs not');
  });
  parser.on('processinginstruction', () => {
    throw new FaultyLogo('it has a processing instruction, which a picture needs not');
  });
  parser.on('opentag', ({ local, uri, attributes }) => {
    if (uri !== NAMESPACE || !ELEMENTS.has(local)) throw new FaultyLogo(`the element <${local}> is not allowed`);
    depth += 1;
    if (depth > MAX_DEPTH) throw new FaultyLogo(`its elements are nested more than ${MAX_DEPTH} deep`);
    const kept = Object.values(attributes).filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns');
    for (const { name, local: own, value } of kept) insistOnAttribute(name, own, value);
    if (depth === 1) size = sizeOf(Object.fromEntries(kept.map(({ local: own, value }) => [own, value])));
    const xmlns = depth === 1 ? ` xmlns="${NAMESPACE}"` : '';
    written += `<${local}${xmlns}${kept.map(({ local: own, value }) => ` ${own}="${escapeXml(value)}"`).join('')}>`;
  });
  parser.on('text', (text) => {
    if (depth > 0) written += escapeXml(text);
  });
  parser.on('closetag', ({ local }) => {
    depth -= 1;
    written += `</${local}>`;
  });
  parser.write(Buffer.from(bytes).toString('utf8')).close();
  if (size === undefined) throw new FaultyLogo('it is no SVG');
  const [width, height] = size;
  return { media_type: 'image/svg+xml', bytes: Buffer.from(written), width, height };
}

function insistOnAttribute(name: string, local: string, value: string): void {
  if (!ATTRIBUTES.has(local)) throw new FaultyLogo(`the attribute ${name} is not allowed`);
  if (local === 'href' && !OWN_REFERENCE.test(value)) throw new FaultyLogo('it leads out of itself');
  if (REFERENCES.test(value) && !OWN_URL.test(value)) throw new FaultyLogo('it leads out of itself');
}

/** The sides in pixels: those it names, else those of its view box. */
function sizeOf(attributes: Readonly<Record<string, string>>): readonly [width: number, height: number] {
  const [, , boxWidth, boxHeight] = (attributes['viewBox'] ?? '').split(/[\s,]+/).map(Number);
  const width = sideOf(attributes['width']) ?? boxWidth;
  const height = sideOf(attributes['height']) ?? boxHeight;
  const { side } = LOGO_BOUNDS;
  const fits = (one: number | undefined): one is number =>
    one !== undefined && Number.isFinite(one) && one >= 1 && one <= side;
  if (!fits(width) || !fits(height))
    throw new FaultyLogo(`it names no width and height, or view box, of 1 to ${side} pixels`);
  return [width, height];
}

function sideOf(text: string | undefined): number | undefined {
  const digits = /^(\d+(?:\.\d+)?)(?:px)?$/.exec(text ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
