/** How one version follows another: by its first part that differs; `none` for the same version, `back` for an earlier one. */
export type VersionStep = 'none' | 'back' | 'patch' | 'minor' | 'major';

/** The step from one version to another, both written as `1.0.0`. */
export function versionStep(from: string, to: string): VersionStep {
  const [before, after] = [from, to].map((version) => version.split('.').map(Number));
  for (const [index, step] of (['major', 'minor', 'patch'] as const).entries()) {
    const difference = (after?.[index] ?? 0) - (before?.[index] ?? 0);
    if (difference !== 0) return difference > 0 ? step : 'back';
  }
  return 'none';
}

/** The least version that is a patch or minor step from another. */
export function nextVersion(from: string, step: 'patch' | 'minor'): string {
  const [major = 0, minor = 0, patch = 0] = from.split('.').map(Number);
  return step === 'minor' ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}
