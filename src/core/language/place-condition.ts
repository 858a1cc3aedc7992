import type { Problem } from '../base/problem.ts';
import type { ConditionFault } from './condition-subset.ts';
import type { Locator, Path } from './read-yaml.ts';

/** Turns the faults of a condition into problems at their exact places, and asks for a scalar style in which there are such. */
export function placeCondition(locator: Locator, path: Path, faults: readonly ConditionFault[]): readonly Problem[] {
  const problems = faults.map(({ offset, ...fault }): Problem => ({ ...locator.within(path, offset), ...fault }));
  const inexact = locator.inexact(path);
  if (inexact !== undefined) {
    const hint = 'Write it on one line in single quotes, or as a block with |-.';
    problems.push({ ...locator.at(path), code: 'condition-style', message: inexact, hint });
  }
  return problems;
}
