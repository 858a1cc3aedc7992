import type { Problem } from '../base/problem.ts';
import type { ParsedFile } from './parse-file.ts';
import type { RulesetFile } from './shapes/ruleset-file.ts';

/**
 * Checks that each definition uses only definitions above it. A circle is reported once, at its first member, with every member
 * named; any other use of a later definition where it stands.
 */
export function orderDefinitions(ruleset: ParsedFile<RulesetFile>): readonly Problem[] {
  const { definitions } = ruleset.value;
  const rank = new Map(definitions.map((definition, index) => [definition.id, index]));
  // Names inside string literals are options or dates, never definitions.
  const uses = definitions.map(({ when }) =>
    [...new Set(when.replaceAll(/"[^"]*"|'[^']*'/g, '').match(/\b[A-Z][A-Z0-9_]*\b/g) ?? [])].filter((name) =>
      rank.has(name),
    ),
  );
  const circles = new Set<string>();
  const problems: Problem[] = [];
  for (const [index, definition] of definitions.entries()) {
    const at = ruleset.locator.at(['definitions', index, 'when']);
    const circle = circleFrom(index);
    const key = circle === undefined ? undefined : [...circle].sort((a, b) => a - b).join();
    if (circle !== undefined && key !== undefined) {
      if (circles.has(key)) continue;
      circles.add(key);
      const members = [...circle, index].map((member) => definitions[member]?.id ?? '');
      problems.push({
        ...at,
        code: 'definition-cycle',
        message: `definitions use each other in a circle: ${members.join(' -> ')}`,
        hint: null,
      });
      continue;
    }
    for (const name of uses[index] ?? []) {
      if ((rank.get(name) ?? 0) <= index) continue;
      const hint = 'A definition may use only those above it; move one of the two.';
      problems.push({
        ...at,
        code: 'definition-order',
        message: `"${definition.id}" uses "${name}", which stands below it`,
        hint,
      });
    }
  }
  return problems;

  /** The members of a circle that leads from a definition back to it, beginning with it. */
  function circleFrom(start: number): readonly number[] | undefined {
    const seen = new Set<number>();
    const walk = (from: number, way: readonly number[]): readonly number[] | undefined => {
      for (const name of uses[from] ?? []) {
        const next = rank.get(name) ?? 0;
        if (next === start) return way;
        if (seen.has(next)) continue;
        seen.add(next);
        const found = walk(next, [...way, next]);
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return walk(start, [start]);
  }
}
