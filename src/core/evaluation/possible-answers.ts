import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { AnswerValue } from '../questionnaire/answers.ts';
import type { Variable } from './diagram-variables.ts';
import { ruleDiagrams } from './rule-diagrams.ts';

/** So many lanes has a fact at most, and no question comes near. */
const MOST_TYPICAL = 32;

const REFUSED: AnswerValue = { attested: false };

const typical = new WeakMap<CompiledRuleset, ReadonlyMap<string, readonly AnswerValue[]>>();

/**
 * For each fact, one answer for each way in which the conditions of a ruleset can see it. Of a list only some: nothing ticked, each
 * option alone, all of them; options that no condition tells apart count as one. At most 32.
 */
export function typicalAnswers(ruleset: CompiledRuleset): ReadonlyMap<string, readonly AnswerValue[]> {
  const found = typical.get(ruleset);
  if (found !== undefined) return found;
  const made = new Map(
    [...ruleDiagrams(ruleset).table.ofFact].map(([fact, variables]) => [fact, typicalOf(variables)] as const),
  );
  typical.set(ruleset, made);
  return made;
}

/** For a fact, one answer for each way in which the conditions of a ruleset can see it; none when they do not read it. */
export function possibleAnswers(ruleset: CompiledRuleset, fact: string): readonly AnswerValue[] {
  const [first, ...options] = ruleDiagrams(ruleset).table.ofFact.get(fact) ?? [];
  if (first === undefined) return [];
  if (!isList(first)) return known(first);
  return options.reduce<readonly string[][]>(
    (lists, option) => [...lists, ...lists.map((list) => [...list, ...option.options.slice(0, 1)])],
    [[]],
  );
}

function typicalOf([first, ...options]: readonly Variable[]): readonly AnswerValue[] {
  if (first === undefined) return [];
  if (!isList(first)) return known(first).slice(0, MOST_TYPICAL);
  const each = options.flatMap((option) => option.options.slice(0, 1));
  const all = each.length > 1 ? [each] : [];
  return [[], ...each.map((option) => [option]), ...all].slice(0, MOST_TYPICAL);
}

function known({ kind, samples }: Variable): readonly AnswerValue[] {
  const values = samples.filter((sample) => sample !== undefined);
  return kind === 'attestation' ? [...values, REFUSED] : values;
}

/** The variable that says whether a list is known has classes without values of their own. */
function isList({ kind, samples }: Variable): boolean {
  return kind === 'fact' && samples.every((sample) => sample === undefined);
}
