import { outcomeAt, truthAt } from '../evaluation/condition-diagrams.ts';
import type { CompiledRules } from '../language/compile-rules.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import { changedKeys, type ChangedKeys } from './changed-keys.ts';
import { compareFunctions, type Relation } from './compare-functions.ts';
import { outcomeText } from './expected-finding.ts';
import { pairRulesets, type PairedRulesets } from './paired-rulesets.ts';
import type { DefinitionRelation, EntryDiff, QuestionDiff, RuleDiff, RulesDiff, RulesetDiff } from './rules-diff.ts';

const NOTHING: ChangedKeys = { texts: [], others: [] };

const RULE_RELATIONS = {
  more: 'stricter',
  fewer: 'looser',
  both_ways: 'both_ways',
  otherwise: 'otherwise',
  same: 'same_outcomes',
} as const;
const DEFINITION_RELATIONS = { ...RULE_RELATIONS, more: 'wider', fewer: 'narrower', same: 'same_truth' } as const;

/**
 * Compares two states of the rules, exactly: the findings of every rule, and what every definition holds for, over all products and
 * days. Both states must be without problems.
 */
export function diffRules(old: CompiledRules, fresh: CompiledRules): RulesDiff {
  const ids = [...new Set([...fresh.rulesets, ...old.rulesets].map(({ id }) => id))];
  const find = ({ rulesets }: CompiledRules, id: string): CompiledRuleset | undefined =>
    rulesets.find((ruleset) => ruleset.id === id);
  return {
    questions: diffQuestions(old, fresh),
    rulesets: ids.map((id) => diffRulesets(id, find(old, id), find(fresh, id))),
  };
}

function diffRulesets(id: string, old: CompiledRuleset | undefined, fresh: CompiledRuleset | undefined): RulesetDiff {
  const versions = { old: old?.version ?? null, new: fresh?.version ?? null };
  if (old !== undefined && fresh !== undefined) {
    const { definitions: _old, ...before } = old.file;
    const { definitions: _new, ...after } = fresh.file;
    const pair = pairRulesets(old, fresh);
    return {
      id,
      versions,
      changed: changedKeys(before, after),
      definitions: diffDefinitions(pair),
      rules: diffRulesOf(pair),
    };
  }
  const [relation, only] = old === undefined ? (['added', fresh] as const) : (['removed', old] as const);
  return {
    id,
    versions,
    changed: NOTHING,
    definitions: (only?.definitions ?? []).map(({ entry }) => alone(entry.id, relation)),
    rules: (only?.rules ?? []).map((rule) => ({ ...alone(rule.id, relation), severity: null })),
  };
}

function diffDefinitions(pair: PairedRulesets): readonly EntryDiff<DefinitionRelation>[] {
  return pairById(pair.old.definitions, pair.new.definitions, ({ entry }) => entry.id).map(({ id, old, fresh }) => {
    if (old === undefined) return alone(id, 'added');
    if (fresh === undefined) return alone(id, 'removed');
    const changed = changedKeys(old.entry, fresh.entry);
    const { relation, examples } = compareFunctions(pair, {
      nodes: (diagrams) => [
        diagrams.ofCondition(old.condition, 'given'),
        diagrams.ofCondition(fresh.condition, 'given'),
      ],
      holds: (end) => truthAt(end) === 'true',
      text: truthAt,
    });
    return { id, relation: named(relation, DEFINITION_RELATIONS, changed), changed, examples };
  });
}

function diffRulesOf(pair: PairedRulesets): readonly RuleDiff[] {
  return pairById(pair.old.rules, pair.new.rules, ({ id }) => id).map(({ id, old, fresh }) => {
    if (old === undefined) return { ...alone(id, 'added'), severity: null };
    if (fresh === undefined) return { ...alone(id, 'removed'), severity: null };
    const changed = changedKeys({ unit: old.unit, ...old.entry }, { unit: fresh.unit, ...fresh.entry });
    const { relation, examples } = compareFunctions(pair, {
      nodes: (diagrams) => [diagrams.ofRule(old), diagrams.ofRule(fresh)],
      holds: (end) => ['not_met', 'needs_attestation'].includes(outcomeAt(end).status),
      text: (end) => outcomeText(outcomeAt(end)),
    });
    const severity = { old: old.entry.severity, new: fresh.entry.severity };
    return {
      id,
      relation: named(relation, RULE_RELATIONS, changed),
      changed,
      examples,
      severity: severity.old === severity.new ? null : severity,
    };
  });
}

function diffQuestions(old: CompiledRules, fresh: CompiledRules): readonly QuestionDiff[] {
  const [before, after] = [old.questionnaire.questions, fresh.questionnaire.questions];
  return pairById(before, after, ({ id }) => id).flatMap((pair): QuestionDiff[] => {
    if (pair.old === undefined) return [{ id: pair.id, relation: 'added', changed: NOTHING }];
    if (pair.fresh === undefined) return [{ id: pair.id, relation: 'removed', changed: NOTHING }];
    const [{ order: _old, ...was }, { order: _new, ...is }] = [pair.old, pair.fresh];
    const changed = changedKeys(was, is);
    if (changed.others.length > 0) return [{ id: pair.id, relation: 'changed', changed }];
    return changed.texts.length > 0 ? [{ id: pair.id, relation: 'texts_only', changed }] : [];
  });
}

function alone<R extends 'added' | 'removed'>(id: string, relation: R): EntryDiff<R> {
  return { id, relation, changed: NOTHING, examples: [] };
}

/** What a relation is called, and how those that show the same differ apart from that. */
function named<R>(
  relation: Relation,
  names: Readonly<Record<Exclude<Relation, 'equal'> | 'same', R>>,
  { texts, others }: ChangedKeys,
): R | 'texts_only' | 'equal' {
  if (relation !== 'equal') return names[relation];
  if (others.length > 0) return names.same;
  return texts.length > 0 ? 'texts_only' : 'equal';
}

interface Pair<T> {
  readonly id: string;
  readonly old: T | undefined;
  readonly fresh: T | undefined;
}

/** What has an id in either state, in the order of the new one; what is gone comes last. */
function pairById<T>(old: readonly T[], fresh: readonly T[], idOf: (entry: T) => string): readonly Pair<T>[] {
  const [before, after] = [old, fresh].map((entries) => new Map(entries.map((entry) => [idOf(entry), entry])));
  const ids = [...new Set([...fresh, ...old].map(idOf))];
  return ids.map((id) => ({ id, old: before?.get(id), fresh: after?.get(id) }));
}
