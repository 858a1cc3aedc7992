import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { calendarDate } from '../../../src/core/base/calendar-date.ts';
import { evaluate } from '../../../src/core/evaluation/evaluate.ts';
import type { Evaluation, Finding, RulesetResult, Score } from '../../../src/core/evaluation/evaluation.ts';
import type { CompiledRules } from '../../../src/core/language/compile-rules.ts';
import type { Answers, AnswerValue } from '../../../src/core/questionnaire/answers.ts';
import { anyDay, plausibleAnswers } from '../../support/random-answers.ts';
import { realRules } from '../../support/real-rules.ts';

/** The steps of `semantics.md` part 2, by where a finding stands; standing still is always possible. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  'undetermined applicability': ['*'],
  'undetermined requirement': ['met true', 'not_met', 'needs_attestation'],
  needs_attestation: ['met true'],
  'met unknown': ['met true', 'not_applicable'],
  'met true': [],
  not_met: [],
  not_applicable: [],
};

let rules: CompiledRules;

beforeAll(async () => {
  rules = await realRules();
});

/** All answers in a random order; assessment options come first, since changing one is a new assessment. */
function walk(): fc.Arbitrary<{ readonly steps: readonly (readonly [string, AnswerValue])[]; readonly day: string }> {
  return fc
    .tuple(plausibleAnswers(rules.questionnaire), fc.infiniteStream(fc.nat()), anyDay)
    .map(([answers, numbers, day]) => {
      const isOption = (fact: string): boolean => rules.questionnaire.byId.get(fact)?.default !== undefined;
      const keyed = [...answers].map(([fact, value]) => ({
        fact,
        value,
        key: isOption(fact) ? -1 : Number(numbers.next().value),
      }));
      return { steps: keyed.sort((a, b) => a.key - b.key).map(({ fact, value }) => [fact, value] as const), day };
    });
}

function standOf({ status, because, applicability }: Finding): string {
  if (because !== null) return `${status} ${because}`;
  return status === 'met' ? `met ${applicability}` : status;
}

function isStep(from: string, to: string): boolean {
  return from === to || (STEPS[from]?.includes('*') ?? false) || (STEPS[from]?.includes(to) ?? false);
}

function isInside(inner: Score | null, outer: Score | null): boolean {
  if (outer === null) return inner === null;
  return inner === null || (inner.low >= outer.low && inner.high <= outer.high && inner.low <= inner.high);
}

function scoresOf(result: RulesetResult): readonly (readonly [string, Score | null])[] {
  return [['ruleset', result.score], ...result.units.map((unit) => [unit.id, unit.score] as const)];
}

/** Everything a step did that it must not do. */
function violations(before: Evaluation, after: Evaluation): readonly string[] {
  const found: string[] = [];
  for (const [index, result] of after.rulesets.entries()) {
    const previous = before.rulesets[index];
    if (previous === undefined) throw new Error('the rulesets differ');
    for (const [position, finding] of result.findings.entries()) {
      const from = previous.findings[position];
      if (from === undefined) throw new Error('the findings differ');
      if (!finding.echo && !isStep(standOf(from), standOf(finding)))
        found.push(`${finding.rule}: ${standOf(from)} -> ${standOf(finding)}`);
    }
    const scores = new Map(scoresOf(previous));
    for (const [name, score] of scoresOf(result)) {
      const outer = scores.get(name) ?? null;
      if (!isInside(score, outer)) found.push(`score of ${name}: ${JSON.stringify(outer)} -> ${JSON.stringify(score)}`);
    }
    if (previous.verdict !== 'undetermined' && result.verdict === 'undetermined')
      found.push(`verdict of ${result.id} reopened`);
  }
  if (before.gate === 'clear' && after.gate !== 'clear' && after.gate !== 'out_of_scope')
    found.push(`gate: clear -> ${after.gate}`);
  if (after.gate === 'clear' || after.gate === 'conditional')
    found.push(...unknownBehind(after).map((rule) => `${rule} unknown behind ${after.gate}`));
  return found;
}

function unknownBehind(evaluation: Evaluation): readonly string[] {
  return evaluation.rulesets
    .filter((ruleset) => ruleset.binding)
    .flatMap((ruleset) => ruleset.findings)
    .filter(
      (finding) =>
        !finding.echo && !finding.outside_scope && (finding.severity === 'blocker' || finding.severity === 'major'),
    )
    .filter((finding) => finding.status === 'undetermined' || finding.status === 'needs_attestation')
    .map((finding) => finding.rule);
}

