import { nearest } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';
import type { ProblemCode } from '../base/problem-codes.ts';
import type { ParsedFile } from './parse-file.ts';
import type { Locator, Path } from './read-yaml.ts';
import type { Citation } from './shapes/citation.ts';
import type { RulesetFile } from './shapes/ruleset-file.ts';
import type { UnitFile } from './shapes/unit-file.ts';

/**
 * Checks that every provision has exactly one kind of treatment (rules, definitions, or a reason why there is no rule), and that
 * everything cited is listed.
 */
export function checkProvisions(
  ruleset: ParsedFile<RulesetFile>,
  units: readonly ParsedFile<UnitFile>[],
  problems: Problem[],
): void {
  const { value: file, locator } = ruleset;
  const provisions = new Map(file.provisions.map((provision) => [provision.id, provision]));
  const unitIds = new Set(file.units.map((unit) => unit.id));
  const related = new Set((file.related ?? []).map((entry) => entry.id));
  const consequences = new Set((file.consequences ?? []).map((entry) => entry.id));
  const byRules = new Set<string>();
  const byDefinitions = new Set<string>();

  const unknown = (at: Locator, path: Path, code: ProblemCode, id: string, known: Iterable<string>): void => {
    const near = nearest(id, known);
    problems.push({
      ...at.at(path),
      code,
      message: `"${id}" is not listed`,
      hint: near === undefined ? null : `Did you mean "${near}"?`,
    });
  };
  const checkRelated = (at: Locator, path: Path, citation: Citation | undefined): void => {
    for (const [index, entry] of (citation?.with ?? []).entries()) {
      if (!related.has(entry.related))
        unknown(at, [...path, 'with', index, 'related'], 'unknown-related', entry.related, related);
    }
  };

  for (const [index, definition] of file.definitions.entries()) {
    checkRelated(locator, ['definitions', index, 'citation'], definition.citation);
    for (const [position, id] of (definition.provisions ?? []).entries()) {
      if (!provisions.has(id))
        unknown(locator, ['definitions', index, 'provisions', position], 'unknown-provision', id, provisions.keys());
      byDefinitions.add(id);
    }
  }
  for (const unit of units) {
    for (const [index, rule] of unit.value.rules.entries()) {
      const path: Path = ['rules', index];
      checkRelated(unit.locator, [...path, 'citation'], rule.citation);
      for (const [position, id] of rule.provisions.entries()) {
        if (!provisions.has(id))
          unknown(unit.locator, [...path, 'provisions', position], 'unknown-provision', id, provisions.keys());
        byRules.add(id);
      }
      const cited = rule.provisions.flatMap((id) => provisions.get(id) ?? []);
      if (cited.length > 0 && !cited.some((provision) => samePlace(provision.citation, rule.citation))) {
        const hint = 'Cite the place of one of its provisions.';
        problems.push({
          ...unit.locator.at([...path, 'citation']),
          code: 'citation-mismatch',
          message: `"${rule.id}" cites a place that is none of its provisions`,
          hint,
        });
      }
      for (const [position, code] of rule.consequences.entries()) {
        if (!consequences.has(code))
          unknown(unit.locator, [...path, 'consequences', position], 'unknown-consequence', code, consequences);
      }
    }
  }
  for (const [index, provision] of file.provisions.entries()) {
    const path: Path = ['provisions', index];
    if (!unitIds.has(provision.unit)) unknown(locator, [...path, 'unit'], 'unknown-unit', provision.unit, unitIds);
    checkRelated(locator, [...path, 'citation'], provision.citation);
    const treatments = [byRules.has(provision.id), byDefinitions.has(provision.id), provision.no_rule !== undefined];
    const count = treatments.filter(Boolean).length;
    if (count === 1) continue;
    const message =
      count === 0 ? `"${provision.id}" has no treatment` : `"${provision.id}" has treatments of ${count} kinds`;
    const hint = 'A provision has rules, or definitions, or a no_rule reason: exactly one of the three.';
    problems.push({ ...locator.at(path), code: 'provision-treatment', message, hint });
  }
}

function samePlace(a: Citation, b: Citation): boolean {
  const keys = ['article', 'paragraph', 'item', 'commitment', 'element', 'fact_sheet'] as const;
  return keys.every((key) => a[key] === b[key]);
}
