import type { Gate } from '../core/evaluation/evaluation.ts';

/**
 * What the process ends with. A verdict is 0, 1 or 2 and nothing else is, so that a crash never looks like one. 130 is what shells know
 * an interrupted program by.
 */
export const EXIT = { ok: 0, blocked: 1, open: 2, badInput: 3, unexpected: 4, interrupted: 130 } as const;

/** The words of `--fail-on`, worst first. */
export const FAIL_ON = ['blocker', 'undetermined', 'conditional'] as const;

export type FailOn = (typeof FAIL_ON)[number];

/** The gates that fail a check, worst first, each with the word of `--fail-on` that still lets it fail. */
const FAILING = [
  { gate: 'blocked', failOn: 'blocker', code: EXIT.blocked },
  { gate: 'undetermined', failOn: 'undetermined', code: EXIT.open },
  { gate: 'conditional', failOn: 'conditional', code: EXIT.open },
] as const;

/** The exit code of a gate: its own when it is at least as bad as the word says, else 0. */
export function exitCodeOf(gate: Gate, failOn: FailOn): number {
  const failing = FAILING.find((entry) => entry.gate === gate);
  if (failing === undefined) return EXIT.ok;
  return FAIL_ON.indexOf(failing.failOn) <= FAIL_ON.indexOf(failOn) ? failing.code : EXIT.ok;
}
