import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { ReportRenderer } from '../service/render-report.ts';
import { HttpError } from './errors.ts';

/** What the OpenAPI document says of a paper whose format is chosen by what the request accepts. */
export const NEGOTIATED =
  'The same as with an extension, in the format that the header `Accept` names by its media type, with `q` where several will do. ' +
  'HTML without the header and where nothing is preferred; 406 with the media types there are when none will do.';

/** Chooses the format of an answer, which says that it depends on the header. @throws HttpError as {@link chooseFormat} */
export function negotiate(
  { headers }: Pick<FastifyRequest, 'headers'>,
  reply: Pick<FastifyReply, 'header'>,
  renderers: readonly ReportRenderer[],
): string {
  void reply.header('vary', 'accept');
  return chooseFormat(headers.accept, renderers);
}

/**
 * The format that a request accepts best by its header `Accept`, RFC 9110 section 12.5.1. Of several that it accepts alike it is the
 * one that it names first; of those in one range, and without a header, the first that there is.
 *
 * @throws HttpError `not_acceptable`, naming the media types that there are
 */
export function chooseFormat(accept: string | undefined, renderers: readonly ReportRenderer[]): string {
  const formats = new Map(renderers.map(({ format, contentType }) => [contentType, format]));
  const chosen = formats.get(new Negotiator({ headers: { accept } }).mediaType([...formats.keys()]) ?? '');
  if (chosen !== undefined) return chosen;
  const types = [...formats.keys()].map((contentType) => contentType.split(';', 1)[0]);
  throw new HttpError(
    'not_acceptable',
    `Nothing that the header Accept names can be sent; there is ${types.join(', ')}.`,
  );
}
