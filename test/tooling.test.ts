import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SAMPLES = join(ROOT, '.ci/bad-samples');
const TIMEOUT_MS = 60_000;

/** What a tool refused, or ought to: `file:line: rule`, or `file: rule` from a tool that tells no lines. */
type Refusals = string[];

interface Outcome {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs a tool as the scripts of package.json do, in a folder of bad samples. */
function run(script: string, args: readonly string[], folder: string): Promise<Outcome> {
  return new Promise((resolve) => {
    const command = [join(ROOT, 'node_modules', script), ...args];
    const child = execFile(process.execPath, command, { cwd: join(SAMPLES, folder) }, (_error, output) => {
      resolve({ exitCode: child.exitCode ?? -1, output });
    });
  });
}

function filesIn(folder: string): string[] {
  return readdirSync(join(SAMPLES, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
}

/** Reads the marks `refused: <rule>, <rule>` at the ends of lines. */
function marksIn(folder: string, withLines: 'with lines' | 'without lines' = 'with lines'): Refusals {
  return filesIn(folder).flatMap((file) =>
    readFileSync(join(SAMPLES, folder, file), 'utf8')
      .split('\n')
      .flatMap((text, index) => {
        const rules = /refused: (\S+(?:, \S+)*)$/.exec(text)?.[1]?.split(', ') ?? [];
        return rules.map((rule) => (withLines === 'with lines' ? `${file}:${index + 1}: ${rule}` : `${file}: ${rule}`));
      }),
  );
}

function sorted(refusals: Refusals): Refusals {
  return refusals.toSorted((a, b) => a.localeCompare(b, 'en'));
}

function rulesOf(refusals: Refusals): Set<string> {
  return new Set(refusals.map((refusal) => refusal.slice(refusal.indexOf(': ') + 2)));
}

describe('every bad sample is refused, by the rule it names and by no other', () => {
  test(
    'tsc',
    async () => {
      const { exitCode, output } = await run('typescript/bin/tsc', ['-p', '.', '--pretty', 'false'], 'tsc');
      const reported = [...output.matchAll(/^(\S+)\((\d+),\d+\): error (TS\d+):/gm)].map(
        ([, file, line, code]) => `${file ?? ''}:${line ?? ''}: ${code ?? ''}`,
      );
      expect(sorted(reported)).toEqual(sorted(marksIn('tsc')));
      expect(exitCode).toBe(2);
    },
    TIMEOUT_MS,
  );

  test(
    'prettier',
    async () => {
      const args = ['--check', '--config', '../../../.prettierrc.json', '--ignore-path', '/dev/null', '.'];
      const { exitCode } = await run('prettier/bin/prettier.cjs', args, 'prettier');
      expect(exitCode).toBe(1);
    },
    TIMEOUT_MS,
  );

  test(
    'knip',
    async () => {
      const args = ['--config', '../../../knip.json', '--reporter', 'json'];
      const { exitCode, output } = await run('knip/bin/knip.js', args, 'knip');
      const named = z.array(z.object({ name: z.string(), line: z.int().optional() }));
      const report = z
        .object({
          issues: z.array(
            z.object({ file: z.string(), files: named, dependencies: named, exports: named, types: named }),
          ),
        })
        .parse(JSON.parse(output));
      const reported = report.issues.flatMap(({ file, files, dependencies, exports, types }) => [
        ...files.map(() => `${file}: files`),
        ...dependencies.map(({ name }) => `${file}: dependencies ${name}`),
        ...exports.map(({ line }) => `${file}:${line ?? 0}: exports`),
        ...types.map(({ line }) => `${file}:${line ?? 0}: types`),
      ]);
      const expected = [...marksIn('knip'), 'src/island.ts: files', 'package.json: dependencies yaml'];
      expect(sorted(reported)).toEqual(sorted(expected));
      expect(exitCode).toBe(1);
    },
    TIMEOUT_MS,
  );
});

describe('dependency-cruiser', () => {
  let exitCode: number;
  let reported: Refusals;

  beforeAll(async () => {
    const script = 'dependency-cruiser/bin/dependency-cruise.mjs';
    const args = ['--config', '../../dependency-cruiser.cjs', 'src'];
    const [asScripted, asJson] = await Promise.all([
      run(script, args, 'depcruise'),
      run(script, [...args, '--output-type', 'json'], 'depcruise'),
    ]);
    const violation = z.object({ from: z.string(), rule: z.object({ name: z.string() }) });
    const report = z.object({ summary: z.object({ violations: z.array(violation) }) }).parse(JSON.parse(asJson.output));
    reported = report.summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
    exitCode = asScripted.exitCode;
  }, TIMEOUT_MS);

  test('refuses every bad sample, by the rules it names and by no other', () => {
    expect(sorted(reported)).toEqual(sorted(marksIn('depcruise', 'without lines')));
    expect(exitCode).toBe(reported.length);
  });

  test('has a bad sample for each of its rules', async () => {
    const config = z
      .object({ default: z.object({ forbidden: z.array(z.object({ name: z.string() })) }) })
      .parse(await import(pathToFileURL(join(ROOT, '.ci/dependency-cruiser.cjs')).href));
    expect(config.default.forbidden.map(({ name }) => name).filter((name) => !rulesOf(reported).has(name))).toEqual([]);
  });
});

describe('eslint', () => {
  let exitCode: number;
  let reported: Refusals;

  beforeAll(async () => {
    const args = ['--config', '../../eslint.config.js', '--max-warnings', '0', '--format', 'json', '.'];
    const outcome = await run('eslint/bin/eslint.js', args, 'eslint');
    const message = z.object({ ruleId: z.string().nullable(), line: z.int(), message: z.string() });
    const report = z
      .array(z.object({ filePath: z.string(), messages: z.array(message) }))
      .parse(JSON.parse(outcome.output));
    reported = report.flatMap(({ filePath, messages }) =>
      messages.map(({ ruleId, line, message: text }) => {
        const unusedDirective = text.startsWith('Unused eslint-disable directive') ? 'unused-disable-directive' : text;
        return `${filePath.slice(join(SAMPLES, 'eslint').length + 1)}:${line}: ${ruleId ?? unusedDirective}`;
      }),
    );
    exitCode = outcome.exitCode;
  }, TIMEOUT_MS);

  test('refuses every bad sample, by the rules it names and by no other', () => {
    expect(sorted(reported)).toEqual(sorted(marksIn('eslint')));
    expect(exitCode).toBe(1);
  });

  test('has a bad sample for each rule that the project sets itself', async () => {
    const block = z.object({ name: z.string().optional(), rules: z.record(z.string(), z.unknown()).optional() });
    const config = z
      .object({ default: z.array(block) })
      .parse(await import(pathToFileURL(join(ROOT, '.ci/eslint.config.js')).href));
    const own = config.default
      .filter(({ name }) => name?.startsWith('preclear/') === true)
      .flatMap(({ rules }) => Object.keys(rules ?? {}));
    expect(own.length).toBeGreaterThan(20);
    expect(own.filter((rule) => !rulesOf(reported).has(rule))).toEqual([]);
  });
});
