import { sameData } from '../base/same-data.ts';
import { otherBlockers } from '../evaluation/other-blockers.ts';
import type { CompiledRule, CompiledRuleset } from '../language/compiled-ruleset.ts';
import { definitionsIn } from '../language/expression-pool.ts';
import { factOf, leavesOf, type Expression } from '../language/expression.ts';
import type { Question } from '../language/questionnaire.ts';
import type { PartChange } from './comparison.ts';

/** The fields of a part that decide results, as text; a field that is not there is `null`. */
type Logic = Readonly<Record<string, string | null>>;

/** One part of a ruleset: what decides results in it, and everything it says. */
interface Part {
  readonly part: PartChange['part'];
  readonly id: string;
  readonly logic: Logic;
  readonly content: unknown;
}

/** Fields on which the state of a finding turns; the others weigh in verdicts, scores and reviews. */
const OF_STATE: ReadonlySet<string> = new Set([
  'applies',
  'met',
  'severity',
  'in_force',
  'when',
  'severity_cap',
  'type',
  'options',
  'default',
  'added',
  'removed',
]);

/**
 * Everything that differs between two versions of a ruleset, part by part in the order of the later one, what only the earlier one has
 * last. A part of which only texts differ is named once, with the field `texts`. A question that is read anew, or no longer, is no
 * change of its own: the conditions that read it are.
 */
export function rulesetChanges(before: CompiledRuleset, after: CompiledRuleset): readonly PartChange[] {
  const earlier = new Map(partsOf(before).map((part) => [keyOf(part), part]));
  const later = partsOf(after);
  const known = new Set(later.map(keyOf));
  return [
    ...later.flatMap((part) => partChanges(earlier.get(keyOf(part)), part)),
    ...[...earlier.values()].filter((part) => !known.has(keyOf(part))).flatMap((part) => oneSided(part, 'removed')),
  ];
}

/** Those of the changes on which the state of a finding may rest, in either version of the rule. */
export function changesBearingOn(
  id: string,
  versions: readonly CompiledRuleset[],
  changes: readonly PartChange[],
): readonly PartChange[] {
  const read = new Set(versions.flatMap((ruleset) => partsReadBy(id, ruleset)));
  return changes.filter((change) => OF_STATE.has(change.field) && read.has(keyOf(change)));
}

function keyOf({ part, id }: Pick<Part, 'part' | 'id'>): string {
  return `${part} ${id}`;
}

function partsOf({ file, definitions, rules, questions, constraints }: CompiledRuleset): readonly Part[] {
  const { definitions: _definitions, provisions, severity_cap: caps = [], tags = [], review = [], ...about } = file;
  const ofUnit = (id: string) => ({
    severity_cap: caps.filter(({ units }) => units.includes(id)).map((cap) => `${cap.while_false}: ${cap.to}`),
    tags: tags.filter(({ units }) => units.includes(id)).map((tag) => `${tag.while_true}: ${tag.tag}`),
    review: review.filter(({ units }) => units.includes(id)).map((entry) => entry.while_true),
  });
  return [
    {
      part: 'instrument',
      id: file.id,
      logic: { in_force: period(file.in_force), binding: String(file.binding), score: file.score },
      content: { ...about, provisions, version: '' },
    },
    ...definitions.map(({ entry }): Part => {
      return { part: 'definition', id: entry.id, logic: { when: oneLine(entry.when) }, content: entry };
    }),
    ...file.units.map(({ id, title }): Part => {
      const rulesOfUnit = ofUnit(id);
      const logic = Object.fromEntries(Object.entries(rulesOfUnit).map(([field, list]) => [field, listed(list)]));
      const why = review.filter(({ units }) => units.includes(id)).map((entry) => entry.why);
      return { part: 'unit', id, logic, content: { title, why } };
    }),
    ...rules.map((rule): Part => ({ part: 'rule', id: rule.id, logic: logicOfRule(rule), content: rule.entry })),
    ...questions.map((question): Part => {
      const { order: _order, options, ...content } = question;
      return { part: 'question', id: question.id, logic: logicOfQuestion(question), content: { ...content, options } };
    }),
    ...constraints.map(({ id, when, message }): Part => {
      return { part: 'constraint', id, logic: { when: oneLine(when) }, content: message };
    }),
  ];
}

function logicOfRule({ entry, unit }: CompiledRule): Logic {
  return {
    applies: oneLine(entry.applies),
    met: oneLine(entry.met),
    severity: entry.severity,
    in_force: entry.in_force === undefined ? null : period(entry.in_force),
    unit,
    echo: entry.echo === true ? 'true' : null,
    outside_scope: entry.outside_scope === true ? 'true' : null,
    judgement: entry.judgement,
    basis: entry.basis,
    confidence: entry.confidence.level,
  };
}

function logicOfQuestion({ type, options, min, default: fallback }: Question): Logic {
  return {
    type,
    options: options === undefined ? null : Object.keys(options).join(', '),
    min: min === undefined ? null : String(min),
    default: fallback === undefined ? null : String(fallback),
  };
}

function partChanges(before: Part | undefined, after: Part): readonly PartChange[] {
  if (before === undefined) return oneSided(after, 'added');
  const { part, id } = after;
  const fields = Object.keys(after.logic).filter((field) => before.logic[field] !== after.logic[field]);
  if (fields.length > 0) {
    return fields.map((field) => ({
      part,
      id,
      field,
      from: before.logic[field] ?? null,
      to: after.logic[field] ?? null,
    }));
  }
  return sameData(before.content, after.content) ? [] : [{ part, id, field: 'texts', from: null, to: null }];
}

/** A part that one version lacks: a definition with its condition, a rule with both of its own. */
function oneSided({ part, id, logic }: Part, field: 'added' | 'removed'): readonly PartChange[] {
  if (part === 'question') return [];
  const conditions = ['when', 'applies', 'met'].flatMap((name) => logic[name] ?? []);
  const text = conditions.length === 0 ? null : conditions.join(' => ');
  return [{ part, id, field, from: field === 'removed' ? text : null, to: field === 'added' ? text : null }];
}

/** The parts of a ruleset that the state of a rule's finding rests on. */
function partsReadBy(id: string, ruleset: CompiledRuleset): readonly string[] {
  const rule = ruleset.rules.find((candidate) => candidate.id === id);
  if (rule === undefined) return [];
  const others = rule.readsEngine ? otherBlockers(ruleset).flatMap((index) => ruleset.rules[index] ?? []) : [];
  const caps = ruleset.unitRules.get(rule.unit)?.caps ?? [];
  const conditions = [rule, ...others].flatMap(({ applies, met }) => [applies, met]);
  return [
    `instrument ${ruleset.id}`,
    `unit ${rule.unit}`,
    ...[rule, ...others].map((read) => `rule ${read.id}`),
    ...[...conditions, ...caps.map(({ whileFalse }) => whileFalse)].flatMap(namesIn),
  ];
}

function namesIn(condition: Expression): readonly string[] {
  return [
    ...[...definitionsIn(condition)].map((definition) => `definition ${definition}`),
    ...leavesOf(condition).map((leaf) => `question ${factOf(leaf) ?? ''}`),
  ];
}

function period({ from, to }: { readonly from: string; readonly to?: string | undefined }): string {
  return to === undefined ? from : `${from}/${to}`;
}

function listed(items: readonly string[]): string | null {
  return items.length === 0 ? null : items.join('; ');
}

function oneLine(condition: string): string {
  return condition.replaceAll(/\s+/g, ' ').trim();
}
