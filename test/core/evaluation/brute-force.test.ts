import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarDate, type CalendarDate } from '../../../src/core/base/calendar-date.ts';
import { evaluate, judgeRuleset } from '../../../src/core/evaluation/evaluate.ts';
import type { Outcome } from '../../../src/core/evaluation/judge-rule.ts';
import { ruleDiagrams } from '../../../src/core/evaluation/rule-diagrams.ts';
import type { CompiledRuleset } from '../../../src/core/language/compiled-ruleset.ts';
import type { AnswerValue } from '../../../src/core/questionnaire/answers.ts';
import { miniRules } from '../../support/mini-rules.ts';
import { completions, DAYS, FACTS, randomConditions, REFUSED, VALUES } from '../../support/random-rulesets.ts';

const TODAY = calendarDate('2023-01-01');

const rulesets = randomConditions.map(({ definition, applies, met }) => {
  const [ruleset] = miniRules({ definitions: { D: definition }, rules: [{ applies, met }] }).rulesets;
  if (ruleset === undefined) throw new Error('no ruleset');
  return ruleset;
});

const partialAnswers = fc
  .tuple(...FACTS.map((fact) => fc.option(fc.constantFrom(...(VALUES[fact] ?? [])), { nil: undefined })))
  .map(
    (values) =>
      new Map(
        FACTS.flatMap((fact, index): [string, AnswerValue][] => {
          const value = values[index];
          return value === undefined ? [] : [[fact, value]];
        }),
      ),
  );

function outcomeOf(ruleset: CompiledRuleset, answers: ReadonlyMap<string, AnswerValue>, day: CalendarDate): string {
  const [outcome] = judgeRuleset(ruleset, answers, day);
  return text(outcome);
}

function text(outcome: Outcome | undefined): string {
  if (outcome === undefined) throw new Error('no outcome');
  return `${outcome.status} ${outcome.because ?? '-'} ${outcome.applicability}`;
}

/** Every choice of some items. */
function* subsets<T>(items: readonly T[]): Iterable<readonly T[]> {
  for (let bits = 0; bits < 1 << items.length; bits += 1) yield items.filter((_, index) => (bits & (1 << index)) !== 0);
}

describe('on random small rulesets, tried out in full', () => {
  it('decided_by is enough for the outcome, and for a settled one on every day unless the date is part of it', () => {
    fc.assert(
      fc.property(rulesets, partialAnswers, (ruleset, answers) => {
        const [finding] = evaluate([ruleset], answers, TODAY).rulesets[0]?.findings ?? [];
        if (finding === undefined) throw new Error('no finding');
        const facts = finding.decided_by.flatMap((entry) => ('fact' in entry ? [entry.fact] : []));
        const enough = new Map([...answers].filter(([fact]) => facts.includes(fact)));
        expect(outcomeOf(ruleset, enough, TODAY)).toBe(text(finding));
        const dated = finding.decided_by.some((entry) => 'as_of' in entry);
        const onOtherDays = [calendarDate('2022-12-31'), calendarDate('2023-01-02')].map((day) =>
          outcomeOf(ruleset, enough, day),
        );
        // What is still open may turn on the date later.
        const settled = finding.open.length === 0;
        if (!dated && settled) expect(onOtherDays).toEqual(onOtherDays.map(() => text(finding)));
      }),
      { numRuns: 400, seed: 20261123 },
    );
  }, 120_000);

  it('without dates, decided_by is exactly the least set', () => {
    const undated = fc
      .tuple(rulesets, partialAnswers)
      .filter(
        ([ruleset]) =>
          !ruleset.expressions.some((expression) => expression.op === 'leaf' && expression.leaf.kind === 'as_of'),
      );
    fc.assert(
      fc.property(undated, ([ruleset, answers]) => {
        const [finding] = evaluate([ruleset], answers, TODAY).rulesets[0]?.findings ?? [];
        if (finding === undefined) throw new Error('no finding');
        const wanted = text(finding);
        const inOrder = ruleset.questions.map((question) => question.id);
        const enough = [...subsets([...answers.keys()])]
          .map((chosen) => inOrder.filter((fact) => chosen.includes(fact)))
          .filter(
            (chosen) =>
              outcomeOf(ruleset, new Map([...answers].filter(([fact]) => chosen.includes(fact))), TODAY) === wanted,
          );
        const rank = (chosen: readonly string[]): string =>
          chosen.map((fact) => String(inOrder.indexOf(fact)).padStart(2, '0')).join();
        const best = enough.sort((a, b) =>
          a.length === b.length ? (rank(a) < rank(b) ? -1 : 1) : a.length - b.length,
        )[0];
        expect(finding.decided_by.flatMap((entry) => ('fact' in entry ? [entry.fact] : []))).toEqual(best);
      }),
      { numRuns: 400, seed: 20261123 },
    );
  }, 120_000);

  it('open holds exactly the facts that can still change status or applicability', () => {
    fc.assert(
      fc.property(rulesets, partialAnswers, (ruleset, answers) => {
        const [finding] = evaluate([ruleset], answers, TODAY).rulesets[0]?.findings ?? [];
        if (finding === undefined) throw new Error('no finding');
        const isOpen = (fact: string): boolean => {
          const value = answers.get(fact);
          if (value === undefined) return true;
          return finding.status === 'needs_attestation' && fact.startsWith('attestation.') && value === REFUSED;
        };
        const free = FACTS.filter(isOpen);
        const fixed = new Map([...answers].filter(([fact]) => !free.includes(fact)));
        const expected = free.filter((fact) => {
          const others = free.filter((other) => other !== fact);
          for (const completion of completions(others, fixed)) {
            const without = outcomeOf(ruleset, completion, TODAY);
            for (const value of VALUES[fact] ?? []) {
              if (outcomeOf(ruleset, new Map([...completion, [fact, value]]), TODAY) !== without) return true;
            }
          }
          return false;
        });
        expect([...finding.open].sort()).toEqual(expected.sort());
      }),
      { numRuns: 150, seed: 20261123 },
    );
  }, 240_000);

  it('the reachable outcomes are exactly those that some answers on some day give', () => {
    fc.assert(
      fc.property(rulesets, (ruleset) => {
        const found = new Set<string>();
        for (const day of DAYS) {
          for (const answers of completions(FACTS, new Map())) found.add(outcomeOf(ruleset, answers, day));
        }
        const [rule] = ruleset.rules;
        if (rule === undefined) throw new Error('no rule');
        expect(ruleDiagrams(ruleset).reachable(rule).map(text).sort()).toEqual([...found].sort());
      }),
      { numRuns: 60, seed: 20261123 },
    );
  }, 240_000);
});
