import { PLAIN_PAPER, type ReportPaper } from '../core/report/paper.ts';
import type { BrandingRecord } from './ports.ts';
import type { ReviewState } from './review-state.ts';

/** What a report has as a paper: the organization's looks, and what counsel said. */
export function paperOf(
  branding: BrandingRecord | undefined,
  review: ReviewState | undefined,
  client: string | null,
): ReportPaper {
  const looks =
    branding === undefined
      ? {}
      : { brand: branding.brand, disclaimer: branding.disclaimer, prepared_by: branding.preparedBy };
  const said =
    review === undefined
      ? {}
      : {
          state: review.state,
          privileged: review.privileged,
          reviews: review.reviews,
          set_aside_confirmations: review.set_aside_confirmations,
          accepted_risks: review.accepted_risks,
          sign_offs: review.sign_offs,
          effective_gate: review.effective_gate,
        };
  return { ...PLAIN_PAPER, prepared_for: client, ...looks, ...said };
}
