import type { ReportRenderer } from '../service/render-report.ts';
import { HttpError } from './errors.ts';

/** What is weighed: the type of what a format writes, with its parameters. */
interface MediaType {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

interface MediaRange extends MediaType {
  /** From 0, not at all, to 1. */
  readonly quality: number;
}

/** Members of a list; a comma within quotes does not part them. Likewise for the parameters of a member. */
const MEMBERS = /(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g;
const PARTS = /(?:[^;"]|"(?:[^"\\]|\\.)*"?)+/g;
const TYPE = /^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+$/;
const PARAMETER = /^([\w!#$%&'*+.^`|~-]+)=([\w!#$%&'*+.^`|~-]+|"(?:[^"\\]|\\.)*")$/;
const QUALITY = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;

/**
 * The format that a request accepts best by its header `Accept`, RFC 9110 section 12.5.1. Of several that it accepts alike it is the
 * first; without a header, the first of all. A member of the list that cannot be read accepts nothing.
 *
 * @throws HttpError `not_acceptable`, naming the media types that there are
 */
export function chooseFormat(accept: string | undefined, renderers: readonly ReportRenderer[]): string {
  const ranges = (accept?.match(MEMBERS) ?? (accept === undefined ? ['*/*'] : [])).flatMap((member) => rangeOf(member));
  const weighed = renderers
    .map(({ format, contentType }) => ({ format, quality: qualityOf(mediaTypeOf(contentType), ranges) }))
    .filter(({ quality }) => quality > 0);
  const best = Math.max(...weighed.map(({ quality }) => quality));
  const chosen = weighed.find(({ quality }) => quality === best);
  if (chosen !== undefined) return chosen.format;
  const types = renderers.map(({ contentType }) => mediaTypeOf(contentType)?.type ?? contentType);
  throw new HttpError(
    'not_acceptable',
    `Nothing that the header Accept names can be sent; there is ${types.join(', ')}.`,
  );
}

/** What the most specific of the ranges that a type is in says of it; 0 when it is in none. */
function qualityOf(offered: MediaType | undefined, ranges: readonly MediaRange[]): number {
  const weighed = ranges
    .filter((range) => offered !== undefined && isIn(offered, range))
    .map((range) => ({ specificity: specificityOf(range), quality: range.quality }));
  const most = Math.max(...weighed.map(({ specificity }) => specificity));
  return weighed.find(({ specificity }) => specificity === most)?.quality ?? 0;
}

function isIn(offered: MediaType, { type, parameters }: MediaRange): boolean {
  const isOfType = type === '*/*' || type === offered.type || type === `${offered.type.split('/', 1)[0] ?? ''}/*`;
  return isOfType && [...parameters].every(([name, value]) => offered.parameters.get(name) === value);
}

function specificityOf({ type, parameters }: MediaRange): number {
  if (type === '*/*') return 0;
  return type.endsWith('/*') ? 1 : 2 + parameters.size;
}

/** @returns none for what cannot be read */
function rangeOf(member: string): readonly MediaRange[] {
  const read = mediaTypeOf(member);
  if (read === undefined) return [];
  const { q = '1', ...parameters } = Object.fromEntries(read.parameters);
  if (!QUALITY.test(q)) return [];
  return [{ type: read.type, parameters: new Map(Object.entries(parameters)), quality: Number(q) }];
}

function mediaTypeOf(text: string): MediaType | undefined {
  const [type = '', ...parts] = (text.match(PARTS) ?? []).map((part) => part.trim());
  const parameters = new Map<string, string>();
  for (const part of parts.filter((one) => one !== '')) {
    const [, name, value] = PARAMETER.exec(part) ?? [];
    if (name === undefined || value === undefined) return undefined;
    parameters.set(
      name.toLowerCase(),
      value
        .replace(/^"(.*)"$/, '$1')
        .replaceAll(/\\(.)/g, '$1')
        .toLowerCase(),
    );
  }
  return TYPE.test(type) ? { type: type.toLowerCase(), parameters } : undefined;
}
