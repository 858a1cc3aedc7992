import type { Caller } from './access.ts';
import type { Store, SubmissionRecord } from './ports.ts';
import { recordAccess, type RecordNeeds } from './record-access.ts';
import { ServiceError } from './service-error.ts';

/** The answers as they were stored; reading them is noted. @throws ServiceError `submission_not_found` */
export async function readSubmission(
  needs: RecordNeeds & { readonly store: Store },
  caller: Caller,
  id: string,
): Promise<SubmissionRecord> {
  const found = await needs.store.findSubmission(caller.reach, id);
  if (found === undefined) throw new ServiceError('submission_not_found');
  await recordAccess(needs, caller, 'submission.read', id, { answers_digest: found.answersDigest });
  return found;
}
