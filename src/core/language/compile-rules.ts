import type { Problem } from '../base/problem.ts';
import type { ProblemCode } from '../base/problem-codes.ts';
import { sortProblems } from '../base/problem.ts';
import { nearest } from '../base/nearest.ts';
import { checkQuestionTexts } from './check-texts.ts';
import { compileCrosswalk } from './compile-crosswalk.ts';
import { checkFolderWords } from './check-words.ts';
import { compileQuestionnaire } from './compile-questionnaire.ts';
import { compileRuleset } from './compile-ruleset.ts';
import type { CompiledRuleset } from './compiled-ruleset.ts';
import type { Crosswalk } from './crosswalk.ts';
import { parseFile, type ParsedFile } from './parse-file.ts';
import type { Questionnaire } from './questionnaire.ts';
import { RulePlaces } from './rule-places.ts';
import { caseFile, type CaseFile } from './shapes/case-file.ts';
import { crosswalkFile, type CrosswalkFile } from './shapes/crosswalk-file.ts';
import { constraintFile, questionFile, type ConstraintFile, type QuestionFile } from './shapes/question-file.ts';
import { glossaryFile, type GlossaryFile } from './shapes/glossary-file.ts';
import { rulesetFile, type RulesetFile } from './shapes/ruleset-file.ts';
import type { Locale } from './shapes/text.ts';
import { unitFile, type UnitFile } from './shapes/unit-file.ts';

