import { z } from 'zod';
import { versionText } from './text.ts';

const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'expected "sha256:" and 64 hexadecimal digits');

/**
 * The file `versions.json`: what each version of a ruleset or crosswalk was released with, oldest first. It is added to by
 * `preclear rules changelog --write` and by nobody else.
 */
export const versionLock = z.strictObject({
  lock_format: z.literal(1),
  versions: z.record(
    z.string(),
    z
      .array(
        z.strictObject({
          version: versionText,
          /** A crosswalk has none: it decides no result. */
          logic_digest: digest.optional(),
          digest,
        }),
      )
      .min(1),
  ),
});

/** A parsed `versions.json`. */
export type VersionLock = z.infer<typeof versionLock>;
/** What one version was released with. */
export type ReleasedVersion = VersionLock['versions'][string][number];
