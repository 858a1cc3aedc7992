import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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

/** Runs a tool as the scripts of package.json do, in a folder of bad samples or one that is given whole. */
function run(script: string, args: readonly string[], folder: string): Promise<Outcome> {
  return new Promise((settle) => {
    const command = [resolve(ROOT, 'node_modules', script), ...args];
    const child = execFile(process.execPath, command, { cwd: resolve(SAMPLES, folder) }, (_error, output) => {
      settle({ exitCode: child.exitCode ?? -1, output });
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

describe('licences', () => {
  const script = join(ROOT, '.ci/licences.mjs');

  test('names every package that is against the policy, with what would be right, and no other', async () => {
    const { exitCode, output } = await run(script, [], 'licences');
    const list = (name: string): string =>
      `is not on the list ${name} of .ci/licences.mjs; use a package with one that is`;
    const registry = 'is not the registry; take a release from the registry';
    const integrity = 'integrity: no SHA-512 in the lockfile; take a release from the registry and lock it anew';
    expect(output.trimEnd().split('\n')).toEqual([
      'from-a-fork: pin: asked for as "github:someone/from-a-fork"; pin what is locked, "1.0.0"',
      'from-a-folder: pin: asked for as "file:../from-a-folder"; pin what is locked, "1.0.0"',
      'not-locked: pin: not in the lockfile; lock it',
      'ranged: pin: asked for as "^1.0.0"; pin what is locked, "1.0.0"',
      'tool-ranged: pin: asked for as "~1.0.0"; pin what is locked, "1.0.0"',
      `node_modules/and-one-refused@1.0.0: licence: GPL-3.0-only ${list('SHIPPED')}`,
      `node_modules/with-exception@1.0.0: licence: Apache-2.0 WITH LLVM-exception ${list('SHIPPED')}`,
      'node_modules/builds@1.0.0: install script: not decided on; name builds in allowScripts of package.json, with true or false',
      `node_modules/copyleft@1.0.0: licence: AGPL-3.0-only ${list('SHIPPED')}`,
      `node_modules/fine/node_modules/below@1.0.0: licence: GPL-2.0-only ${list('SHIPPED')}`,
      `node_modules/from-a-fork@1.0.0: source: git+ssh://git@github.com/someone/from-a-fork.git#0123456789abcdef0123456789abcdef01234567 ${registry}`,
      `node_modules/from-a-folder@1.0.0: source: ../from-a-folder ${registry}`,
      `node_modules/from-a-folder@1.0.0: ${integrity}`,
      `node_modules/from-elsewhere@1.0.0: source: https://packages.example/from-elsewhere-1.0.0.tgz ${registry}`,
      `node_modules/other-platform@1.0.0: licence: LGPL-3.0-only ${list('SHIPPED')}`,
      'node_modules/prose@1.0.0: licence: "SEE LICENSE IN LICENSE.txt" is no SPDX expression; use another package',
      `node_modules/shipped-tool@1.0.0: licence: MPL-2.0 ${list('SHIPPED')}`,
      'node_modules/silent@1.0.0: licence: none is named as an SPDX expression; use another package',
      `node_modules/tool-refused@1.0.0: licence: GPL-3.0-or-later ${list('DEVELOPMENT')}`,
      `node_modules/weak-hash@1.0.0: ${integrity}`,
      'licences: 21 packages, 20 against the policy',
    ]);
    expect(exitCode).toBe(1);
  });

  test('believes what an installed package says of itself rather than the lockfile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'preclear-licences-'));
    try {
      cpSync(join(SAMPLES, 'licences'), folder, { recursive: true });
      mkdirSync(join(folder, 'node_modules/fine'), { recursive: true });
      const installed = {
        name: 'fine',
        version: '1.0.0',
        license: 'GPL-3.0-only',
        scripts: { postinstall: 'node x.js' },
      };
      writeFileSync(join(folder, 'node_modules/fine/package.json'), JSON.stringify(installed));
      const { output } = await run(script, [], folder);
      expect(output.split('\n').filter((line) => line.startsWith('node_modules/fine@'))).toEqual([
        'node_modules/fine@1.0.0: licence: GPL-3.0-only is not on the list SHIPPED of .ci/licences.mjs; use a package with one that is',
        'node_modules/fine@1.0.0: install script: not decided on; name fine in allowScripts of package.json, with true or false',
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('finds nothing against the policy in our own packages', async () => {
    const { exitCode, output } = await run(script, [], ROOT);
    expect(output).toMatch(/^licences: \d+ packages, 0 against the policy\n$/);
    expect(exitCode).toBe(0);
  });
});
