import { sortProblems, type Position, type Problem } from '../base/problem.ts';
import type { ProblemCode } from '../base/problem-codes.ts';
import { parseFile, type ParsedFile } from '../language/parse-file.ts';
import { versionLock, type ReleasedVersion, type VersionLock } from '../language/shapes/version-lock.ts';
import { checkChangelog } from './check-changelog.ts';
import { nextVersion, versionStep } from './version-step.ts';

/** A ruleset or crosswalk as its files have it now. */
export interface VersionInUse extends ReleasedVersion {
  readonly id: string;
  /** Where its version stands. */
  readonly place: Position;
}

/** The files that tell which versions there were; a text is `undefined` where the file is missing. */
export interface VersionFiles {
  readonly lock: { readonly file: string; readonly text: string | undefined };
  readonly changelog: { readonly file: string; readonly text: string | undefined };
}

/** What became of the check, with the versions released so far. */
export interface VersionCheck {
  readonly lock: VersionLock;
  /** Versions in use that are not among those released yet. */
  readonly unlisted: readonly VersionInUse[];
  /** Sorted by place. */
  readonly problems: readonly Problem[];
}

const NONE: VersionLock = { lock_format: 1, versions: {} };
const RELEASE = 'write its entry in CHANGELOG.md, then run: preclear rules changelog --write.';

/**
 * Checks that what is in use is what its version was released with, down to the last text, and that every version has its entry in
 * the changelog. Versions ascend; a change of the logic is at least a minor step, and a change of texts alone is no major one.
 */
export function checkVersions(inUse: readonly VersionInUse[], files: VersionFiles): VersionCheck {
  const problems: Problem[] = [];
  const { file, text } = files.lock;
  const parsed = text === undefined ? undefined : parseFile(versionLock, file, text, problems);
  if (problems.length > 0) return { lock: NONE, unlisted: [], problems: sortProblems(problems) };
  const lock = parsed?.value ?? NONE;
  const released = new Map(Object.entries(lock.versions));
  if (parsed !== undefined) checkSteps(parsed, problems);
  const unlisted: VersionInUse[] = [];
  for (const now of inUse) {
    const versions = released.get(now.id) ?? [];
    const same = versions.find(({ version }) => version === now.version);
    const last = versions.at(-1);
    if (same === undefined) unlisted.push(now);
    const found = same === undefined ? faultOfNew(now, last) : faultOfListed(now, same, last);
    if (found !== undefined) problems.push({ ...now.place, ...found });
  }
  const known = [
    ...[...released].flatMap(([id, versions]) => versions.map(({ version }) => ({ id, version }))),
    ...unlisted.map(({ id, version }) => ({ id, version })),
  ];
  problems.push(...checkChangelog(known, files.changelog));
  return { lock, unlisted, problems: sortProblems(problems) };
}

/** The versions released so far with those in use that were not among them; what was listed before stays as it is. */
export function releaseVersions({ lock, unlisted }: VersionCheck): VersionLock {
  const versions = { ...lock.versions };
  for (const { id, version, logic_digest: logic, digest } of unlisted) {
    const entry = logic === undefined ? { version, digest } : { version, logic_digest: logic, digest };
    versions[id] = [...(versions[id] ?? []), entry];
  }
  return { ...lock, versions };
}

type Fault = Pick<Problem, 'code' | 'message' | 'hint'>;

function faultOfNew(now: VersionInUse, last: ReleasedVersion | undefined): Fault | undefined {
  const step = last === undefined ? undefined : faultOfStep(now.id, last, now);
  return step ?? fault('version-unlisted', `${now.id} ${now.version} is not released`, `To release it, ${RELEASE}`);
}

function faultOfListed(now: VersionInUse, same: ReleasedVersion, last: ReleasedVersion | undefined): Fault | undefined {
  if (last !== undefined && last !== same)
    return fault('version-order', `${now.id} ${now.version} was followed by ${last.version}`, null);
  const kind = now.logic_digest !== same.logic_digest ? 'logic' : now.digest !== same.digest ? 'texts' : undefined;
  if (kind === undefined) return undefined;
  const differ = kind === 'logic' ? 'the logic differs' : 'texts differ';
  const least = nextVersion(now.version, kind === 'logic' ? 'minor' : 'patch');
  const hint = `Raise the version to ${least} or later, ${RELEASE}`;
  return fault('version-changed', `${differ} from what ${now.id} ${now.version} was released with`, hint);
}

/** Each version by the one before it. */
function checkSteps({ value, locator }: ParsedFile<VersionLock>, problems: Problem[]): void {
  for (const [id, versions] of Object.entries(value.versions)) {
    for (const [index, version] of versions.entries()) {
      const before = versions[index - 1];
      const found = before === undefined ? undefined : faultOfStep(id, before, version);
      if (found !== undefined) problems.push({ ...locator.at(['versions', id, index, 'version']), ...found });
    }
  }
}

function faultOfStep(id: string, before: ReleasedVersion, after: ReleasedVersion): Fault | undefined {
  const sameLogic = before.logic_digest === after.logic_digest;
  const code = 'version-order';
  switch (versionStep(before.version, after.version)) {
    case 'none':
    case 'back':
      return fault(code, `${id} ${after.version} does not come after ${before.version}`, null);
    case 'patch': {
      if (sameLogic) return undefined;
      const hint = `A change of the logic is at least a minor step: ${nextVersion(before.version, 'minor')}.`;
      return fault(code, `the logic of ${id} ${after.version} is not that of ${before.version}`, hint);
    }
    case 'minor':
      return undefined;
    case 'major': {
      if (!sameLogic || before.logic_digest === undefined) return undefined;
      const hint = `Texts alone are a patch or minor step: ${nextVersion(before.version, 'patch')}.`;
      return fault(code, `the logic of ${id} ${after.version} is that of ${before.version}`, hint);
    }
  }
}

function fault(code: ProblemCode, message: string, hint: string | null): Fault {
  return { code, message, hint };
}
