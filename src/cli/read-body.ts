import type { z } from 'zod';
import { BadInput } from './bad-input.ts';

/**
 * Reads options by the schema that the same thing has in a request, so that both have the same bounds.
 *
 * @param optionOf - the option for a field, where it is not called by the name of the field
 * @throws BadInput naming every option that cannot be used
 */
export function readBody<T>(schema: z.ZodType<T>, body: unknown, optionOf: Readonly<Record<string, string>> = {}): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const lines = read.error.issues.map(({ path, message }) => {
    const field = path.filter((step) => typeof step === 'string').join('.');
    return `--${optionOf[field] ?? field.replaceAll('_', '-')}: ${message}`;
  });
  throw new BadInput([...new Set(lines)].join('\n'));
}
