import { nearest } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';
import type { ProblemCode } from '../base/problem-codes.ts';
import { compileCondition } from './compile-condition.ts';
import type { ConditionScope } from './condition-scope.ts';
import { AS_OF, conditionTypes } from './condition-names.ts';
import { ExpressionPool } from './expression-pool.ts';
import { factOf, leavesOf } from './expression.ts';
import type { ParsedFile } from './parse-file.ts';
import type { Constraint, Question, Questionnaire, QuestionGroup } from './questionnaire.ts';
import { placeCondition } from './place-condition.ts';
import type { Locator, Path } from './read-yaml.ts';
import type { ConstraintFile, QuestionEntry, QuestionFile } from './shapes/question-file.ts';

/**
 * Joins the question files into the shared vocabulary and checks what the form of a single file cannot show: ids, options, fixes and
 * the order of work.
 *
 * @param files - in the order a person would answer
 * @param constraints - answers that cannot all be true; none when the file is missing or unusable
 */
export function compileQuestionnaire(
  files: readonly ParsedFile<QuestionFile>[],
  constraints: ParsedFile<ConstraintFile> | undefined,
  problems: Problem[],
): Questionnaire {
  const questions: Question[] = [];
  const groups: QuestionGroup[] = [];
  const byId = new Map<string, Question>();
  const places = new Map<string, { locator: Locator; path: Path }>();
  for (const { value: file, locator } of files) {
    const report = (path: Path, code: ProblemCode, message: string, hint: string | null = null): void => {
      problems.push({ ...locator.at(path), code, message, hint });
    };
    if (groups.some((group) => group.id === file.group))
      report(['group'], 'duplicate-id', `group "${file.group}" exists already`);
    groups.push({ id: file.group, title: file.title, about: file.about });
    for (const [index, entry] of file.questions.entries()) {
      const path: Path = ['questions', index];
      if (byId.has(entry.id)) report([...path, 'id'], 'duplicate-id', `question "${entry.id}" exists already`);
      checkPlace(entry, file.group, (message) => {
        report([...path, 'id'], 'misplaced-file', message);
      });
      for (const [key, message] of faultsOf(entry)) report([...path, key], 'question-fix', message);
      const question: Question = Object.freeze({ ...entry, group: file.group, order: questions.length });
      questions.push(question);
      byId.set(entry.id, question);
      places.set(entry.id, { locator, path });
    }
  }
  for (const question of questions) {
    const place = places.get(question.id);
    for (const [index, id] of (question.after ?? []).entries()) {
      if (byId.has(id) || place === undefined) continue;
      const near = nearest(id, byId.keys());
      const hint = near === undefined ? null : `Did you mean "${near}"?`;
      problems.push({
        ...place.locator.at([...place.path, 'after', index]),
        code: 'question-order',
        message: `"${id}" is not declared`,
        hint,
      });
    }
    const circle = circleThrough(question, byId);
    if (circle !== undefined && place !== undefined) {
      const at = place.locator.at([...place.path, 'after']);
      problems.push({
        ...at,
        code: 'question-order',
        message: `the order of work runs in a circle: ${circle.join(' -> ')}`,
        hint: null,
      });
    }
  }
  const pool = new ExpressionPool();
  const compiled = constraints === undefined ? [] : compileConstraints(constraints, byId, pool, problems);
  const countedDays = constraints?.value.counted_days ?? { facts: [], message: { en: 'Count the days again.' } };
  return { groups, questions, byId, constraints: compiled, expressions: pool.all, countedDays };
}

function checkPlace(entry: QuestionEntry, group: string, report: (message: string) => void): void {
  const [namespace = ''] = entry.id.split('.');
  if (entry.type === 'attestation') {
    if (namespace !== 'attestation') report(`the id of an attestation begins with "attestation."`);
    if (entry.asked_in !== group) report(`an attestation of this file has asked_in: ${group}`);
  } else if (namespace !== group) {
    report(`a question of the group "${group}" has an id that begins with "${group}."`);
  } else if (entry.asked_in !== undefined) {
    report('only an attestation has asked_in');
  }
}

