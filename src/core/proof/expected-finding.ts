import type { Truth } from '../base/truth.ts';
import type { Outcome } from '../evaluation/judge-rule.ts';
import type { CaseEntry, Status } from '../language/shapes/case-file.ts';

const USUAL_APPLICABILITY: Readonly<Record<Exclude<Status, 'undetermined'>, Truth>> = {
  met: 'true',
  not_met: 'true',
  needs_attestation: 'true',
  not_applicable: 'false',
};

/** The outcome a case expects; what it leaves out follows from its status. */
export function expectedOutcome({ status, because, applicability }: CaseEntry['expect']): Outcome {
  if (status === 'undetermined') {
    const cause = because ?? 'requirement';
    return { status, because: cause, applicability: applicability ?? (cause === 'applicability' ? 'unknown' : 'true') };
  }
  return { status, because: because ?? null, applicability: applicability ?? USUAL_APPLICABILITY[status] };
}

/** An outcome in words, such as "undetermined because of applicability". */
export function outcomeText({ status, because, applicability }: Outcome): string {
  if (because !== null) return `${status} because of ${because}`;
  return status === 'met' && applicability === 'unknown' ? 'met with unknown applicability' : status;
}
