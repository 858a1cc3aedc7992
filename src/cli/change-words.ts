import type { Gate, Verdict } from '../core/evaluation/evaluation.ts';
import type { FindingState } from '../core/reasoning/lane-findings.ts';
import { wordsFor } from '../core/report/words.ts';

/** A gate in words, without the counts that stand beside it. */
export const GATE_WORDS: Readonly<Record<Gate, string>> = {
  blocked: 'Blocking gaps found: do not launch yet',
  undetermined: 'Cannot say yet: answers or sign-offs missing',
  conditional: 'No blocking gap on the answers given; other points open',
  clear: 'No gap found in the instruments assessed, on self-reported answers',
  out_of_scope: 'On these answers no binding instrument assessed applies. Other law may.',
};

/** A verdict in words, without counts. */
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  fail: 'blocking gaps found',
  undetermined: 'cannot say yet',
  pass_with_gaps: 'no blocking gap on the answers given, other points open',
  pass: 'no gap found on self-reported answers',
  out_of_scope: 'does not apply on these answers',
};

/** From what to what a finding changes; the severity only where it changes as well. `null` is a rule that is not there. */
export function changeWords(from: FindingState | null, to: FindingState | null): string {
  const both = from !== null && to !== null && from.severity !== to.severity;
  return `${stateWords(from, both)} → ${stateWords(to, both)}`;
}

function stateWords(state: FindingState | null, withSeverity: boolean): string {
  if (state === null) return 'no such rule';
  const { status, severity } = wordsFor('en');
  const words = openWords(state) ?? status[state.status].toLowerCase();
  return withSeverity ? `${words} (${severity[state.severity].toLowerCase()})` : words;
}

/** What only the half that is open tells apart. */
function openWords({ status, because, applicability }: FindingState): string | undefined {
  if (because === 'applicability') return 'not known yet whether it applies';
  if (because === 'requirement') return 'not known yet whether it is in place';
  return status === 'met' && applicability === 'unknown' ? 'in place, should it apply' : undefined;
}
