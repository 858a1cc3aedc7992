import type { CalendarDate } from '../base/calendar-date.ts';
import { sameData } from '../base/same-data.ts';
import type { Gate, RulesetResult } from '../evaluation/evaluation.ts';
import { countOpen, gateOf } from '../evaluation/roll-up.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Answers } from '../questionnaire/answers.ts';
import { changedAnswers, staleCounts } from './compare-answers.ts';
import { compareFindings, oneSidedRules } from './compare-findings.ts';
import { rulesetChanges } from './compare-rulesets.ts';
import { leastCauses, NEW, OLD, Worlds, type Switched } from './compare-worlds.ts';
import type { CauseKind, ChangedResult, ComparedRuleset, Comparison, PartChange } from './comparison.ts';

/** One side of a comparison: what was answered, and what it was judged against on which day. */
export interface Assessed {
  readonly rulesets: readonly { readonly compiled: CompiledRuleset; readonly digest: string }[];
  readonly answers: Answers;
  readonly asOf: CalendarDate;
  /** The day the answers were given, where it is known. */
  readonly answeredOn: CalendarDate | null;
}

/** A ruleset that was assessed on at least one side. */
interface Side {
  readonly compiled: CompiledRuleset;
  readonly digest: string;
}

/** A ruleset with its sides, and the worlds between them where there are both. */
interface Pair {
  readonly id: string;
  readonly from: Side | undefined;
  readonly to: Side | undefined;
  readonly worlds: Worlds;
  readonly parts: readonly PartChange[];
}

/**
 * Compares two assessments of one product. What changed is told by recomputation: a change is put down to the least sets of causes,
 * other answers, other rules or another day, that alone turn old into new. Pure, and in a fixed order: rulesets and rules as the later
 * assessment has them, then what only the earlier one has.
 */
export function compare(before: Assessed, after: Assessed): Comparison {
  const pairs = pairsOf(before, after);
  const rulesets = [...after.rulesets, ...before.rulesets].map(({ compiled }) => compiled);
  const both = pairs.filter((pair) => pair.from !== undefined && pair.to !== undefined);
  const oneSided = (side: 'from' | 'to') =>
    both.flatMap(({ worlds }) => oneSidedRules(worlds.result(OLD), worlds.result(NEW), side));
  return {
    as_of: { from: before.asOf, to: after.asOf },
    gate: compareGates(pairs),
    open: { from: countOpen(resultsIn(pairs, OLD)), to: countOpen(resultsIn(pairs, NEW)) },
    rulesets: pairs.map(compareRuleset),
    findings: both.flatMap(({ worlds, parts }) => compareFindings(worlds, parts)),
    rules_added: oneSided('to'),
    rules_removed: oneSided('from'),
    answers: changedAnswers(before.answers, after.answers, rulesets),
    stale_counts: staleCounts({ from: before.answers, to: after.answers }, { from: before, to: after }, rulesets),
  };
}

function pairsOf(before: Assessed, after: Assessed): readonly Pair[] {
  const ids = new Set([...after.rulesets, ...before.rulesets].map(({ compiled }) => compiled.id));
  return [...ids].map((id): Pair => {
    const from = before.rulesets.find(({ compiled }) => compiled.id === id);
    const to = after.rulesets.find(({ compiled }) => compiled.id === id);
    const [old, now] = [from ?? to, to ?? from];
    if (old === undefined || now === undefined) throw new RangeError(`no ruleset ${id}`);
    // The same content is the same ruleset, whichever copy of it was compiled.
    const ruleset = old.digest === now.digest ? now.compiled : old.compiled;
    const worlds = new Worlds({
      from: { ruleset, answers: before.answers, asOf: before.asOf },
      to: { ruleset: now.compiled, answers: after.answers, asOf: after.asOf },
    });
    return { id, from, to, worlds, parts: rulesetChanges(ruleset, now.compiled) };
  });
}

/** What each ruleset came to with some causes switched, those that were assessed then. Which they are is a matter of the rules. */
function resultsIn(pairs: readonly Pair[], switched: Switched): readonly RulesetResult[] {
  const side = switched.has('rules_changed') ? 'to' : 'from';
  return pairs.filter((pair) => pair[side] !== undefined).map(({ worlds }) => worlds.result(switched));
}

function compareGates(pairs: readonly Pair[]): ChangedResult<Gate> {
  return changeOf((switched) => gateOf(resultsIn(pairs, switched)).gate);
}

function compareRuleset({ id, from, to, worlds, parts }: Pair): ComparedRuleset {
  const [old, now] = [
    from === undefined ? undefined : worlds.result(OLD),
    to === undefined ? undefined : worlds.result(NEW),
  ];
  const verdict = { from: old?.verdict ?? null, to: now?.verdict ?? null };
  return {
    id,
    change: kindOfChange(from, to, parts),
    version: { from: from?.compiled.version ?? null, to: to?.compiled.version ?? null },
    digest: { from: from?.digest ?? null, to: to?.digest ?? null },
    verdict:
      old === undefined || now === undefined
        ? { ...verdict, causes: [['rules_changed']] }
        : changeOf((switched) => worlds.result(switched).verdict),
    score: { from: old?.score ?? null, to: now?.score ?? null },
    units: compareUnits(old, now),
    parts: from === undefined || to === undefined ? [] : parts,
  };
}

function kindOfChange(
  from: Side | undefined,
  to: Side | undefined,
  parts: readonly PartChange[],
): ComparedRuleset['change'] {
  if (from === undefined) return 'added';
  if (to === undefined) return 'removed';
  if (from.digest === to.digest) return 'same';
  return parts.every(({ field }) => field === 'texts') ? 'texts' : 'rules';
}

function compareUnits(old: RulesetResult | undefined, now: RulesetResult | undefined): ComparedRuleset['units'] {
  const ids = new Set([...(now?.units ?? []), ...(old?.units ?? [])].map(({ id }) => id));
  return [...ids].flatMap((id) => {
    const [from, to] = [old, now].map((result) => result?.units.find((unit) => unit.id === id));
    const status = { from: from?.status ?? null, to: to?.status ?? null };
    const score = { from: from?.score ?? null, to: to?.score ?? null };
    return status.from === status.to && sameData(score.from, score.to) ? [] : [{ id, status, score }];
  });
}

function changeOf<T>(resultIn: (switched: Switched) => T): ChangedResult<T> {
  const [from, to] = [resultIn(OLD), resultIn(NEW)];
  if (sameData(from, to)) return { from, to, causes: [] };
  const causes = leastCauses((switched) => sameData(resultIn(switched), to));
  return { from, to, causes: causes.map((kinds): readonly CauseKind[] => [...kinds]) };
}
