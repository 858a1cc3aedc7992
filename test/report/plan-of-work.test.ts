import { beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from '../../src/core/evaluation/evaluate.ts';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import { PHASES } from '../../src/core/language/shapes/question-file.ts';
import type { AnswerValue } from '../../src/core/questionnaire/answers.ts';
import { collectSteps, orderSteps } from '../../src/core/report/plan-steps.ts';
import { readSource } from '../../src/core/report/report-source.ts';
import { day, EXAMPLES, EXAMPLE_NAMES, exampleReport, reportInput } from '../support/example-reports.ts';
import { realRules } from '../support/real-rules.ts';

let rules: CompiledRules;
beforeAll(async () => {
  rules = await realRules();
});

describe('the order of work', () => {
  test.each(EXAMPLE_NAMES)('of %s closes every point that it says it closes', (name) => {
    const input = reportInput(rules, EXAMPLES[name](rules));
    const source = readSource(input);
    const { steps } = collectSteps(source, source.rulesets);
    const changes = steps.map(({ question, to }): [string, AnswerValue] => [question.id, joined(to)]);
    const after = evaluate(rules.rulesets, new Map([...input.answers, ...changes]), day('2026-09-30'));
    const served = new Set(steps.flatMap(({ serves }) => serves.map(({ assessed }) => assessed.rule.id)));
    const stillOpen = after.rulesets.flatMap(({ findings }) =>
      findings.filter(({ rule, status }) => served.has(rule) && status !== 'met' && status !== 'not_applicable'),
    );
    expect(stillOpen.map(({ rule }) => rule)).toEqual([]);
  });

  test('follows the phases, and sign-offs come last in theirs', () => {
    const { phases } = exampleReport(rules, 'blocked').plan;
    expect(phases.map(({ phase }) => phase)).toEqual([...PHASES]);
    for (const { steps } of phases) {
      const kinds = steps.map(({ kind }) => kind);
      expect(kinds).toEqual(kinds.toSorted((a, b) => (a === b ? 0 : a === 'sign_off' ? 1 : -1)));
    }
  });

  test('puts nothing before what it comes after', () => {
    const source = readSource(reportInput(rules, EXAMPLES.blocked()));
    const ids = orderSteps(collectSteps(source, source.rulesets).steps).map(({ question }) => question);
    for (const [index, question] of ids.entries()) {
      const later = ids.slice(index + 1).map(({ id }) => id);
      expect((question.after ?? []).filter((id) => later.includes(id))).toEqual([]);
    }
  });

  test('keeps what nobody has answered apart from known gaps', () => {
    const { phases } = exampleReport(rules, 'blocked').plan;
    expect(new Set(phases.flatMap(({ to_check: toCheck }) => toCheck.map(({ now }) => now)))).toEqual(
      new Set(['Not answered']),
    );
    expect(
      phases.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'work').map(({ now }) => now)),
    ).not.toContain('Not answered');
  });

  test('asks for a decision of an authority as something that is not in your hands', () => {
    const steps = exampleReport(rules, 'blocked').plan.phases.flatMap((phase) => phase.steps);
    expect(steps.find(({ fact }) => fact === 'filing.genai')).toMatchObject({
      urgency: 'blocks_launch',
      urgency_words: 'Blocking',
      now: 'Nothing done',
      then: 'Filed',
      advice: ['Apply and ask; the outcome is not in your hands.'],
    });
  });

  test('shows waiting apart from the effort, with who decides and how it is known', () => {
    const waiting = exampleReport(rules, 'blocked').plan.phases.flatMap((phase) => phase.waiting);
    expect(waiting.map(({ who, days, basis }) => [who !== '', /\d/.test(days), basis !== ''])).toContainEqual([
      true,
      true,
      true,
    ]);
  });

  test('says always that an answer follows the facts', () => {
    expect(exampleReport(rules, 'blocked').plan.standing).toContain(
      'Change an answer only after the facts have changed.',
    );
  });

  test('keeps what only voluntary instruments ask for apart', () => {
    const { phases, voluntary } = exampleReport(rules, 'benchmark').plan;
    expect(new Set(voluntary.flatMap(({ steps }) => steps.map(({ urgency }) => urgency)))).toEqual(
      new Set(['voluntary']),
    );
    expect(phases.flatMap(({ steps }) => steps.map(({ urgency }) => urgency))).not.toContain('voluntary');
  });

  test('is empty when nothing is open', () => {
    const { lead, phases, standing, voluntary, beyond_work: beyondWork } = exampleReport(rules, 'clear').plan;
    expect({ lead, phases, standing, voluntary, beyondWork }).toEqual({
      lead: ['No open point waits for work of the team.'],
      phases: [],
      standing: [],
      voluntary: [],
      beyondWork: [],
    });
  });
});

/** The last value asked for, or all options of a list. */
function joined(to: readonly AnswerValue[]): AnswerValue {
  if (to.every((value) => Array.isArray(value))) return [...new Set(to.flat().map(String))];
  return to.at(-1) ?? false;
}
