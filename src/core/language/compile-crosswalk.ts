import { nearest } from '../base/nearest.ts';
import type { Problem } from '../base/problem.ts';
import type { ProblemCode } from '../base/problem-codes.ts';
import { checkCrosswalkTexts } from './check-texts.ts';
import type { CompiledRuleset } from './compiled-ruleset.ts';
import { namedPlace, type Crosswalk } from './crosswalk.ts';
import type { ParsedFile } from './parse-file.ts';
import type { Questionnaire } from './questionnaire.ts';
import type { Path } from './read-yaml.ts';
import type { CrosswalkFile, CrosswalkPlace } from './shapes/crosswalk-file.ts';

/** What a crosswalk is checked against. */
export interface CrosswalkScope {
  readonly questionnaire: Questionnaire;
  readonly rulesets: readonly CompiledRuleset[];
  /** Folders of rulesets some files of which could not be read; what seems to be missing may stand there. */
  readonly unusable: ReadonlySet<string>;
}

type Report = (path: Path, code: ProblemCode, message: string, hint?: string | null) => void;

/**
 * Compiles a crosswalk: everything it names exists on its side, no pair is mapped twice, and every text is there in each locale that
 * one of its rulesets declares.
 *
 * @param problems - receives every problem found; when any is, the result is not to be used
 */
export function compileCrosswalk(
  parsed: ParsedFile<CrosswalkFile>,
  scope: CrosswalkScope,
  problems: Problem[],
): Crosswalk {
  const { value: file, locator } = parsed;
  const report: Report = (path, code, message, hint = null) => {
    problems.push({ ...locator.at(path), code, message, hint });
  };
  // A condition that cannot be compiled reads nothing; what its ruleset reads is then not to be judged by.
  const isSound = (id: string): boolean =>
    !problems.some((problem) => problem.file.startsWith(`${id}/`) || problem.file.startsWith('questions/'));
  for (const side of ['source', 'target'] as const) {
    const ruleset = findSide(file, side, scope, report);
    if (ruleset === undefined) continue;
    checkPlaces(file, side, ruleset, report);
    if (isSound(ruleset.id)) checkFacts(file, side, ruleset, report);
  }
  checkPairs(file, report);
  checkEvidenceIds(file, report);
  checkKeptApart(file, scope.questionnaire, report);
  const compared = scope.rulesets.filter(({ id }) => id === file.source || id === file.target);
  checkCrosswalkTexts(parsed, [...new Set(compared.flatMap((ruleset) => ruleset.file.locales))], problems);
  const { source, target, version } = file;
  return Object.freeze({ id: `${source}--${target}`, source, target, version, file });
}

type Side = 'source' | 'target';

function findSide(
  file: CrosswalkFile,
  side: Side,
  { rulesets, unusable }: CrosswalkScope,
  report: Report,
): CompiledRuleset | undefined {
  if (unusable.has(file[side])) return undefined;
  const ruleset = rulesets.find(({ id }) => id === file[side]);
  const ids = rulesets.map(({ id }) => id);
  if (ruleset === undefined)
    report([side], 'unknown-ruleset', `there is no ruleset "${file[side]}"`, suggestion(file[side], ids));
  return ruleset;
}

function checkPlaces(file: CrosswalkFile, side: Side, ruleset: CompiledRuleset, report: Report): void {
  const known = idsIn(ruleset);
  const check = (path: Path, kind: keyof typeof UNKNOWN, id: string): void => {
    if (known[kind].has(id)) return;
    report(path, UNKNOWN[kind], `"${id}" is no ${kind} of ${ruleset.id}`, suggestion(id, known[kind]));
  };
  const checkPlace = (path: Path, place: CrosswalkPlace): void => {
    const { kind, id } = namedPlace(place);
    if (kind !== 'instrument') check([...path, kind], kind, id);
  };
  for (const [index, mapping] of file.mappings.entries()) {
    const path: Path = ['mappings', index, side];
    if (side === 'source') checkPlace(path, mapping.source);
    else for (const [position, place] of mapping.target.entries()) checkPlace([...path, position], place);
  }
  for (const [index, entry] of file.evidence.entries()) {
    for (const [position, id] of entry[side].provisions.entries())
      check(['evidence', index, side, 'provisions', position], 'provision', id);
  }
}

function checkFacts(file: CrosswalkFile, side: Side, ruleset: CompiledRuleset, report: Report): void {
  for (const [index, entry] of file.evidence.entries()) {
    for (const [position, id] of entry[side].facts.entries()) {
      if (ruleset.questionById.has(id)) continue;
      const hint = suggestion(id, ruleset.questionById.keys());
      report(['evidence', index, side, 'facts', position], 'unread-fact', `${ruleset.id} does not read "${id}"`, hint);
    }
  }
}

const UNKNOWN = { unit: 'unknown-unit', provision: 'unknown-provision', rule: 'unknown-rule' } as const;

function idsIn(ruleset: CompiledRuleset): Readonly<Record<keyof typeof UNKNOWN, ReadonlySet<string>>> {
  const ids = (entries: readonly { readonly id: string }[]): ReadonlySet<string> =>
    new Set(entries.map(({ id }) => id));
  return { unit: ids(ruleset.units), provision: ids(ruleset.provisions), rule: ids(ruleset.rules) };
}

function checkPairs({ mappings }: CrosswalkFile, report: Report): void {
  const seen = new Set<string>();
  for (const [index, mapping] of mappings.entries()) {
    const source = namedPlace(mapping.source);
    for (const [position, place] of mapping.target.entries()) {
      const target = namedPlace(place);
      const pair = [source.kind, source.id, target.kind, target.id].join(' ');
      const message = `${source.kind} ${source.id} is mapped to ${target.kind} ${target.id} already`;
      if (seen.has(pair)) report(['mappings', index, 'target', position], 'duplicate-mapping', message);
      seen.add(pair);
    }
  }
}

function checkEvidenceIds({ evidence }: CrosswalkFile, report: Report): void {
  const seen = new Set<string>();
  for (const [index, { id }] of evidence.entries()) {
    if (seen.has(id)) report(['evidence', index, 'id'], 'duplicate-id', `"${id}" exists already`);
    seen.add(id);
  }
}

function checkKeptApart({ kept_apart: pairs = [] }: CrosswalkFile, { byId }: Questionnaire, report: Report): void {
  for (const [index, pair] of pairs.entries()) {
    for (const [position, id] of pair.entries()) {
      if (byId.has(id)) continue;
      const path: Path = ['kept_apart', index, position];
      report(path, 'undeclared-fact', `"${id}" is not declared`, suggestion(id, byId.keys()));
    }
  }
}

function suggestion(id: string, known: Iterable<string>): string | null {
  const near = nearest(id, known);
  return near === undefined ? null : `Did you mean "${near}"?`;
}
