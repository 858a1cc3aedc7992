import type { Deciding, Finding } from '../evaluation/evaluation.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { CaseEntry } from '../language/shapes/case-file.ts';
import { expectedOutcome, outcomeText } from './expected-finding.ts';

/** How a finding differs from what a case expects, in words; nothing when it does not. What the case leaves out is not compared. */
export function* differencesOf(
  expect: CaseEntry['expect'],
  finding: Finding,
  ruleset: CompiledRuleset,
): Iterable<string> {
  const wanted = outcomeText(expectedOutcome(expect));
  const found = outcomeText(finding);
  if (wanted !== found) yield `expected ${wanted}, found ${found}`;
  const { severity, tag } = expect;
  if (severity !== undefined && severity !== finding.severity)
    yield `expected severity ${severity}, found ${finding.severity}`;
  if (tag !== undefined && tag !== finding.tag) yield `expected ${tagText(tag)}, found ${tagText(finding.tag)}`;
  if (expect.review !== undefined) {
    const asked = reviewsShown(
      ruleset,
      finding.unit,
      finding.review.map(({ why }) => why),
    );
    if (!sameSet(expect.review, asked)) yield `expected review ${listed(expect.review)}, found ${listed(asked)}`;
  }
  if (expect.open !== undefined && !sameSet(expect.open, finding.open))
    yield `expected open ${listed(expect.open)}, found ${listed(finding.open)}`;
  const decided = finding.decided_by.map(decidingName);
  if (expect.decided_by !== undefined && !sameSet(expect.decided_by, decided))
    yield `expected decided by ${listed(expect.decided_by)}, found ${listed(decided)}`;
}

/**
 * The definitions for which a finding of a unit asks that a person confirm it.
 *
 * @param shown - why it asks for that, in English
 */
export function reviewsShown(ruleset: CompiledRuleset, unit: string, shown: readonly string[]): readonly string[] {
  return (ruleset.file.review ?? [])
    .filter(({ units, why }) => units.includes(unit) && shown.includes(why.en))
    .map((entry) => entry.while_true);
}

function tagText(tag: string | null): string {
  return tag === null ? 'no tag' : `tag ${tag}`;
}

function listed(ids: readonly string[]): string {
  return `[${ids.join(', ')}]`;
}

function decidingName(entry: Deciding): string {
  if ('fact' in entry) return entry.fact;
  return 'rule' in entry ? entry.rule : 'as_of';
}

/** Whether two lists hold the same ids, in any order. */
export function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((entry) => b.includes(entry));
}