describe('answering one more question at a time', () => {
  it('takes only the steps of the semantics, narrows scores, reopens no verdict, and never clears a gate on silence', () => {
    fc.assert(
      fc.property(walk(), ({ steps, day }) => {
        const answers = new Map<string, AnswerValue>();
        let before = evaluate(rules.rulesets, answers, calendarDate(day));
        let optionsLeft = steps.filter(([fact]) => rules.questionnaire.byId.get(fact)?.default !== undefined).length;
        for (const [fact, value] of steps) {
          answers.set(fact, value);
          const after = evaluate(rules.rulesets, answers, calendarDate(day));
          if (optionsLeft > 0) optionsLeft -= 1;
          else expect(violations(before, after)).toEqual([]);
          before = after;
        }
      }),
      { numRuns: 40, seed: 20261123 },
    );
  }, 240_000);

  it('reaches a clear gate when everything asked for is in place, and keeps it while the rest is answered', () => {
    const answers = new Map<string, AnswerValue>(clearProduct(rules));
    const open = [...rules.questionnaire.questions].filter(
      (question) => !answers.has(question.id) && question.default === undefined,
    );
    let before = evaluate(rules.rulesets, answers, calendarDate('2026-11-23'));
    expect(before.gate).toBe('clear');
    for (const question of open) {
      const value: AnswerValue =
        question.type === 'boolean'
          ? true
          : question.type === 'choices'
            ? []
            : (Object.keys(question.options ?? {})[0] ?? 0);
      answers.set(question.id, value);
      const after = evaluate(rules.rulesets, answers, calendarDate('2026-11-23'));
      expect(violations(before, after)).toEqual([]);
      before = after;
    }
  }, 60_000);
});

/** Answers that leave nothing open: found by answering next questions with what meets the rules they bear on. */
function clearProduct(compiled: CompiledRules): Answers {
  const answers = new Map<string, AnswerValue>([
    ['org.roles', ['app_provider']],
    ['org.origin', 'mainland'],
    ['org.ownership', 'domestic'],
    ['service.generates_content', true],
    ['service.offered_to_prc_public', true],
    ['service.output_modalities', ['text']],
    ['service.outputs_files', false],
    ['service.sectors', []],
    ['service.launch_state', 'pre_launch'],
    ['service.working_days_since_launch', 0],
    ['service.opinion_features', ['open_domain_chat']],
    ['service.emotional_companionship', false],
    ['service.real_person_synthesis', false],
    ['model.sourcing', 'third_party_api'],
    ['model.base_filed_in_prc', true],
    ['training_data.uses_user_input', false],
    ['annotation.used', false],
    ['users.registration', true],
    ['users.minors_can_access', false],
    ['users.minors_targeted', false],
    ['privacy.input_leaves_prc', false],
    ['labelling.visible_on', ['text']],
    ['labelling.unlabelled_offered', false],
    ['labelling.removal_feature', false],
    ['filing.opinion_attribute', true],
    ['filing.security_assessment', 'submitted'],
    ['filing.changed_since_assessment', false],
    ['filing.algorithm', 'planned'],
    ['filing.info_changed', false],
    ['filing.genai', 'none'],
    ['filing.genai_registration', 'registered'],
    ['filing.permits_needed', false],
    ['rights.bias_measure_stages', ['service_provision']],
    ['commitments.signatory', 'none'],
    ['commitments.public_claim', 'none'],
    ['commitments.claims_signatory_status', false],
  ]);
  for (;;) {
    const evaluation = evaluate(compiled.rulesets, answers, calendarDate('2026-11-23'));
    const [next] = evaluation.next_questions;
    if (next === undefined) return answers;
    const question = compiled.questionnaire.byId.get(next.fact);
    const signed = {
      attested: true,
      by: 'Head of safety',
      role: 'Responsible person',
      on: '2026-11-01',
      evidence: ['Record'],
    };
    if (question?.type !== 'boolean' && question?.type !== 'attestation')
      throw new Error(`not prepared for ${next.fact}`);
    answers.set(next.fact, question.type === 'boolean' ? true : signed);
  }
}
