import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { effectiveGate } from '../../../src/core/evaluation/effective-gate.ts';
import type { Evaluation, Gate } from '../../../src/core/evaluation/evaluation.ts';
import { isOpen } from '../../../src/core/evaluation/roll-up.ts';
import { STATUSES, type Status } from '../../../src/core/language/shapes/case-file.ts';
import { EXAMPLE_NAMES, EXAMPLES, reportInput } from '../../support/example-reports.ts';
import { loadRules } from '../../../src/load/load-rules.ts';
import { RULES_FOLDER } from '../../support/real-rules.ts';

const rules = await loadRules(RULES_FOLDER);
const evaluations: readonly Evaluation[] = EXAMPLE_NAMES.map(
  (name) => reportInput(rules, EXAMPLES[name](rules)).evaluation,
);
/** From bad to good; out of scope is beside them. */
const GATES: readonly Gate[] = ['blocked', 'undetermined', 'conditional', 'clear'];

function findingsOf({ rulesets }: Evaluation): Evaluation['rulesets'][number]['findings'] {
  return rulesets.flatMap(({ findings }) => findings);
}

const NONE = { overridden: new Map<string, Status>(), accepted: new Set<string>() };

/** An example with some of its rules. */
const anySome = fc
  .constantFrom(...evaluations)
  .chain((evaluation) =>
    fc.tuple(fc.constant(evaluation), fc.subarray(findingsOf(evaluation).map(({ rule }) => rule))),
  );

describe('the effective gate', () => {
  test('is the computed one while nothing was decided', () => {
    for (const evaluation of evaluations) expect(effectiveGate(evaluation, NONE)).toBe(evaluation.gate);
  });

  test('is the computed one when findings are overridden to what they are', () => {
    for (const evaluation of evaluations) {
      const overridden = new Map(findingsOf(evaluation).map(({ rule, status }) => [rule, status] as const));
      expect(effectiveGate(evaluation, { ...NONE, overridden })).toBe(evaluation.gate);
    }
  });

  test('does not care for what is said of rules that are not there', () => {
    for (const evaluation of evaluations) {
      const decided = { overridden: new Map<string, Status>([['no-rule', 'met']]), accepted: new Set(['no-rule']) };
      expect(effectiveGate(evaluation, decided)).toBe(evaluation.gate);
    }
  });

  test('is never clear by accepted risks alone', () => {
    fc.assert(
      fc.property(anySome, ([evaluation, some]) => {
        const gate = effectiveGate(evaluation, { ...NONE, accepted: new Set(some) });
        expect(gate === 'clear').toBe(evaluation.gate === 'clear');
        expect(gate === 'out_of_scope').toBe(evaluation.gate === 'out_of_scope');
      }),
    );
  });

  test('is no worse for an accepted risk, and for a settled finding that is accepted just as it was', () => {
    fc.assert(
      fc.property(anySome, ([evaluation, some]) => {
        const gate = effectiveGate(evaluation, { ...NONE, accepted: new Set(some) });
        expect(GATES.indexOf(gate)).toBeGreaterThanOrEqual(GATES.indexOf(evaluation.gate));
        const settled = findingsOf(evaluation).filter((finding) => !isOpen(finding));
        const accepted = new Set(settled.map(({ rule }) => rule));
        expect(effectiveGate(evaluation, { ...NONE, accepted })).toBe(evaluation.gate);
      }),
    );
  });

  test('is open no more when each open finding is overridden as met', () => {
    for (const evaluation of evaluations.filter(({ gate }) => gate !== 'out_of_scope')) {
      const open = findingsOf(evaluation).filter(isOpen);
      const overridden = new Map(open.map(({ rule }) => [rule, 'met'] as const));
      expect(effectiveGate(evaluation, { ...NONE, overridden })).toBe('clear');
    }
  });

  test('is blocked by a binding blocker in scope that is overridden as not met', () => {
    for (const evaluation of evaluations) {
      const binding = evaluation.rulesets.filter((ruleset) => ruleset.binding && ruleset.verdict !== 'out_of_scope');
      const blockers = binding
        .flatMap(({ findings }) => findings)
        .filter((one) => one.severity === 'blocker' && !one.echo && !one.outside_scope);
      for (const { rule } of blockers)
        expect(effectiveGate(evaluation, { ...NONE, overridden: new Map([[rule, 'not_met'] as const]) })).toBe(
          'blocked',
        );
    }
  });

  test('leaves the evaluation as it was computed', () => {
    fc.assert(
      fc.property(anySome, fc.constantFrom(...STATUSES), ([evaluation, some], status) => {
        const before = JSON.stringify(evaluation);
        const overridden = new Map(some.map((rule) => [rule, status] as const));
        effectiveGate(evaluation, { overridden, accepted: new Set(some) });
        expect(JSON.stringify(evaluation)).toBe(before);
      }),
      { numRuns: 20 },
    );
  });
});
