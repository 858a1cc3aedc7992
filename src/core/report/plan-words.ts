import type { Gate } from '../evaluation/evaluation.ts';
import type { Phase, QuestionEntry } from '../language/shapes/question-file.ts';
import type { OwnerRole } from './suggested-owner.ts';

/** The words of the order of work, and of the routes and the time beside it. */
export interface PlanWords {
  readonly phases: Readonly<Record<Phase, { readonly heading: string; readonly about: string }>>;
  readonly standing: readonly string[];
  readonly bindingDuty: string;
  /** Said where owners are named. */
  readonly ownersAreSuggested: string;
  readonly owners: Readonly<Record<OwnerRole, string>>;
  /** The owner of a signature. */
  signedBy(owner: string): string;
  /** Said before the filings of a foreign company without a mainland entity. */
  readonly entityFirst: string;
  readonly nothingInPhase: string;
  readonly urgency: { readonly blocks_launch: string; readonly other_point: string; readonly voluntary: string };
  readonly knownEffort: string;
  readonly effortIfMissing: string;
  readonly effortForBlockers: string;
  readonly signed: string;
  workingDays(low: number, high: number): string;
  days(low: number, high: number): string;
  readonly advice: Readonly<Record<NonNullable<QuestionEntry['fix_kind']>, string>>;
  /** The steps that come before one, by their numbers. */
  afterSteps(numbers: readonly string[]): string;
  /** Said of a point that a step closes only with others. */
  readonly withOthers: string;
  /** Some points wait for answers before any work can be named. */
  answersFirst(findings: number): string;
  /** Points to the open questions that stand for work on voluntary instruments. */
  voluntaryUnanswered(facts: number, part: string): string;
  readonly voluntaryHeading: string;
  readonly voluntaryLead: readonly string[];
  readonly beyondWorkHeading: string;
  readonly beyondWorkLead: string;

  /** A gate that is not that of the answers given, so that nothing is counted. */
  readonly gate: Readonly<Record<Gate, string>>;
  readonly onceDone: string;
  readonly nothingClaimed: string;
  readonly needsAnswers: string;
  readonly needsAnswersLead: string;
  readonly impossible: string;
  readonly impossibleLead: string;
  readonly opens: string;
  readonly routes: string;
  readonly routesLead: string;
  readonly route: {
    readonly name: string;
    readonly costs: string;
    readonly changes: string;
    readonly outcome: string;
  };
  readonly gateOnRoute: string;
  noLonger(rules: number): string;
  newly(rules: number): string;
  leftOnRoute(fixes: number, attestations: number, days: string): string;
  readonly nothingLeft: string;

  readonly time: string;
  launch(date: string): string;
  readonly fits: { readonly at_high: string; readonly at_low: string; readonly no: string };
  earliest(low: string, high: string): string;
  readonly dates: string;
  /** From the last day to begin to the last day to finish. */
  span(begin: string, finish: string): string;
  /** Said where the last day to begin lies before the day assessed. */
  begunBefore(finish: string): string;
  /** Said where the last day to finish does so too. */
  readonly finishedBefore: string;
  readonly noLaunch: string;
  readonly calendar: string;
}
