import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { PROBLEM_CODES } from '../src/core/base/problem-codes.ts';
import { preclear } from './cli/harness.ts';

const README = readFileSync(new URL('../rules/README.md', import.meta.url), 'utf8');

/** The text of a chapter, without its heading. */
function chapter(heading: string): string {
  const [, text] = README.split(`## ${heading}\n`);
  if (text === undefined) throw new Error(`rules/README.md has no chapter "${heading}"`);
  return text.split(/^## (?!.*\d+\.\d+\.\d+$)/m)[0] ?? '';
}

it('rules/README.md lists every problem code with its meaning, and none besides', () => {
  const listed = chapter('Problems').matchAll(/^\| `([a-z-]+)` +\| (.+?) +\|$/gm);
  expect(Object.fromEntries([...listed].map(([, code, meaning]) => [code, meaning]))).toEqual(PROBLEM_CODES);
});

/** A command of the chapter, with what the comment lines below it say that it prints. */
interface Example {
  readonly command: string;
  readonly printed: readonly string[];
}

function examplesIn(block: string): readonly Example[] {
  const examples: { command: string; printed: string[] }[] = [];
  for (const line of block.trimEnd().split('\n')) {
    if (line.startsWith('#')) examples.at(-1)?.printed.push(line.replace(/^# ?/, ''));
    else examples.push({ command: line, printed: [] });
  }
  return examples;
}

it('the commands of "A new instrument, step by step" do what the chapter says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'preclear-readme-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const inFolder = (path: string): string => join(folder, path);
  const blocks = [...chapter('A new instrument, step by step').matchAll(/```(sh|markdown)\n([\s\S]*?)```/g)];
  let ran = 0;
  for (const [, language, block = ''] of blocks) {
    if (language === 'markdown') {
      writeFileSync(inFolder('my-rules/CHANGELOG.md'), block);
      continue;
    }
    for (const { command, printed } of examplesIn(block)) {
      const [, rules, line = '', into] = /^(?:RULES_DIR=(\S+) )?npx preclear (.+?)(?: > (\S+))?$/.exec(command) ?? [];
      const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word = '']) => quoted ?? word);
      const placed = args.map((arg) => (/^(?:my-rules|toys\.(?:yaml|html))$/.test(arg) ? inFolder(arg) : arg));
      const outcome = await preclear(placed, { rules: rules === undefined ? '/nowhere' : inFolder(rules) });
      const ending = /^ends with (\d)$/.exec(printed[0] ?? '')?.[1];
      expect([command, outcome.exitCode]).toEqual([command, Number(ending ?? 0)]);
      const found = outcome.stdout.replaceAll(`${folder}/`, '').trimEnd().split('\n');
      if (ending === undefined && printed.length > 0) expect(found).toEqual(printed);
      if (into !== undefined) writeFileSync(inFolder(into), outcome.stdout);
      ran += 1;
    }
  }
  expect(ran).toBe(8);
  expect(readFileSync(inFolder('toys.html'), 'utf8')).toContain('第一项义务已落实');
});
