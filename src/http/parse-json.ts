import { isUtf8 } from 'node:buffer';
import { ServiceError } from '../service/service-error.ts';
import { HttpError } from './errors.ts';
import { findHiddenFaults } from './hidden-faults.ts';

/**
 * Parses a JSON body without losing anything in silence: what `JSON.parse` would drop or repair is refused instead.
 *
 * @returns `undefined` for an empty body
 * @throws HttpError `malformed_json`
 * @throws ServiceError `invalid_input` for what {@link findHiddenFaults} finds
 */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw new HttpError('malformed_json', 'The body is not UTF-8.');
  const text = bytes.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HttpError('malformed_json', `The body is not JSON: ${reason}`);
  }
  const issues = findHiddenFaults(text);
  if (issues.length > 0) throw new ServiceError('invalid_input', undefined, issues);
  return value;
}
