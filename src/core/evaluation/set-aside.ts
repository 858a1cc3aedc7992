import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import type { Question } from '../language/questionnaire.ts';
import type { Deciding, RulesetResult, SetAside } from './evaluation.ts';

/**
 * The answers by which duties do not apply to a product that is in scope: plain statements such as "no personal information". What a
 * team can change by work is no such statement, and neither is a date that has not come.
 */
export function setAside(rulesets: readonly CompiledRuleset[], results: readonly RulesetResult[]): readonly SetAside[] {
  const byFact = new Map<string, { value: AnswerValue; rules: string[] }>();
  for (const [index, result] of results.entries()) {
    const questions = rulesets[index]?.questionById;
    const counted = result.findings.filter((finding) => !finding.echo && !finding.outside_scope);
    const inScope = counted.some((finding) => finding.status !== 'not_applicable' && finding.applicability === 'true');
    if (!inScope) continue;
    for (const finding of counted) {
      if (
        finding.status !== 'not_applicable' ||
        !finding.decided_by.every((entry) => isPlainStatement(entry, questions))
      )
        continue;
      for (const entry of finding.decided_by) {
        if (!('fact' in entry)) continue;
        const known = byFact.get(entry.fact);
        if (known === undefined) byFact.set(entry.fact, { value: entry.value, rules: [finding.rule] });
        else known.rules.push(finding.rule);
      }
    }
  }
  return [...byFact].map(([fact, { value, rules }]) => ({ fact, value, rules }));
}

function isPlainStatement(entry: Deciding, questions: ReadonlyMap<string, Question> | undefined): boolean {
  return 'fact' in entry && entry.source === 'answer' && questions?.get(entry.fact)?.fixable === false;
}
