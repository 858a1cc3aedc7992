import type { CalendarDate } from '../base/calendar-date.ts';
import { DecisionDiagrams, type DiagramNode } from '../evaluation/decision-diagram.ts';
import type { Outcome } from '../evaluation/judge-rule.ts';
import { lighter } from '../evaluation/unit-state.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import { factOf, leavesOf } from '../language/expression.ts';
import type { Severity } from '../language/shapes/ruleset-file.ts';
import type { Answers } from '../questionnaire/answers.ts';
import { END, END_VALUES, PlanConditions } from './plan-conditions.ts';
import { planVariables, type OpenAnswers, type PlanVariables } from './plan-variables.ts';

/**
 * What a plan is to reach. `unblocked`: no blocker is open, and no blocking or major finding holds the gate back, so that the gate is
 * conditional or better. `clear`: no finding of a binding ruleset is open.
 */
export const PLAN_TARGETS = ['unblocked', 'clear'] as const;

/** What a plan is to reach. */
export type PlanTarget = (typeof PLAN_TARGETS)[number];

/** What one rule asks of a plan: a function of its changes that must be true. */
export interface Goal {
  readonly ruleset: CompiledRuleset;
  readonly rule: CompiledRule;
  readonly node: DiagramNode;
}

/** Everything a plan must satisfy, as diagrams over what it may change. */
export interface PlanProblem {
  readonly diagrams: DecisionDiagrams;
  readonly variables: PlanVariables;
  /** One for each rule of the binding rulesets that is no echo, in their order. */
  readonly goals: readonly Goal[];
  /** What holds for the changes themselves, whatever they are to reach. */
  readonly constraints: readonly DiagramNode[];
  /** For each ruleset, that something in it is settled: only then can its verdict be more than undetermined. */
  readonly somethingSettled: readonly DiagramNode[];
}

/** What a plan is made for. */
export interface PlanTask {
  /** The binding rulesets, with the outcomes of their rules on the answers as they are. */
  readonly rulesets: readonly { readonly ruleset: CompiledRuleset; readonly outcomes: readonly Outcome[] }[];
  readonly answers: Answers;
  readonly asOf: CalendarDate;
  readonly target: PlanTarget;
}

/** One rule under the changes of a plan: whether it applies, and its requirement as signed and as if signed. */
interface RuleNodes {
  readonly rule: CompiledRule;
  readonly applies: DiagramNode;
  readonly given: DiagramNode;
  readonly assumed: DiagramNode;
}

/** Brings a task to diagrams. */
export function planProblem(task: PlanTask, openAnswers: OpenAnswers): PlanProblem {
  const { answers, asOf } = task;
  const compiled = task.rulesets.map(({ ruleset }) => ruleset);
  const variables = planVariables(compiled, answers, openAnswers);
  const diagrams = new DecisionDiagrams(END_VALUES, variables.all.length);
  const goals: Goal[] = [];
  const nodes: RuleNodes[] = [];
  const somethingSettled: DiagramNode[] = [];
  for (const { ruleset, outcomes } of task.rulesets) {
    const conditions = new PlanConditions(diagrams, variables, ruleset, answers, asOf);
    const ofRuleset: RuleNodes[] = [];
    for (const [index, rule] of ruleset.rules.entries()) {
      if (rule.entry.echo === true) continue;
      const own: RuleNodes = {
        rule,
        applies: conditions.of(rule.applies, 'given'),
        given: conditions.of(rule.met, 'given'),
        assumed: conditions.of(rule.met, 'assumed'),
      };
      ofRuleset.push(own);
      const caps = ruleset.unitRules.get(rule.unit)?.caps ?? [];
      const capNodes = caps.map((cap) => conditions.of(cap.whileFalse, 'given'));
      const node = diagrams.combine([own.applies, own.given, own.assumed, ...capNodes], (ends) => {
        const [applies, given, assumed, ...capEnds] = ends;
        const severity = caps.reduce(
          (base: Severity, cap, position) => (capEnds[position] === END.false ? lighter(base, cap.to) : base),
          rule.entry.severity,
        );
        if (applies !== END.true || given === END.true) return END.true;
        if (task.target === 'clear' || severity === 'blocker') return END.false;
        if (severity !== 'major' || rule.entry.outside_scope === true) return END.true;
        // A gap of this weight leaves the gate conditional; a plan opens none, but need not close one.
        return outcomes[index]?.status === 'not_met' && assumed === END.false ? END.true : END.false;
      });
      goals.push({ ruleset, rule, node });
    }
    nodes.push(...ofRuleset);
    somethingSettled.push(settledIn(diagrams, ofRuleset));
  }
  return { diagrams, variables, goals, constraints: constraintsOf(diagrams, variables, nodes), somethingSettled };
}

/**
 * What holds for the changes themselves. A fact on which it also turns whether duties apply is changed only where that makes some
 * requirement true, never to be rid of a duty; and a list that nothing is known of gets at least one option.
 */
function constraintsOf(
  diagrams: DecisionDiagrams,
  variables: PlanVariables,
  nodes: readonly RuleNodes[],
): readonly DiagramNode[] {
  const constraints: DiagramNode[] = [];
  for (const [fact, [head, ...options]] of variables.ofFact) {
    if (head === undefined || head.kind === 'answer') continue;
    if (nodes.some(({ rule }) => rule.scopeFacts.has(fact))) {
      const serves = nodes
        .filter(({ rule }) => leavesOf(rule.met).some((leaf) => factOf(leaf) === fact))
        .map(({ applies, assumed }) =>
          diagrams.combine([applies, assumed, diagrams.settle(assumed, head.index, 0)], ([whether, now, without]) =>
            whether !== END.false && now === END.true && without !== END.true ? END.true : END.false,
          ),
        )
        .reduce<DiagramNode>((a, b) => diagrams.combine([a, b], either), END.false);
      const unchanged = diagrams.branch(
        head.index,
        head.values.map((_, choice) => (choice === 0 ? END.true : END.false)),
      );
      constraints.push(diagrams.combine([unchanged, serves], either));
    }
    if (head.kind === 'list' && head.values[0] === undefined) {
      const some = options.reduceRight<DiagramNode>(
        (rest, option) => diagrams.branch(option.index, [rest, END.true]),
        END.false,
      );
      constraints.push(diagrams.branch(head.index, [END.true, some]));
    }
  }
  return constraints;
}

function either(ends: readonly number[]): number {
  return ends.includes(END.true) ? END.true : END.false;
}

/** That not everything which is open in a ruleset is open for want of answers (`semantics.md` part 6). */
function settledIn(diagrams: DecisionDiagrams, nodes: readonly RuleNodes[]): DiagramNode {
  // Ends: true when something is settled, unknown when only unknown things were seen, false when nothing was.
  const state = nodes
    .map(({ applies, given, assumed }) =>
      diagrams.combine([applies, given, assumed], ([whether, signed, ifSigned]) => {
        if (whether === END.true) return ifSigned === END.unknown ? END.unknown : END.true;
        return whether === END.unknown && signed !== END.true ? END.unknown : END.false;
      }),
    )
    .reduce<DiagramNode>(
      (a, b) =>
        diagrams.combine([a, b], (ends) =>
          ends.includes(END.true) ? END.true : ends.includes(END.unknown) ? END.unknown : END.false,
        ),
      END.false,
    );
  return diagrams.combine([state], ([end]) => (end === END.unknown ? END.false : END.true));
}
