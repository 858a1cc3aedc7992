import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROBLEM_CODES } from '../src/core/base/problem-codes.ts';

it('rules/README.md lists every problem code with its meaning, and none besides', () => {
  const readme = readFileSync(new URL('../rules/README.md', import.meta.url), 'utf8');
  const listed = readme.slice(readme.indexOf('## Problems')).matchAll(/^\| `([a-z-]+)` +\| (.+?) +\|$/gm);
  expect(Object.fromEntries([...listed].map(([, code, meaning]) => [code, meaning]))).toEqual(PROBLEM_CODES);
});
