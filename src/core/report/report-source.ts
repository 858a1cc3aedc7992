import type { Truth } from '../base/truth.ts';
import type { Finding, RulesetResult } from '../evaluation/evaluation.ts';
import { isOpen } from '../evaluation/roll-up.ts';
import { valueIn, valuateAlone, type ValueOf } from '../evaluation/valuate-alone.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Expression } from '../language/expression.ts';
import type { Question } from '../language/questionnaire.ts';
import { textIn, type Locale, type LocalizedText } from '../language/shapes/text.ts';
import type { FindingReference } from './part-model.ts';
import type { ReportInput } from './report-input.ts';
import type { ReportWords } from './report-words.ts';
import { wordsFor } from './words.ts';

/** A finding with the rule it is the result of. */
export interface AssessedFinding {
  readonly finding: Finding;
  readonly rule: CompiledRule;
}

/** A ruleset with what it came to. */
export interface AssessedRuleset {
  readonly compiled: CompiledRuleset;
  readonly digest: string;
  readonly result: RulesetResult;
  /** In the order of its rules. */
  readonly findings: readonly AssessedFinding[];
  /** The value of a fact: its answer, else its default. */
  readonly valueOf: ValueOf;
  /** The truth of a definition. */
  readonly truthOf: (definition: Expression) => Truth;
}

/** What every part of a report is made from. */
export interface ReportSource {
  readonly input: ReportInput;
  readonly locale: Locale;
  readonly words: ReportWords;
  readonly rulesets: readonly AssessedRuleset[];
  /** A text of the rule files in the locale of the report. */
  readonly text: (text: LocalizedText) => string;
  readonly question: (fact: string) => Question | undefined;
}

/**
 * Joins the rulesets of a report with their results.
 *
 * @throws RangeError when the rulesets are not those of the evaluation: a fault of the caller's code
 */
export function readSource(input: ReportInput): ReportSource {
  const rulesets = input.rulesets.map(({ compiled, digest }, index): AssessedRuleset => {
    const result = input.evaluation.rulesets[index];
    if (result?.id !== compiled.id)
      throw new RangeError(`ruleset ${index} of the report is not that of the evaluation`);
    const findings = result.findings.map((finding, position): AssessedFinding => {
      const rule = compiled.rules[position];
      if (rule?.id !== finding.rule) throw new RangeError(`finding ${finding.rule} is not that of rule ${position}`);
      return { finding, rule };
    });
    const valueOf = valueIn(compiled, input.answers);
    const truthOf = (definition: Expression): Truth => valuateAlone(definition, valueOf, input.asOf);
    return { compiled, digest, result, findings, valueOf, truthOf };
  });
  const { locale } = input.evaluation;
  return {
    input,
    locale,
    words: wordsFor(locale),
    rulesets,
    text: (text) => textIn(locale, text),
    question: (fact) => {
      for (const { compiled } of rulesets) {
        const question = compiled.questionById.get(fact);
        if (question !== undefined) return question;
      }
      return undefined;
    },
  };
}

/** Findings still to be dealt with, without those that only repeat others. */
export function openFindings({ findings }: AssessedRuleset): readonly AssessedFinding[] {
  return findings.filter(({ finding }) => !finding.echo && isOpen(finding));
}

/** The questions and sign-offs on which open findings still turn, each once, in question order. */
export function missingFacts(ruleset: AssessedRuleset): readonly string[] {
  const open = new Set(openFindings(ruleset).flatMap(({ finding }) => finding.open));
  return ruleset.compiled.questions.map(({ id }) => id).filter((id) => open.has(id));
}

/** What another part says of a finding to point to it. */
export function referTo(source: ReportSource, { finding, rule }: AssessedFinding): FindingReference {
  return { rule: rule.id, title: source.text(rule.entry.title), citation: finding.citation.text };
}

/** The findings of rules by id, over all rulesets, in their order. */
export function findingsOf(source: ReportSource, rules: readonly string[]): readonly AssessedFinding[] {
  const wanted = new Set(rules);
  return source.rulesets.flatMap(({ findings }) => findings.filter(({ rule }) => wanted.has(rule.id)));
}
