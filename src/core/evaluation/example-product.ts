import { calendarDate, AS_OF_BOUNDS, type CalendarDate } from '../base/calendar-date.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import type { ConditionDiagrams } from './condition-diagrams.ts';
import { has, type DecisionDiagrams, type DiagramNode } from './decision-diagram.ts';
import type { Variable, VariableTable } from './diagram-variables.ts';

/** A product for which something is so: the answers that matter, in question order, and the day. */
export interface ExampleProduct {
  readonly asOf: CalendarDate;
  readonly answers: ReadonlyMap<string, AnswerValue>;
}

/** Variables that are settled, each with its class. */
export type Classes = ReadonlyMap<number, number>;

/**
 * Finds classes of variables for which a function comes to an end value: known answers rather than none, a late day rather than an
 * early one. Variables that do not matter then are left out.
 *
 * @throws RangeError when it never comes to that value
 */
export function classesFor({ diagrams, table }: ConditionDiagrams, node: DiagramNode, end: number): Classes {
  const classes = new Map<number, number>();
  let rest = node;
  for (const variable of table.variables) {
    if (diagrams.isEnd(rest)) break;
    if (!has(diagrams.describe(rest).support, variable.index)) continue;
    const found = classesByPreference(variable)
      .map((classIndex) => ({ classIndex, settled: diagrams.settle(rest, variable.index, classIndex) }))
      .find(({ settled }) => comesTo(diagrams, settled, end));
    if (found === undefined) break;
    classes.set(variable.index, found.classIndex);
    rest = found.settled;
  }
  if (rest !== end) throw new RangeError(`the function never comes to ${end}`);
  return classes;
}

/** Whether a function comes to an end value for some product. */
export function comesTo(diagrams: DecisionDiagrams, node: DiagramNode, end: number): boolean {
  return (diagrams.describe(node).ends & (1 << end)) !== 0;
}

/** The end value of a function for the product in some classes: what is left out is not answered, and the day is the last one. */
export function endFor({ diagrams, table }: ConditionDiagrams, node: DiagramNode, classes: Classes): number {
  const { support } = diagrams.describe(node);
  return table.variables
    .filter(({ index }) => has(support, index))
    .reduce(
      (rest, variable) => diagrams.settle(rest, variable.index, classes.get(variable.index) ?? restingClass(variable)),
      node,
    );
}

function restingClass({ kind, classes }: Variable): number {
  return kind === 'as_of' ? classes - 1 : 0;
}

/** A product whose answers are in the classes given. What the engine finds of other rules is no answer and is left out. */
export function productIn(table: VariableTable, classes: Classes): ExampleProduct {
  const day = table.days[classes.get(table.asOf.index) ?? restingClass(table.asOf)];
  const asOf = day ?? calendarDate(AS_OF_BOUNDS.last);
  const answers = new Map<string, AnswerValue>();
  for (const [fact, variables] of [...table.ofFact].sort(([, a], [, b]) => (a[0]?.slot ?? 0) - (b[0]?.slot ?? 0))) {
    const answer = answerIn(variables, classes, asOf);
    if (answer !== undefined) answers.set(fact, answer);
  }
  return { asOf, answers };
}

function answerIn([head, ...options]: readonly Variable[], classes: Classes, asOf: string): AnswerValue | undefined {
  const classIndex = head === undefined ? 0 : (classes.get(head.index) ?? 0);
  if (head === undefined || classIndex === 0) return undefined;
  if (head.kind === 'attestation')
    return { attested: true, by: 'Name', role: 'Role', on: asOf, evidence: ['Reference'] };
  if (head.samples[classIndex] !== undefined) return head.samples[classIndex];
  return options.flatMap((option) => (classes.get(option.index) === 1 ? option.options.slice(0, 1) : []));
}

function classesByPreference({ kind, classes }: Variable): readonly number[] {
  const all = Array.from({ length: classes }, (_, index) => index);
  if (kind === 'as_of') return all.toReversed();
  return kind === 'option' ? all : [...all.slice(1), 0];
}
