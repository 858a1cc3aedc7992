import type { CompiledRules } from '../core/language/compile-rules.ts';
import type { VersionInUse } from '../core/proof/check-versions.ts';
import { buildLibrary } from './rule-library.ts';

/** Every ruleset and crosswalk of rules without problems, with what identifies its content. */
export function versionsInUse(rules: CompiledRules): readonly VersionInUse[] {
  const { rulesets, crosswalks } = buildLibrary(rules);
  return [
    ...rulesets.map(({ compiled: { id, version }, digest, logicDigest }) => ({
      id,
      version,
      logic_digest: logicDigest,
      digest,
      place: rules.places.version(id),
    })),
    ...crosswalks.map(({ compiled: { id, version }, digest }) => ({
      id,
      version,
      digest,
      place: rules.places.version(id),
    })),
  ];
}
