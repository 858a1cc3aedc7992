import type { CalendarDate } from '../base/calendar-date.ts';
import { conjunction, disjunction, negate, type Truth } from '../base/truth.ts';
import { factOf, type Expression } from '../language/expression.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers, AnswerValue } from '../questionnaire/answers.ts';
import { judgeLeaf, type AttestationMode } from './judge-leaf.ts';

/** The value of a fact: its answer, else its default; `undefined` when not known. */
export type ValueOf = (fact: string) => AnswerValue | undefined;

/** The values of the facts of a ruleset, by id. */
export function valueIn(ruleset: CompiledRuleset, answers: Answers): ValueOf {
  return (fact) => answers.get(fact) ?? ruleset.questionById.get(fact)?.default;
}

/**
 * The truth of one expression that reads no engine fact, without judging the rest of its ruleset.
 *
 * @param attestations - how those count that it reads
 */
export function valuateAlone(
  expression: Expression,
  valueOf: ValueOf,
  asOf: CalendarDate,
  attestations: AttestationMode = 'given',
): Truth {
  const judge = (part: Expression): Truth => valuateAlone(part, valueOf, asOf, attestations);
  switch (expression.op) {
    case 'constant':
      return expression.value;
    case 'leaf':
      return judgeLeaf(expression.leaf, valueOf(factOf(expression.leaf) ?? ''), asOf, attestations, 'unknown');
    case 'not':
      return negate(judge(expression.operand));
    case 'definition':
      return judge(expression.body);
    case 'and':
      return conjunction(expression.operands.map(judge));
    case 'or':
      return disjunction(expression.operands.map(judge));
  }
}
