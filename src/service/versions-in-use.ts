import type { CompiledRules } from '../core/language/compile-rules.ts';
import type { VersionInUse } from '../core/proof/check-versions.ts';
import { buildLibrary } from './rule-library.ts';

/** Every ruleset of rules without problems, with what identifies its content. */
export function versionsInUse(rules: CompiledRules): readonly VersionInUse[] {
  return buildLibrary(rules).rulesets.map(({ compiled: { id, version }, digest, logicDigest }) => {
    return { id, version, logic_digest: logicDigest, digest, place: rules.places.version(id) };
  });
}
