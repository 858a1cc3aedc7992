import { calendarDate } from '../base/calendar-date.ts';
import { nearest } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';
import type { ProblemCode } from '../base/problem-codes.ts';
import { checkRulesetTexts, checkUnitTexts } from './check-texts.ts';
import { checkProvisions } from './check-provisions.ts';
import { compileCondition } from './compile-condition.ts';
import { compileRoutes } from './compile-routes.ts';
import { compileUnitRules } from './compile-unit-rules.ts';
import { conditionScope, type ConditionPlace, type ConditionScope } from './condition-scope.ts';
import type {
  CompiledDefinition,
  CompiledRule,
  CompiledRuleset,
  RulesetSnapshot,
  SnapshotQuestion,
} from './compiled-ruleset.ts';
import { orderDefinitions } from './definition-order.ts';
import { ExpressionPool } from './expression-pool.ts';
import { factOf, leavesOf, type Expression } from './expression.ts';
import { slotsOf } from './slots.ts';
import type { ParsedFile } from './parse-file.ts';
import { placeCondition } from './place-condition.ts';
import type { Question, Questionnaire } from './questionnaire.ts';
import type { Locator, Path } from './read-yaml.ts';
import type { RulesetFile } from './shapes/ruleset-file.ts';
import type { UnitFile } from './shapes/unit-file.ts';
import { whatItReads } from './what-it-reads.ts';

/** The semantics of `law/semantics.md` that this engine implements; a ruleset names the one it was written for. */
export const SEMANTICS = 1;

/**
 * Compiles one ruleset against the shared vocabulary and checks everything that one file alone cannot show.
 *
 * @param units - its unit files; they are put into the order in which the ruleset lists its units
 * @param problems - receives every problem found; when any is, the result is not to be used for evaluation
 * @param complete - whether all its unit files could be read; if not, what they would have treated is not missed
 */
export function compileRuleset(
  ruleset: ParsedFile<RulesetFile>,
  units: readonly ParsedFile<UnitFile>[],
  questionnaire: Questionnaire,
  problems: Problem[],
  complete = true,
): CompiledRuleset {
  const { value: file, locator } = ruleset;
  const report = (at: Locator, path: Path, code: ProblemCode, message: string, hint: string | null = null): void => {
    problems.push({ ...at.at(path), code, message, hint });
  };
  if (file.semantics !== SEMANTICS) {
    report(
      locator,
      ['semantics'],
      'unknown-semantics',
      `semantics ${file.semantics} is not known`,
      `This engine knows ${SEMANTICS}.`,
    );
  }
  if (file.in_force.to !== undefined && file.in_force.to < file.in_force.from) {
    report(locator, ['in_force', 'to'], 'date-order', 'it ends before it begins');
  }
  const unitIds = file.units.map((unit) => unit.id);
  reportDuplicates(file.units, 'units', locator, report);
  reportDuplicates(file.related ?? [], 'related', locator, report);
  reportDuplicates(file.consequences ?? [], 'consequences', locator, report);
  reportDuplicates(file.definitions, 'definitions', locator, report);
  reportDuplicates(file.provisions, 'provisions', locator, report);
  reportDuplicates(file.routes ?? [], 'routes', locator, report);

  const pool = new ExpressionPool();
  const { definitions, scope } = compileDefinitions(ruleset, questionnaire, pool, problems);
  const seenUnits = new Set<string>();
  const seenRules = new Set<string>();
  const compiledUnits: { unit: string; rules: CompiledRule[] }[] = [];
  for (const unit of units) {
    if (!unitIds.includes(unit.value.unit)) {
      const near = nearest(unit.value.unit, unitIds);
      report(
        unit.locator,
        ['unit'],
        'unknown-unit',
        `"${unit.value.unit}" is no unit of ${file.id}`,
        near === undefined ? null : `Did you mean "${near}"?`,
      );
    }
    if (seenUnits.has(unit.value.unit))
      report(unit.locator, ['unit'], 'duplicate-id', `unit "${unit.value.unit}" has another file`);
    seenUnits.add(unit.value.unit);
    compiledUnits.push({
      unit: unit.value.unit,
      rules: compileRules(unit, file, questionnaire, scope, seenRules, problems),
    });
    checkUnitTexts(unit, file.locales, problems);
  }
  checkRulesetTexts(ruleset, problems);
  if (complete) checkProvisions(ruleset, units, problems);

  compiledUnits.sort((a, b) => unitIds.indexOf(a.unit) - unitIds.indexOf(b.unit));
  const rules = compiledUnits.flatMap((unit) => unit.rules);
  const { questions, constraints } = whatItReads(rules, definitions, questionnaire);
  const groupsRead = new Set(questions.map((question) => question.group));
  const groups = questionnaire.groups.filter((group) => groupsRead.has(group.id));
  const snapshot: RulesetSnapshot = {
    snapshot_format: 1,
    ruleset: file,
    units: compiledUnits.map(({ unit, rules: ofUnit }) => ({ unit, rules: ofUnit.map((rule) => rule.entry) })),
    groups,
    questions: questions.map(storedQuestion),
    constraints: constraints.map(({ id, when, message }) => ({ id, when, message })),
    counted_days: {
      facts: questionnaire.countedDays.facts.filter((id) => questions.some((question) => question.id === id)),
      message: questionnaire.countedDays.message,
    },
  };
  return Object.freeze({
    id: file.id,
    version: file.version,
    binding: file.binding,
    file,
    units: file.units.map(({ id, title }) => ({ id, title, rules: rules.filter((rule) => rule.unit === id) })),
    rules,
    definitions,
    provisions: file.provisions,
    unitRules: compileUnitRules(ruleset, scope, problems),
    routes: compileRoutes(ruleset, scope, questions, problems),
    expressions: pool.all,
    slots: slotsOf(pool.all, questions),
    questions,
    questionById: new Map(questions.map((question) => [question.id, question])),
    groups,
    constraints,
    constraintExpressions: questionnaire.expressions,
    countedDays: snapshot.counted_days,
    snapshot,
  });
}

