import { ServiceError, type ServiceErrorCode } from '../service/service-error.ts';

/** The form of a UUID of any version, in small letters as this service writes it. */
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text has the form of an id of this service. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}

/**
 * The id in a path. One that no resource can have is a resource that is not there.
 *
 * @throws ServiceError with the code given
 */
export function idOr(code: ServiceErrorCode, id: string, message?: string): string {
  if (!isUuid(id)) throw new ServiceError(code, message);
  return id;
}
