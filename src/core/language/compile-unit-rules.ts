import { nearest } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';
import type { UnitRules } from './compiled-ruleset.ts';
import type { ConditionScope } from './condition-scope.ts';
import type { Expression } from './expression.ts';
import type { ParsedFile } from './parse-file.ts';
import type { Path } from './read-yaml.ts';
import type { RulesetFile } from './shapes/ruleset-file.ts';

/** Compiles what holds for all findings of a unit while a definition is true or false: caps, tags and reviews, by unit. */
export function compileUnitRules(
  ruleset: ParsedFile<RulesetFile>,
  scope: ConditionScope,
  problems: Problem[],
): ReadonlyMap<string, UnitRules> {
  const { value: file, locator } = ruleset;
  const definition = (id: string, path: Path): Expression => {
    const found = scope.definitions.get(id);
    if (found !== undefined) return scope.pool.definition(id, found);
    const near = nearest(id, scope.definitions.keys());
    const hint = near === undefined ? null : `Did you mean "${near}"?`;
    problems.push({ ...locator.at(path), code: 'unknown-definition', message: `"${id}" is not declared`, hint });
    return scope.pool.constant('false', id);
  };
  const ids = file.units.map((unit) => unit.id);
  for (const key of ['severity_cap', 'tags', 'review'] as const) {
    for (const [index, entry] of (file[key] ?? []).entries()) {
      for (const [position, unit] of entry.units.entries()) {
        if (ids.includes(unit)) continue;
        problems.push({
          ...locator.at([key, index, 'units', position]),
          code: 'unknown-unit',
          message: `"${unit}" is no unit of ${file.id}`,
          hint: null,
        });
      }
    }
  }
  const caps = (file.severity_cap ?? []).map((entry, index) => ({
    units: entry.units,
    whileFalse: definition(entry.while_false, ['severity_cap', index, 'while_false']),
    to: entry.to,
  }));
  const tags = (file.tags ?? []).map((entry, index) => ({
    units: entry.units,
    whileTrue: definition(entry.while_true, ['tags', index, 'while_true']),
    tag: entry.tag,
  }));
  const reviews = (file.review ?? []).map((entry, index) => ({
    units: entry.units,
    whileTrue: definition(entry.while_true, ['review', index, 'while_true']),
    why: entry.why,
  }));
  const of = (id: string): UnitRules => ({
    caps: caps.filter((entry) => entry.units.includes(id)),
    tags: tags.filter((entry) => entry.units.includes(id)),
    reviews: reviews.filter((entry) => entry.units.includes(id)),
  });
  return new Map(ids.map((id) => [id, of(id)]));
}
