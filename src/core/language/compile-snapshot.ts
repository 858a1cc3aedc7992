import { z } from 'zod';
import { formatProblem, type Problem } from '../base/problem.ts';
import { compileQuestionnaire } from './compile-questionnaire.ts';
import { compileRuleset } from './compile-ruleset.ts';
import type { CompiledRuleset } from './compiled-ruleset.ts';
import { unplacedLocator } from './read-yaml.ts';
import { constraintFile, questionEntry, type QuestionEntry } from './shapes/question-file.ts';
import { rulesetFile } from './shapes/ruleset-file.ts';
import { localizedText } from './shapes/text.ts';
import { unitFile } from './shapes/unit-file.ts';

const snapshotShape = z.strictObject({
  snapshot_format: z.literal(1),
  ruleset: rulesetFile,
  units: z.array(unitFile),
  groups: z.array(z.strictObject({ id: z.string(), title: localizedText, about: localizedText })),
  questions: z.array(
    questionEntry.extend({
      group: z.string(),
      options: z.array(z.strictObject({ value: z.string(), label: localizedText })).optional(),
    }),
  ),
  ...constraintFile.shape,
  counted_days: z.strictObject({ facts: z.array(z.string()), message: localizedText }),
});

/**
 * Compiles a ruleset from its stored snapshot, so that an old evaluation can be repeated after the rule files have moved on.
 *
 * @throws Error when the snapshot is not one that {@link compileRuleset} made: stored data was damaged, which is our fault
 */
export function compileSnapshot(snapshot: unknown): CompiledRuleset {
  const stored = snapshotShape.parse(snapshot);
  const problems: Problem[] = [];
  const locator = unplacedLocator('snapshot');
  const files = stored.groups.map(({ id, ...texts }) => ({
    value: {
      ...texts,
      group: id,
      questions: stored.questions.filter((question) => question.group === id).map(asWritten),
    },
    locator,
  }));
  const constraints = { value: { constraints: stored.constraints, counted_days: stored.counted_days }, locator };
  const questionnaire = compileQuestionnaire(files, constraints, problems);
  const units = stored.units.map((value) => ({ value, locator }));
  const ruleset = compileRuleset({ value: stored.ruleset, locator }, units, questionnaire, problems);
  // A question may come after one that the ruleset does not read; in a snapshot that is no defect.
  const defects = problems.filter((problem) => problem.code !== 'question-order');
  if (defects.length > 0) throw new Error(`damaged ruleset snapshot: ${defects.map(formatProblem).join('; ')}`);
  return ruleset;
}

function asWritten({
  group: _group,
  options,
  ...entry
}: z.infer<typeof snapshotShape>['questions'][number]): QuestionEntry {
  if (options === undefined) return entry;
  return { ...entry, options: Object.fromEntries(options.map(({ value, label }) => [value, label])) };
}
