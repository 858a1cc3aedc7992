import type { CompiledRules } from '../core/language/compile-rules.ts';
import { compileSnapshot } from '../core/language/compile-snapshot.ts';
import type { CompiledRuleset } from '../core/language/compiled-ruleset.ts';
import type { Crosswalk } from '../core/language/crosswalk.ts';
import type { Questionnaire } from '../core/language/questionnaire.ts';
import type { GlossaryFile } from '../core/language/shapes/glossary-file.ts';
import { canonicalJson, digestOf, digestOfText, type Digest } from './digest.ts';
import { logicOf } from './logic-of.ts';

/** A ruleset in use, with what identifies its content. */
export interface LibraryRuleset {
  readonly compiled: CompiledRuleset;
  /** Of everything: the parsed ruleset and every question it reads. */
  readonly digest: Digest;
  /** Of what decides results alone: texts are left out. */
  readonly logicDigest: Digest;
  /** The canonical JSON that the digest is taken of; what is stored of a ruleset that an evaluation used. */
  readonly snapshot: string;
}

/** A crosswalk in use. Its digest is its own: no ruleset, and so no result, depends on it. */
export interface LibraryCrosswalk {
  readonly compiled: Crosswalk;
  /** Of everything it says. */
  readonly digest: Digest;
}

/** The rules in use: the vocabulary, the rulesets and the crosswalks between them, in the order of their ids. */
export interface RuleLibrary {
  readonly questionnaire: Questionnaire;
  readonly rulesets: readonly LibraryRuleset[];
  readonly crosswalks: readonly LibraryCrosswalk[];
  /** The terms that must be exact; none where the folder has no glossary. */
  readonly glossary: GlossaryFile['terms'];
}

/** Takes the digests of compiled rules that have no problems. */
export function buildLibrary(rules: CompiledRules): RuleLibrary {
  return {
    questionnaire: rules.questionnaire,
    rulesets: rules.rulesets.map(inLibrary),
    crosswalks: rules.crosswalks.map((compiled) => ({ compiled, digest: digestOf(compiled.file) })),
    glossary: rules.glossary?.terms ?? [],
  };
}

/** A compiled ruleset with its digests. */
export function inLibrary(compiled: CompiledRuleset): LibraryRuleset {
  const snapshot = canonicalJson(compiled.snapshot);
  return { compiled, snapshot, digest: digestOfText(snapshot), logicDigest: digestOf(logicOf(compiled.snapshot)) };
}

/**
 * A ruleset from its stored snapshot. Its digest is that of the bytes at hand: what a later engine would write of the same ruleset
 * plays no part.
 *
 * @param content - canonical JSON
 * @throws Error when the content is no snapshot that this engine can compile
 */
export function fromSnapshot(content: string): LibraryRuleset {
  return { ...inLibrary(compileSnapshot(JSON.parse(content))), snapshot: content, digest: digestOfText(content) };
}
