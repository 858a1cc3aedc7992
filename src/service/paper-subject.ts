import type { Reach } from './access.ts';
import { findSince } from './compare-evaluations.ts';
import { paperOf } from './paper-of.ts';
import type { Recomputed, RecomputeNeeds } from './recompute.ts';
import { subjectOf, type Guidance, type ReportSubject } from './report-subject.ts';
import type { ReviewState } from './review-state.ts';

/**
 * What the report of a stored evaluation is made of, paper and all: the organization's looks, what counsel said, and what changes are
 * told against.
 *
 * @param since - the evaluation that changes are told against; the newest earlier one of the product when left out
 */
export async function paperSubject(
  needs: RecomputeNeeds & { readonly library: Guidance },
  reach: Reach,
  stored: Recomputed,
  review: ReviewState,
  since?: string,
): Promise<ReportSubject> {
  const earlier = await findSince(needs, reach, stored.record, since);
  const branding = await needs.store.findBranding(reach.organization);
  return {
    ...subjectOf(stored, needs.library),
    since: earlier,
    paper: paperOf(branding, review, stored.product.client),
  };
}
