import type { Caller } from './access.ts';
import { digestOf } from './digest.ts';
import type { DraftRecord, Store } from './ports.ts';
import { recordAccess, type RecordNeeds } from './record-access.ts';
import { ServiceError } from './service-error.ts';

/** The draft of a product; reading it is noted. @throws ServiceError `draft_not_found` */
export async function readDraft(
  needs: RecordNeeds & { readonly store: Store },
  caller: Caller,
  productId: string,
): Promise<DraftRecord> {
  const found = await needs.store.findDraft(caller.reach, productId);
  if (found === undefined) throw new ServiceError('draft_not_found');
  const { revision, content } = found;
  await recordAccess(needs, caller, 'draft.read', productId, { revision, answers_digest: digestOf(content.answers) });
  return found;
}