/** One file of the rules folder. */
export interface RuleSource {
  /** Its path below the rules folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** The cases of one unit, with the places they stand at. */
export interface UnitCases extends ParsedFile<CaseFile> {
  readonly ruleset: string;
  readonly unit: string;
}

/** Everything the rules folder says. To be used only when there are no problems. */
export interface CompiledRules {
  readonly questionnaire: Questionnaire;
  readonly rulesets: readonly CompiledRuleset[];
  readonly cases: readonly UnitCases[];
  /** By id. */
  readonly crosswalks: readonly Crosswalk[];
  /** The terms that must be exact, where the folder has a glossary. It is no part of a ruleset and of no digest. */
  readonly glossary: GlossaryFile | null;
  readonly places: RulePlaces;
  /** Sorted by place; empty when the rules can be used. */
  readonly problems: readonly Problem[];
}

/** Folders that hold no instrument. */
export const RESERVED_FOLDERS: ReadonlySet<string> = new Set(['questions', 'crosswalks']);

const GLOSSARY_PATH = 'glossary.yaml';
const QUESTION_PATH = /^questions\/\d\d-([a-z0-9-]+)\.yaml$/;
const RULESET_PATH = /^([a-z0-9-]+)\/ruleset\.yaml$/;
const CROSSWALK_PATH = /^crosswalks\/([a-z0-9-]+--[a-z0-9-]+)\.yaml$/;
const CASES_PATH = /^([a-z0-9-]+)\/([a-z0-9-]+)\.cases\.yaml$/;
const UNIT_PATH = /^([a-z0-9-]+)\/([a-z0-9-]+)\.yaml$/;

/**
 * Loads the rules folder in one go: parses every file, checks forms, joins them, compiles conditions. All problems are collected;
 * a file that cannot be used does not hide those of the others.
 *
 * @param sources - every YAML file of the folder, in any order
 */
export function compileRules(sources: readonly RuleSource[]): CompiledRules {
  const problems: Problem[] = [];
  const questionFiles: ParsedFile<QuestionFile>[] = [];
  const rulesetFiles = new Map<string, ParsedFile<RulesetFile>>();
  const unitFiles = new Map<string, ParsedFile<UnitFile>[]>();
  const crosswalkFiles: ParsedFile<CrosswalkFile>[] = [];
  const caseFiles: (ParsedFile<CaseFile> & { ruleset: string; stem: string })[] = [];
  /** Folders with a file whose form is wrong: what is missing there may be in that file. */
  const unusable = new Set<string>();
  let constraints: ParsedFile<ConstraintFile> | undefined;
  let glossary: ParsedFile<GlossaryFile> | undefined;
  const report = (file: string, code: ProblemCode, message: string, hint: string | null = null): void => {
    problems.push({ file, line: 1, column: 1, code, message, hint });
  };

  for (const { path, text } of [...sources].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const question = QUESTION_PATH.exec(path);
    const ruleset = RULESET_PATH.exec(path);
    const crosswalk = CROSSWALK_PATH.exec(path);
    const cases = CASES_PATH.exec(path);
    const unit = UNIT_PATH.exec(path);
    if (path === 'questions/constraints.yaml') {
      constraints = parseFile(constraintFile, path, text, problems);
    } else if (path === GLOSSARY_PATH) {
      glossary = parseFile(glossaryFile, path, text, problems);
    } else if (question !== null) {
      const file = parseFile(questionFile, path, text, problems);
      if (file === undefined) continue;
      questionFiles.push(file);
      const named = question[1]?.replaceAll('-', '_');
      if (file.value.group !== named)
        report(path, 'misplaced-file', `the file holds the group "${file.value.group}"`, 'Name it NN-<group>.yaml.');
    } else if (crosswalk !== null) {
      const file = parseFile(crosswalkFile, path, text, problems);
      if (file === undefined) continue;
      crosswalkFiles.push(file);
      const named = `${file.value.source}--${file.value.target}`;
      if (named !== crosswalk[1])
        report(path, 'misplaced-file', `the file holds the crosswalk "${named}"`, 'Name it <source>--<target>.yaml.');
    } else if (ruleset?.[1] !== undefined && !RESERVED_FOLDERS.has(ruleset[1])) {
      const file = parseFile(rulesetFile, path, text, problems);
      if (file === undefined) unusable.add(ruleset[1]);
      if (file === undefined) continue;
      rulesetFiles.set(ruleset[1], file);
      if (file.value.id !== ruleset[1])
        report(
          path,
          'misplaced-file',
          `the file holds the ruleset "${file.value.id}"`,
          'Name the folder for the ruleset.',
        );
    } else if (cases?.[1] !== undefined && cases[2] !== undefined && !RESERVED_FOLDERS.has(cases[1])) {
      const file = parseFile(caseFile, path, text, problems);
      if (file !== undefined) caseFiles.push({ ...file, ruleset: cases[1], stem: cases[2] });
    } else if (unit?.[1] !== undefined && unit[2] !== undefined && !RESERVED_FOLDERS.has(unit[1])) {
      const file = parseFile(unitFile, path, text, problems);
      if (file === undefined) unusable.add(unit[1]);
      if (file === undefined) continue;
      unitFiles.set(unit[1], [...(unitFiles.get(unit[1]) ?? []), file]);
      if (!namesUnit(unit[2], file.value.unit))
        report(
          path,
          'misplaced-file',
          `the file holds the unit "${file.value.unit}"`,
          'Name it for the unit, as in art-17.yaml or c1.yaml.',
        );
    } else {
      report(
        path,
        'misplaced-file',
        'no rule file belongs here',
        'Known places: glossary.yaml, questions/NN-<group>.yaml, questions/constraints.yaml, <instrument>/ruleset.yaml, <instrument>/<unit>.yaml and <unit>.cases.yaml, crosswalks/<source>--<target>.yaml.',
      );
    }
  }
  if (constraints === undefined && !sources.some(({ path }) => path === 'questions/constraints.yaml')) {
    report('questions/constraints.yaml', 'missing-file', 'the file is missing');
  }
  for (const folder of unitFiles.keys()) {
    if (!sources.some(({ path }) => path === `${folder}/ruleset.yaml`))
      report(`${folder}/ruleset.yaml`, 'missing-file', 'the file is missing');
  }

  const questionnaire = compileQuestionnaire(questionFiles, constraints, problems);
  const locales = [...new Set<Locale>([...rulesetFiles.values()].flatMap((file) => file.value.locales))];
  checkQuestionTexts([...questionFiles, ...(constraints === undefined ? [] : [constraints])], locales, problems);
  const withTexts = [...questionFiles, ...rulesetFiles.values(), ...[...unitFiles.values()].flat(), ...crosswalkFiles];
  checkFolderWords(
    constraints === undefined ? withTexts : [...withTexts, constraints],
    glossary ?? (sources.some(({ path }) => path === GLOSSARY_PATH) ? 'unusable' : 'none'),
    problems,
  );
  const rulesets = [...rulesetFiles].map(([folder, file]) =>
    compileRuleset(file, unitFiles.get(folder) ?? [], questionnaire, problems, !unusable.has(folder)),
  );
  const cases = caseFiles
    .filter((file) => !unusable.has(file.ruleset))
    .flatMap((file) => placeCases(file, rulesets, problems));
  const scope = { questionnaire, rulesets, unusable };
  const crosswalks = crosswalkFiles.map((file) => compileCrosswalk(file, scope, problems));
  return {
    questionnaire,
    rulesets,
    cases,
    crosswalks,
    glossary: glossary?.value ?? null,
    places: new RulePlaces(questionFiles, [...rulesetFiles.values()], unitFiles, crosswalkFiles),
    problems: sortProblems(problems),
  };
}

function namesUnit(stem: string, unit: string): boolean {
  return stem === unit || stem.endsWith(`-${unit}`);
}

function placeCases(
  { ruleset: id, stem, ...file }: ParsedFile<CaseFile> & { ruleset: string; stem: string },
  rulesets: readonly CompiledRuleset[],
  problems: Problem[],
): readonly UnitCases[] {
  const ruleset = rulesets.find((candidate) => candidate.id === id);
  const unit = ruleset?.units.find((candidate) => namesUnit(stem, candidate.id) && candidate.rules.length > 0);
  if (ruleset === undefined || unit === undefined) {
    problems.push({
      ...file.locator.at([]),
      code: 'misplaced-file',
      message: 'these cases belong to no unit',
      hint: 'Put them beside the unit, as in art-17.cases.yaml.',
    });
    return [];
  }
  const known = unit.rules.map((rule) => rule.id);
  const reviews = (ruleset.file.review ?? []).filter(({ units }) => units.includes(unit.id));
  for (const [index, entry] of file.value.cases.entries()) {
    for (const [position, asked] of (entry.expect.review ?? []).entries()) {
      if (reviews.some((review) => review.while_true === asked)) continue;
      problems.push({
        ...file.locator.at(['cases', index, 'expect', 'review', position]),
        code: 'unknown-definition',
        message: `"${asked}" asks for no review of this unit`,
        hint: reviews.length === 0 ? null : `Known: ${reviews.map((review) => review.while_true).join(', ')}.`,
      });
    }
    if (known.includes(entry.rule)) continue;
    const near = nearest(entry.rule, known);
    const hint = near === undefined ? null : `Did you mean "${near}"?`;
    problems.push({
      ...file.locator.at(['cases', index, 'rule']),
      code: 'unknown-rule',
      message: `"${entry.rule}" is no rule of this unit`,
      hint,
    });
  }
  return [{ ...file, ruleset: id, unit: unit.id }];
}
