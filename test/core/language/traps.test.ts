import { readdirSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatProblem } from '../../../src/core/base/problem.ts';
import { compileRules } from '../../../src/core/language/compile-rules.ts';
import { FILE_KINDS, jsonSchemaOf } from '../../../src/core/language/json-schemas.ts';
import { miniSources } from '../../support/mini-rules.ts';
import { RULES_FOLDER } from '../../support/real-rules.ts';

/** The problems of a small ruleset with one edit. */
function problemsAfter(path: string, old: string, fresh: string): readonly string[] {
  const sources = miniSources({ definitions: { D: 'a.q' }, rules: [{ applies: 'D', met: 'a.p' }] });
  const edited = sources.map((source) =>
    source.path === path ? { ...source, text: source.text.replace(old, fresh) } : source,
  );
  expect(edited).not.toEqual(sources);
  return compileRules(edited).problems.map(formatProblem);
}

describe('YAML', () => {
  it('reads 1.10 as 1.1, so that numbers of parts and versions are refused without quotes', () => {
    expect(problemsAfter('mini/art-1.yaml', 'article: "1"', 'article: 1.10')).toEqual([
      'mini/art-1.yaml:5:26: wrong-value: "article": invalid input: expected string, received number.',
    ]);
    expect(problemsAfter('mini/ruleset.yaml', 'version: "1.0.0"', 'version: 1.10')).toEqual([
      'mini/ruleset.yaml:3:10: wrong-value: "version": invalid input: expected string, received number.',
    ]);
  });

  it('dates are parsed, not matched', () => {
    expect(problemsAfter('mini/ruleset.yaml', 'verified_through: 2026-01-01', 'verified_through: 2026-02-30')).toEqual([
      'mini/ruleset.yaml:12:19: wrong-value: "verified_through": expected a real date written YYYY-MM-DD.',
    ]);
  });

  it('no is a text and not false', () => {
    expect(problemsAfter('mini/ruleset.yaml', 'binding: true', 'binding: yes')).toEqual([
      'mini/ruleset.yaml:8:10: wrong-value: "binding": invalid input: expected boolean, received string.',
    ]);
  });
});

describe('what the type checker of the CEL library lets through', () => {
  it.each([
    ['as_of >= timestamp("nonsense")', 'condition-date'],
    ['as_of >= timestamp("2023-08-15T12:00:00Z")', 'condition-date'],
    ['a.count > 1.5', 'condition-subset'],
    ['a.kind == "nonsense"', 'unknown-option'],
    ['"nonsense" in a.parts', 'unknown-option'],
    ['a.parts.exists(m, m == a.kind)', 'condition-subset'],
    ['a.p == a.q', 'condition-subset'],
    ['a.count in [1, a.count]', 'condition-subset'],
    ['size(a.parts) > 0', 'condition-subset'],
    ['has(a.p)', 'condition-subset'],
    ['a.p ? a.q : a.r', 'condition-subset'],
    ['a.parts == ["x"]', 'condition-subset'],
  ])('%s is refused as %s', (condition, code) => {
    const problems = problemsAfter('mini/art-1.yaml', "met: 'a.p'", `met: '${condition}'`);
    expect(problems.map((problem) => problem.split(': ')[1])).toEqual([code]);
  });

  it('a dotted fact is found in every form of condition', () => {
    const met =
      'a.p && a.p == true && !(a.q != false) && 5 > a.count && a.count in [1, 2] && a.kind in ["some"] && ["x", "y"].all(m, m in a.parts) && a.parts.all(m, m != "z" || m == "x")';
    expect(problemsAfter('mini/art-1.yaml', "met: 'a.p'", `met: '${met}'`)).toEqual([]);
  });
});

describe('the JSON Schemas of the file kinds', () => {
  const kindOf = (path: string): keyof typeof FILE_KINDS => {
    if (path === 'glossary.yaml') return 'glossary';
    if (path === 'questions/constraints.yaml') return 'constraints';
    if (path.startsWith('questions/')) return 'questions';
    if (path.startsWith('crosswalks/')) return 'crosswalk';
    if (path.endsWith('/ruleset.yaml')) return 'ruleset';
    return path.endsWith('.cases.yaml') ? 'cases' : 'unit';
  };
  const files = readdirSync(RULES_FOLDER, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.yaml'));

  it('accept every shipped file', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validators = Object.keys(FILE_KINDS).map(
      (kind) => [kind, ajv.compile(jsonSchemaOf(kind as keyof typeof FILE_KINDS))] as const,
    );
    const refused = files.flatMap((path) => {
      const validate = new Map(validators).get(kindOf(path));
      return validate?.(parse(readFileSync(`${RULES_FOLDER}/${path}`, 'utf8'))) === true
        ? []
        : [[path, validate?.errors]];
    });
    expect(files.length).toBeGreaterThan(40);
    expect(refused).toEqual([]);
  });

  it('refuse an unknown key', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    const file = miniSources({ rules: [{ met: 'a.p', extra: '    confidense: 1\n' }] }).find(
      ({ path }) => path === 'mini/art-1.yaml',
    );
    expect(ajv.validate(jsonSchemaOf('unit'), parse(file?.text ?? ''))).toBe(false);
  });
});
