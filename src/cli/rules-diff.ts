import { diffRules } from '../core/proof/diff-rules.ts';
import type { EntryDiff, RulesDiff } from '../core/proof/rules-diff.ts';
import type { DifferenceExample } from '../core/proof/compare-functions.ts';
import { readRules, refuseProblems } from './read-library.ts';
import { rulesDiffText } from './rules-diff-text.ts';
import type { RulesOptions } from './rules-options.ts';
import type { Terminal } from './terminal.ts';

/** Prints how the rules of one folder differ from those of another. @throws BadInput naming every problem in either */
export async function diffRulesIn(
  old: string,
  fresh: string,
  { format }: RulesOptions,
  terminal: Terminal,
): Promise<void> {
  const [before, after] = await Promise.all([readRules(old), readRules(fresh)]);
  refuseProblems([
    [old, before],
    [fresh, after],
  ]);
  const diff = diffRules(before, after);
  const text = format === 'json' ? JSON.stringify(onWire(diff), undefined, 2) : rulesDiffText(diff).join('\n');
  terminal.stdout.write(`${text}\n`);
}

function onWire({ questions, rulesets }: RulesDiff): unknown {
  const withExamples = (entry: EntryDiff<string>): unknown => ({
    ...entry,
    examples: entry.examples.map(exampleOnWire),
  });
  return {
    questions,
    rulesets: rulesets.map((ruleset) => ({
      ...ruleset,
      definitions: ruleset.definitions.map(withExamples),
      rules: ruleset.rules.map(withExamples),
    })),
  };
}

function exampleOnWire({ asOf, answers, otherOpenBlockers, ...found }: DifferenceExample): unknown {
  return { as_of: asOf, answers: Object.fromEntries(answers), other_open_blockers: otherOpenBlockers, ...found };
}
