import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** Where the results of the releases are kept, a folder for each. */
export const GOLDEN_FOLDER = fileURLToPath(new URL('../fixtures/golden', import.meta.url));

const digest = z.templateLiteral(['sha256:', z.string()]);

/** One kept result, a line of `results.jsonl`: what was given, and everything that the result digest is taken of. */
const goldenResult = z.strictObject({
  name: z.string(),
  as_of: z.string(),
  answers: z.record(z.string(), z.unknown()),
  result: z.looseObject({ answers_digest: digest, rulesets: z.array(z.looseObject({ id: z.string(), digest })) }),
  result_digest: digest,
});

type GoldenResult = z.output<typeof goldenResult>;

/** What is kept of a release: its results, and each ruleset snapshot that one of them rests on once, by digest. */
export interface GoldenRelease {
  readonly version: string;
  readonly results: readonly GoldenResult[];
  readonly snapshots: ReadonlyMap<string, string>;
}

/** Every release that is kept, in the order of its name. */
export function goldenReleases(): readonly GoldenRelease[] {
  return readdirSync(GOLDEN_FOLDER)
    .toSorted()
    .map((version) => {
      const folder = `${GOLDEN_FOLDER}/${version}`;
      const lines = readFileSync(`${folder}/results.jsonl`, 'utf8').trimEnd().split('\n');
      const files = readdirSync(`${folder}/snapshots`);
      return {
        version,
        results: lines.map((line) => goldenResult.parse(JSON.parse(line))),
        snapshots: new Map(
          files.map((file) => [
            `sha256:${file.replace('.json.gz', '')}`,
            gunzipSync(readFileSync(`${folder}/snapshots/${file}`)).toString('utf8'),
          ]),
        ),
      };
    });
}