function* faultsOf(entry: QuestionEntry): Iterable<[key: string, message: string]> {
  const listed = entry.type === 'choice' || entry.type === 'choices';
  const options = Object.keys(entry.options ?? {});
  const legal = (value: boolean | string): boolean =>
    entry.type === 'boolean' ? typeof value === 'boolean' : entry.type === 'choice' && options.includes(String(value));
  if (listed && entry.options === undefined) yield ['type', `a ${entry.type} question has options`];
  if (!listed && entry.options !== undefined) yield ['options', `a ${entry.type} question has no options`];
  if (entry.labels !== undefined && entry.type !== 'boolean') yield ['labels', 'only a boolean question has labels'];
  if (entry.min !== undefined && entry.type !== 'integer') yield ['min', 'only an integer question has min'];
  if (entry.default !== undefined && !legal(entry.default))
    yield ['default', `${String(entry.default)} is no answer to this question`];
  for (const value of entry.fix_to ?? []) {
    if (!legal(value)) yield ['fix_to', `${String(value)} is no answer to this question`];
  }
  const fixFields = ['fix_to', 'fix_kind', 'effort_days', 'wait_days', 'phase', 'after'] as const;
  for (const field of fixFields) {
    if (!entry.fixable && entry[field] !== undefined) yield [field, `a question that is not fixable has no ${field}`];
  }
  for (const field of ['fix_kind', 'effort_days', 'phase'] as const) {
    if (entry.fixable && entry[field] === undefined) yield ['fixable', `a fixable question has ${field}`];
  }
  for (const [key, range] of [
    ['effort_days', entry.effort_days],
    ['wait_days', rangeOf(entry.wait_days)],
  ] as const) {
    if (range !== undefined && range[0] > range[1]) yield [key, 'the lower figure stands first'];
  }
}

function rangeOf(wait: QuestionEntry['wait_days']): readonly [number, number] | undefined {
  return wait === undefined ? undefined : [wait.low, wait.high];
}

function circleThrough(start: Question, byId: ReadonlyMap<string, Question>): readonly string[] | undefined {
  const seen = new Set<string>();
  const walk = (id: string, way: readonly string[]): readonly string[] | undefined => {
    for (const next of byId.get(id)?.after ?? []) {
      if (next === start.id) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...way, next]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk(start.id, [start.id]);
}

function compileConstraints(
  file: ParsedFile<ConstraintFile>,
  byId: ReadonlyMap<string, Question>,
  pool: ExpressionPool,
  problems: Problem[],
): readonly Constraint[] {
  const scope: ConditionScope = {
    types: conditionTypes(byId.values(), []),
    facts: byId,
    definitions: new Map(),
    names: new Set([...byId.keys(), AS_OF]),
    pool,
  };
  const seen = new Set<string>();
  const constraints: Constraint[] = [];
  for (const [index, entry] of file.value.constraints.entries()) {
    const path: Path = ['constraints', index];
    if (seen.has(entry.id)) {
      problems.push({
        ...file.locator.at([...path, 'id']),
        code: 'duplicate-id',
        message: `constraint "${entry.id}" exists already`,
        hint: null,
      });
    }
    seen.add(entry.id);
    const { expression, faults } = compileCondition(entry.when, 'constraint', scope);
    problems.push(...placeCondition(file.locator, [...path, 'when'], faults));
    if (expression === undefined) continue;
    const facts = new Set(leavesOf(expression).map(factOf));
    const ordered = [...byId.keys()].filter((id) => facts.has(id));
    constraints.push({ id: entry.id, when: entry.when, condition: expression, facts: ordered, message: entry.message });
  }
  for (const [index, id] of file.value.counted_days.facts.entries()) {
    if (byId.get(id)?.type === 'integer') continue;
    const at = file.locator.at(['counted_days', 'facts', index]);
    problems.push({ ...at, code: 'undeclared-fact', message: `"${id}" is no integer question`, hint: null });
  }
  return constraints;
}
