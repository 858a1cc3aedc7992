import type { Caller } from './access.ts';
import { canonicalJson } from './digest.ts';
import type { Clock, ExpectedDraft, Store } from './ports.ts';

/** Ends a draft without submitting it. @throws ServiceError `draft_not_found` or `precondition_failed` */
export async function discardDraft(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  { reach, actor }: Caller,
  productId: string,
  expected: ExpectedDraft,
): Promise<void> {
  const at = clock.now();
  const content = canonicalJson({ product: productId });
  await store.discardDraft(reach, productId, at, expected, [
    { at, actor, action: 'draft.discard', subject: productId, content },
  ]);
}
