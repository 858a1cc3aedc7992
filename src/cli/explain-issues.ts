import { ServiceError } from '../service/service-error.ts';
import { BadInput } from './bad-input.ts';

/** Says what is wrong with each option, where a request would have fields. @throws BadInput, or the error as it is */
export function explainIssues(error: unknown): never {
  if (!(error instanceof ServiceError) || error.issues.length === 0) throw error;
  const lines = error.issues.map(({ message, expected, suggestion }) => {
    const hint = suggestion === null ? '' : ` (such as ${suggestion})`;
    return `${message}; right would be: ${expected}${hint}`;
  });
  throw new BadInput(lines.join('\n'), { cause: error });
}
