import type { ChangedKeys } from '../core/proof/changed-keys.ts';
import type { DifferenceExample } from '../core/proof/compare-functions.ts';
import { flowText } from '../core/proof/flow-text.ts';
import type {
  DefinitionRelation,
  EntryDiff,
  QuestionDiff,
  RuleDiff,
  RuleRelation,
  RulesDiff,
  RulesetDiff,
} from '../core/proof/rules-diff.ts';
import { counted } from './counted.ts';
import { wrap } from './wrap.ts';

const RELATIONS: Readonly<Record<RuleRelation, string>> = {
  added: 'added',
  removed: 'removed',
  stricter: 'stricter',
  looser: 'looser',
  both_ways: 'changed both ways',
  otherwise: 'other outcomes, with the same products open',
  same_outcomes: 'same outcomes',
  texts_only: 'texts only',
  equal: 'equal',
};

const DEFINITION_RELATIONS: Readonly<Record<DefinitionRelation, string>> = {
  added: 'added',
  removed: 'removed',
  wider: 'wider',
  narrower: 'narrower',
  both_ways: 'changed both ways',
  otherwise: 'changed while something is not answered',
  same_truth: 'put in other words',
  texts_only: 'texts only',
  equal: 'equal',
};

/** The lines that tell a person how two states of the rules differ: all that is not equal, then counts. */
export function rulesDiffText({ questions, rulesets }: RulesDiff): readonly string[] {
  return [
    ...(questions.length === 0 ? [] : ['questions', ...questions.flatMap(questionLines)]),
    ...rulesets.flatMap(rulesetLines),
    lastLine(rulesets.flatMap(({ rules }) => rules)),
  ];
}

function questionLines({ id, relation, changed }: QuestionDiff): readonly string[] {
  const word = relation === 'texts_only' ? RELATIONS.texts_only : relation;
  return wrap(`${id}: ${[word, ...keysOf(changed)].join('; ')}`, '  ', '    ');
}

function rulesetLines({ id, versions, changed, definitions, rules }: RulesetDiff): readonly string[] {
  const lines = [
    ...keysOf(changed).flatMap((keys) => wrap(`ruleset.yaml: ${keys}`, '  ', '    ')),
    ...definitions.flatMap((entry) => entryLines(entry, `definition, ${DEFINITION_RELATIONS[entry.relation]}`)),
    ...rules.flatMap((entry) => entryLines(entry, RELATIONS[entry.relation], ...severityOf(entry))),
  ];
  return lines.length === 0 ? [] : [`${id} ${versionsText(versions)}`, ...lines];
}

function versionsText({ old, new: fresh }: RulesetDiff['versions']): string {
  if (old === null) return `${String(fresh)}, added`;
  if (fresh === null) return `${old}, removed`;
  return old === fresh ? old : `${old} -> ${fresh}`;
}

function entryLines(entry: EntryDiff<string>, ...words: readonly string[]): readonly string[] {
  if (entry.relation === 'equal') return [];
  const first = `${entry.id}: ${[...words, ...keysOf(entry.changed)].join('; ')}`;
  return [...wrap(first, '  ', '    '), ...entry.examples.flatMap(exampleLines)];
}

function severityOf({ severity }: RuleDiff): readonly string[] {
  return severity === null ? [] : [`severity ${severity.old} -> ${severity.new}`];
}

function keysOf({ texts, others }: ChangedKeys): readonly string[] {
  return [
    ...(others.length === 0 ? [] : [`changed: ${others.join(', ')}`]),
    ...(texts.length === 0 ? [] : [`texts: ${texts.join(', ')}`]),
  ];
}

function exampleLines({ asOf, answers, otherOpenBlockers, ...found }: DifferenceExample): readonly string[] {
  const others =
    otherOpenBlockers === null ? '' : `, while ${otherOpenBlockers ? 'another' : 'no other'} blocking point is open`;
  const product = `as of ${asOf}, answers ${flowText(Object.fromEntries(answers))}${others}`;
  return wrap(`${product}: ${found.old} -> ${found.new}`, '    ', '      ');
}

function lastLine(rules: readonly RuleDiff[]): string {
  const counts = Object.keys(RELATIONS).map((relation) => {
    return `${rules.filter((rule) => rule.relation === relation).length} ${relation.replaceAll('_', ' ')}`;
  });
  return `${counted(rules.length, 'rule')}: ${counts.join(', ')}`;
}
