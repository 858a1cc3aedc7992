/** Width of every picture, in its own units; two languages stand side by side, so that it is narrow. */
export const WIDTH = 560;

const FONT_SIZE = 12;

/** A piece of SVG and how high what holds it has to be. */
export interface Drawing {
  readonly parts: readonly string[];
  readonly height: number;
}

/**
 * A picture on white ground of its own, so that it can be read on a dark page. Nothing in it comes from elsewhere, runs, or hangs on a
 * style of the page.
 */
export function svgOf({ parts, height }: Drawing): string {
  const size = `width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="sans-serif" font-size="${FONT_SIZE}">`,
    `<rect x="0" y="0" width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...parts,
    '</svg>',
  ].join('');
}

/** How a text is set. */
export interface TextStyle {
  readonly size?: number;
  readonly weight?: 'normal' | 'bold';
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** A text whose base line begins, or is centred, at a point. */
export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { size = FONT_SIZE, weight = 'normal', fill = '#1a1a1a', anchor = 'start' } = style;
  const attributes = `x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight}" fill="${fill}"`;
  return `<text ${attributes} text-anchor="${anchor}">${escapeXml(content)}</text>`;
}

/** How a shape is filled and edged. */
export interface ShapeStyle {
  readonly fill: string;
  readonly stroke: string;
  /** Lengths of dash and gap; empty for a line. */
  readonly dash?: string;
}

/** A rectangle. */
export function rect(x: number, y: number, width: number, height: number, style: ShapeStyle): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${styleOf(style)}/>`;
}

/** A closed shape through points. */
export function polygon(points: readonly (readonly [x: number, y: number])[], style: ShapeStyle): string {
  return `<polygon points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}" ${styleOf(style)}/>`;
}

/** A circle. */
export function circle(x: number, y: number, radius: number, style: ShapeStyle): string {
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}" ${styleOf(style)}/>`;
}

/** A line through points. */
export function stroke(points: readonly (readonly [x: number, y: number])[], colour: string, width: number): string {
  const through = points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ');
  return `<polyline points="${through}" fill="none" stroke="${colour}" stroke-width="${width}"/>`;
}

function styleOf({ fill, stroke: edge, dash = '' }: ShapeStyle): string {
  return `fill="${fill}" stroke="${edge}"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}`;
}

/** Two decimals at most, so that every machine writes the same number. */
function round(number: number): string {
  return String(Math.round(number * 100) / 100);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** A text as XML holds it; what XML cannot hold at all is replaced by a mark. */
export function escapeXml(content: string): string {
  return Array.from(content, (character) =>
    isXmlCharacter(character) ? (ENTITIES.get(character) ?? character) : '\uFFFD',
  ).join('');
}

function isXmlCharacter(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfffe && code !== 0xffff;
}