function storedQuestion({ order: _order, options, ...question }: Question): SnapshotQuestion {
  if (options === undefined) return question;
  return { ...question, options: Object.entries(options).map(([value, label]) => ({ value, label })) };
}

type Report = (at: Locator, path: Path, code: ProblemCode, message: string, hint?: string | null) => void;

function reportDuplicates(entries: readonly { id: string }[], key: string, locator: Locator, report: Report): void {
  const seen = new Set<string>();
  for (const [index, { id }] of entries.entries()) {
    if (seen.has(id)) report(locator, [key, index, 'id'], 'duplicate-id', `"${id}" exists already`);
    seen.add(id);
  }
}

function compileDefinitions(
  ruleset: ParsedFile<RulesetFile>,
  questionnaire: Questionnaire,
  pool: ExpressionPool,
  problems: Problem[],
): { definitions: CompiledDefinition[]; scope: ConditionScope & { definitions: Map<string, Expression> } } {
  const { value: file, locator } = ruleset;
  const ids = file.definitions.map((definition) => definition.id);
  const scope = conditionScope(questionnaire.byId, ids, pool);
  problems.push(...orderDefinitions(ruleset));
  const definitions: CompiledDefinition[] = [];
  for (const [index, entry] of file.definitions.entries()) {
    const { expression, faults } = compileCondition(entry.when, 'definition', scope);
    // A use of a later definition is reported once for the whole ruleset, with its circle when there is one.
    const own = faults.filter((fault) => fault.code !== 'definition-order');
    problems.push(...placeCondition(locator, ['definitions', index, 'when'], own));
    const condition = expression ?? pool.constant('false', entry.when);
    scope.definitions.set(entry.id, condition);
    definitions.push({ entry, condition });
  }
  return { definitions, scope };
}

function compileRules(
  unit: ParsedFile<UnitFile>,
  file: RulesetFile,
  questionnaire: Questionnaire,
  scope: ConditionScope,
  seen: Set<string>,
  problems: Problem[],
): CompiledRule[] {
  return unit.value.rules.map((entry, index): CompiledRule => {
    const path: Path = ['rules', index];
    if (seen.has(entry.id)) {
      problems.push({
        ...unit.locator.at([...path, 'id']),
        code: 'duplicate-id',
        message: `rule "${entry.id}" exists already`,
        hint: null,
      });
    }
    seen.add(entry.id);
    if (entry.in_force?.to !== undefined && entry.in_force.to < entry.in_force.from) {
      problems.push({
        ...unit.locator.at([...path, 'in_force', 'to']),
        code: 'date-order',
        message: 'it ends before it begins',
        hint: null,
      });
    }
    const compile = (key: 'applies' | 'met', place: ConditionPlace): Expression => {
      const { expression, faults } = compileCondition(entry[key], place, scope);
      problems.push(...placeCondition(unit.locator, [...path, key], faults));
      return expression ?? scope.pool.constant('false', entry[key]);
    };
    const applies = compile('applies', 'applies');
    const met = compile('met', 'met');
    const turnsOn = new Set(leavesOf(applies).map(factOf));
    const read = new Set([...turnsOn, ...leavesOf(met).map(factOf)]);
    const inOrder = questionnaire.questions.map((question) => question.id);
    return Object.freeze({
      id: entry.id,
      unit: unit.value.unit,
      entry,
      applies,
      met,
      readsEngine: met.readsEngine,
      inForceFrom: calendarDate(entry.in_force?.from ?? file.in_force.from),
      facts: inOrder.filter((id) => read.has(id)),
      scopeFacts: new Set(inOrder.filter((id) => turnsOn.has(id))),
    });
  });
}
