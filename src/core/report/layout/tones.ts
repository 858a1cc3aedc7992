import type { Truth } from '../../base/truth.ts';
import type { Gate, UnitStatus, Verdict } from '../../evaluation/evaluation.ts';
import type { Severity } from '../../language/shapes/ruleset-file.ts';
import type { Tone } from '../document/blocks.ts';

const STATUS_TONES: Readonly<Record<UnitStatus, Tone>> = {
  met: 'good',
  not_met: 'stop',
  needs_attestation: 'wait',
  undetermined: 'wait',
  not_applicable: 'quiet',
  no_rule: 'quiet',
};

/** Of the status of a finding or a unit. */
export function toneOfStatus(status: UnitStatus | ''): Tone {
  return status === '' ? 'none' : STATUS_TONES[status];
}

/** Only what blocks stands out. */
export function toneOfSeverity(severity: Severity): Tone {
  return severity === 'blocker' ? 'stop' : 'none';
}

const TRUTH_TONES: Readonly<Record<Truth, Tone>> = { true: 'good', false: 'quiet', unknown: 'wait' };

/** Of a condition. */
export function toneOfTruth(truth: Truth): Tone {
  return TRUTH_TONES[truth];
}

const RESULT_TONES: Readonly<Record<Gate | Verdict, Tone>> = {
  blocked: 'stop',
  fail: 'stop',
  undetermined: 'wait',
  conditional: 'caution',
  pass_with_gaps: 'caution',
  clear: 'good',
  pass: 'good',
  out_of_scope: 'quiet',
};

/** Of a gate or a verdict. */
export function toneOfResult(result: Gate | Verdict): Tone {
  return RESULT_TONES[result];
}
