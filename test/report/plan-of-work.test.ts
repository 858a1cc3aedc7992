import { beforeAll, describe, expect, test } from 'vitest';
import { evaluate } from '../../src/core/evaluation/evaluate.ts';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import { PHASES } from '../../src/core/language/shapes/question-file.ts';
import type { AnswerValue } from '../../src/core/questionnaire/answers.ts';
import { makePlan } from '../../src/core/reasoning/make-plan.ts';
import { buildReport } from '../../src/core/report/build-report.ts';
import { plannedSteps } from '../../src/core/report/planned-steps.ts';
import { plannedWork } from '../../src/core/report/planned-work.ts';
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
    const { binding, voluntary } = plannedSteps(source, makePlan(rules.rulesets, input.answers, input.asOf, 'clear'));
    const steps = [...binding, ...voluntary];
    const changes = steps.map(({ question, to }): [string, AnswerValue] => [question.id, joined(to)]);
    const after = evaluate(rules.rulesets, new Map([...input.answers, ...changes]), day('2026-09-30'));
    const served = new Set(steps.flatMap(({ serves }) => serves.map(({ assessed }) => assessed.rule.id)));
    const stillOpen = after.rulesets.flatMap(({ findings }) =>
      findings.filter(({ rule, status }) => served.has(rule) && status !== 'met' && status !== 'not_applicable'),
    );
    expect(stillOpen.map(({ rule }) => rule)).toEqual([]);
  });

  test.each(EXAMPLE_NAMES)('of %s says of every open point how it is closed, or what it waits for', (name) => {
    const input = reportInput(rules, EXAMPLES[name](rules));
    const { plan, questions } = exampleReport(rules, name);
    const waits = new Set(questions.questions.flatMap(({ bears_on: bearsOn }) => bearsOn.map(({ rule }) => rule)));
    const told = new Set([
      ...[...plan.phases, ...plan.voluntary]
        .flatMap(({ steps, to_check: toCheck }) => [...steps, ...toCheck])
        .flatMap(({ serves }) => serves.map(({ rule }) => rule)),
      ...plan.answers_first.questions.flatMap(({ bears_on: bearsOn }) => bearsOn.map(({ rule }) => rule)),
      ...plan.conflicts.sets.flat().map(({ rule }) => rule),
      ...plan.beyond_work.map(({ rule }) => rule),
      ...waits,
    ]);
    const open = input.evaluation.rulesets
      .flatMap(({ findings }) => findings)
      .filter(({ echo, status }) => !echo && status !== 'met' && status !== 'not_applicable');
    expect(open.map(({ rule }) => rule).filter((rule) => !told.has(rule))).toEqual([]);
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
    const steps = exampleReport(rules, 'blocked').plan.phases.flatMap(({ steps: known, to_check: toCheck }) => [
      ...known,
      ...toCheck,
    ]);
    const numbers = new Map(steps.map(({ fact, number }) => [fact, Number(number)]));
    for (const { fact, number } of steps) {
      const before = (rules.questionnaire.byId.get(fact)?.after ?? []).flatMap((id) => numbers.get(id) ?? []);
      expect(before.filter((other) => other > Number(number))).toEqual([]);
    }
    expect([...numbers.values()].toSorted((a, b) => a - b)).toEqual(steps.map((_, index) => index + 1));
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

  test('says who could do each step, and that this is a suggestion', () => {
    const { phases, standing } = exampleReport(rules, 'blocked').plan;
    const steps = phases.flatMap((phase) => phase.steps);
    expect(steps.filter(({ owner }) => owner === '')).toEqual([]);
    expect(steps.find(({ fact }) => fact === 'filing.genai')?.owner).toBe('Legal counsel');
    expect(steps.find(({ kind }) => kind === 'sign_off')?.owner).toMatch(/^Named signatory, prepared by: /);
    expect(standing).toContain(
      'Owners are suggestions by the kind of work; only the company knows who does what. Put a name in their place.',
    );
  });

  test('says which points a step closes alone and which only with others', () => {
    const serves = exampleReport(rules, 'blocked').plan.phases.flatMap(({ steps }) =>
      steps.flatMap((step) => step.serves),
    );
    expect(new Set(serves.map(({ kind, kind_words: words }) => `${kind}: ${words}`))).toEqual(
      new Set(['alone: ', 'with_others: with other steps']),
    );
  });

  test('names the answers without which nothing can be said of some points', () => {
    const { answers_first: first, outcome } = exampleReport(rules, 'undetermined').plan;
    expect(first.questions.map(({ fact }) => fact)).toContain('service.generates_content');
    expect(first.questions.filter(({ bears_on: bearsOn }) => bearsOn.length === 0)).toEqual([]);
    expect(outcome).toEqual([
      {
        label: 'Once all of it is done and signed',
        value: 'Nothing can be said yet of where this leads; see below what stands in the way.',
      },
    ]);
  });

  test('shows the routes beside the plan, each with its cost and the gate on the day it is taken', () => {
    const { routes } = exampleReport(rules, 'blocked').plan.routes;
    expect(routes.map(({ letter, id, gate }) => [letter, id, gate])).toEqual([
      ['A', 'call-a-filed-model', 'blocked'],
      ['B', 'closed-test', 'out_of_scope'],
      ['C', 'named-enterprise-clients', 'out_of_scope'],
      ['D', 'keep-mainland-out', 'out_of_scope'],
    ]);
    expect(
      routes.filter(({ costs, changes, outcome }) => costs === '' || changes.length * outcome.length === 0),
    ).toEqual([]);
    const planned = exampleReport(rules, 'blocked').plan.phases.flatMap((phase) => phase.steps.map(({ fact }) => fact));
    expect(planned).not.toContain('service.offered_to_prc_public');
  });

  test('places the work before a planned launch, and says when it cannot be met', () => {
    const soon = exampleReport(rules, 'blocked', { targetLaunch: day('2026-12-01') }).plan;
    expect(soon.time.sentences[0]).toMatch(/^Launch planned for 1 December 2026\. It is not realistic/);
    expect(soon.phases[0]?.dates).toBe('it would have had to be finished before the day assessed');
    expect(soon.phases.find(({ phase }) => phase === 'file')?.dates).toBe(
      'by 1 December 2026; it would have had to begin before the day assessed',
    );
    const late = exampleReport(rules, 'blocked', { targetLaunch: day('2034-06-01') }).plan;
    expect(late.time.sentences[0]).toMatch(/at the high end of the estimates too\.$/);
    expect(late.phases.filter(({ work }) => work !== '').map(({ dates }) => dates !== '')).not.toContain(false);
    const none = exampleReport(rules, 'blocked').plan;
    expect(none.time.sentences).toEqual(['No launch date was given, so that the work is not placed in time.']);
    expect(new Set(none.phases.map(({ dates }) => dates))).toEqual(new Set(['']));
  });

  test('tells a foreign company without an entity what comes before any filing', () => {
    const about = (ownership: string): readonly string[] => {
      const facts = { ...EXAMPLES.blocked(), 'org.ownership': ownership };
      const { phases } = buildReport(reportInput(rules, facts)).plan;
      return phases.find(({ phase }) => phase === 'file')?.about ?? [];
    };
    const said = 'Before any filing step: in practice filing runs through a mainland entity.';
    expect(about('foreign_no_entity').filter((text) => text.startsWith(said))).toHaveLength(1);
    expect(about('domestic').filter((text) => text.startsWith(said))).toEqual([]);
  });

  test('is that of the day and the rulesets, though the answers be the same', () => {
    const input = reportInput(rules, EXAMPLES.blocked());
    const [first] = input.rulesets;
    const alone = plannedWork(first === undefined ? [] : [first.compiled], input.answers, input.asOf);
    const all = rules.rulesets;
    expect(plannedWork(all, input.answers, input.asOf)).not.toBe(alone);
    expect(plannedWork(all, input.answers, input.asOf)).toBe(plannedWork(all, input.answers, input.asOf));
    const early = plannedWork(all, input.answers, day('2023-01-01'));
    expect(early.plan).toEqual(makePlan(all, input.answers, day('2023-01-01'), 'clear'));
    expect(plannedWork(all, input.answers, input.asOf).plan).toEqual(makePlan(all, input.answers, input.asOf, 'clear'));
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
