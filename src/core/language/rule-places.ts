import type { Position } from '../base/problem.ts';
import type { ParsedFile } from './parse-file.ts';
import type { Locator, Path } from './read-yaml.ts';
import type { CrosswalkFile } from './shapes/crosswalk-file.ts';
import type { QuestionFile } from './shapes/question-file.ts';
import type { RulesetFile } from './shapes/ruleset-file.ts';
import type { UnitFile } from './shapes/unit-file.ts';

/** A condition of a ruleset: one of a rule, or that of a definition. */
export type ConditionId =
  | { readonly ruleset: string; readonly rule: string; readonly part: 'applies' | 'met' }
  | { readonly ruleset: string; readonly definition: string };

interface Place {
  readonly locator: Locator;
  readonly path: Path;
}

/** Where questions, rules, definitions and the characters of their conditions stand in the rules folder. */
export class RulePlaces {
  readonly #places = new Map<string, Place>();

  constructor(
    questionFiles: readonly ParsedFile<QuestionFile>[],
    rulesetFiles: readonly ParsedFile<RulesetFile>[],
    unitFiles: ReadonlyMap<string, readonly ParsedFile<UnitFile>[]>,
    crosswalkFiles: readonly ParsedFile<CrosswalkFile>[],
  ) {
    for (const { value, locator } of questionFiles) this.#add('question', locator, 'questions', value.questions);
    for (const { value, locator } of rulesetFiles) {
      this.#add(`definition ${value.id}`, locator, 'definitions', value.definitions);
      this.#places.set(`version ${value.id}`, { locator, path: ['version'] });
    }
    for (const { value, locator } of crosswalkFiles)
      this.#places.set(`version ${value.source}--${value.target}`, { locator, path: ['version'] });
    for (const [ruleset, files] of unitFiles) {
      for (const { value, locator } of files) this.#add(`rule ${ruleset}`, locator, 'rules', value.rules);
    }
  }

  /** Where a question begins. */
  question(id: string): Position {
    return this.#at('question', id);
  }

  /** Where the version of a ruleset or crosswalk stands. */
  version(id: string): Position {
    return this.#at('version', id);
  }

  /** Where a rule begins. */
  rule(ruleset: string, id: string): Position {
    return this.#at(`rule ${ruleset}`, id);
  }

  /** Where a definition begins. */
  definition(ruleset: string, id: string): Position {
    return this.#at(`definition ${ruleset}`, id);
  }

  /** Where a character of a condition stands, counted from 0 in its text. */
  condition(id: ConditionId, offset: number): Position {
    const isOfRule = 'rule' in id;
    const place = this.#place(isOfRule ? `rule ${id.ruleset}` : `definition ${id.ruleset}`, ownerOf(id));
    return place.locator.within([...place.path, isOfRule ? id.part : 'when'], offset);
  }

  #add(kind: string, locator: Locator, key: string, entries: readonly { readonly id: string }[]): void {
    for (const [index, { id }] of entries.entries()) this.#places.set(`${kind} ${id}`, { locator, path: [key, index] });
  }

  #at(kind: string, id: string): Position {
    const { locator, path } = this.#place(kind, id);
    return locator.at(path);
  }

  #place(kind: string, id: string): Place {
    const place = this.#places.get(`${kind} ${id}`);
    if (place === undefined) throw new RangeError(`no ${kind} ${id}`);
    return place;
  }
}

/** The rule or definition that a condition belongs to. */
function ownerOf(id: ConditionId): string {
  return 'rule' in id ? id.rule : id.definition;
}
