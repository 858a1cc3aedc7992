import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { at } from '../../../src/core/base/at.ts';
import { formatProblem, sortProblems, type Problem } from '../../../src/core/base/problem.ts';
import { PROBLEM_CODES } from '../../../src/core/base/problem-codes.ts';
import { compileRules, type CompiledRules, type RuleSource } from '../../../src/core/language/compile-rules.ts';
import { checkInForce } from '../../../src/core/proof/check-in-force.ts';
import { lintLogic } from '../../../src/core/proof/lint-logic.ts';
import { mutateRules } from '../../../src/core/proof/mutate-rules.ts';
import { checkVersions } from '../../../src/core/proof/check-versions.ts';
import { runCases } from '../../../src/core/proof/run-cases.ts';
import { survivorProblem } from '../../../src/core/proof/survivor-problem.ts';
import { miniSources } from '../../support/mini-rules.ts';

// Each file of the folder shows one kind of problem: edits to a small sound ruleset, and the exact problems that they cause.
// UPDATE_EXPECTATIONS=1 rewrites the problems; read the difference like code.
const FOLDER = fileURLToPath(new URL('./bad/', import.meta.url));
const FILES = readdirSync(FOLDER).sort();

const CASES = `given: { a.q: true }
cases:
  - rule: rule-1
    name: met
    as_of: 2026-11-23
    answers: { a.p: true }
    expect: { status: met, decided_by: [a.p, a.q] }
  - rule: rule-1
    name: not met
    as_of: 2026-11-23
    answers: { a.p: false }
    expect: { status: not_met }
  - rule: rule-1
    name: not known
    as_of: 2026-11-23
    answers: {}
    expect: { status: undetermined, because: requirement, open: [a.p] }
  - rule: rule-1
    name: does not apply
    as_of: 2026-11-23
    answers: { a.q: false }
    expect: { status: not_applicable }
  - rule: rule-1
    name: met whether or not it applies
    as_of: 2026-11-23
    answers: { a.q: null, a.p: true }
    expect: { status: met, applicability: unknown, open: [a.q] }
  - rule: rule-1
    name: nothing known
    as_of: 2026-11-23
    answers: { a.q: null }
    expect: { status: undetermined, because: applicability, open: [a.p, a.q] }
`;

function soundSources(): readonly RuleSource[] {
  const sources = miniSources({ definitions: { D: 'a.q' }, rules: [{ applies: 'D', met: 'a.p' }], fixable: ['a.p'] });
  return [...sources, { path: 'mini/art-1.cases.yaml', text: CASES }];
}

interface Sample {
  readonly sources: readonly RuleSource[];
  readonly expected: string;
  readonly head: string;
}

function readSample(text: string): Sample {
  const [head = '', expected = ''] = text.split('-- problems\n');
  const files = new Map(soundSources().map(({ path, text: content }) => [path, content]));
  for (const section of head.split(/^-- /m).slice(1)) {
    const end = section.indexOf('\n');
    const [verb, path = ''] = section.slice(0, end).split(' ');
    const body = section.slice(end + 1);
    if (verb === 'delete') files.delete(path);
    else if (verb === 'add') files.set(path, body);
    else {
      const [old = '', fresh = ''] = body.split(/^=>$/m).map((part) => part.replace(/^\n/, '').replace(/\n$/, ''));
      const content = files.get(path);
      if (content?.split(old).length !== 2) throw new Error(`${path} does not hold exactly once: ${old}`);
      const line = fresh === '' ? `${old}\n` : old;
      files.set(
        path,
        content.replace(line, () => fresh),
      );
    }
  }
  return { sources: [...files].map(([path, content]) => ({ path, text: content })), expected, head };
}

function problemsIn(sources: readonly RuleSource[]): readonly Problem[] {
  const rules = compileRules(sources.filter(({ path }) => path.endsWith('.yaml')));
  if (rules.problems.length > 0) return rules.problems;
  const problems = sortProblems([
    ...checkInForce(rules),
    ...lintLogic(rules).problems,
    ...runCases(rules).problems,
    ...versionProblems(rules, sources),
  ]);
  if (problems.length > 0) return problems;
  const { survivors } = mutateRules(
    rules,
    rules.rulesets.map(({ id }) => id),
  );
  return sortProblems(survivors.map(survivorProblem));
}

/** The digests are made up: those of a sample say what was released, these what is in use. */
function versionProblems(rules: CompiledRules, sources: readonly RuleSource[]): readonly Problem[] {
  const textOf = (file: string): string | undefined => sources.find(({ path }) => path === file)?.text;
  if (textOf('versions.json') === undefined) return [];
  const inUse = rules.rulesets.map(({ id, version }) => ({
    id,
    version,
    logic_digest: `sha256:${'1'.repeat(64)}`,
    digest: `sha256:${'2'.repeat(64)}`,
    place: rules.places.version(id),
  }));
  const files = ['versions.json', 'CHANGELOG.md'].map((file) => ({ file, text: textOf(file) }));
  return checkVersions(inUse, { lock: at(files, 0), changelog: at(files, 1) }).problems;
}

describe('a rule file with a defect', () => {
  it('the sound files have no problem', () => {
    expect(problemsIn(soundSources())).toEqual([]);
  });

  it.each(FILES)('%s is refused with exactly these problems', (file) => {
    const sample = readSample(readFileSync(FOLDER + file, 'utf8'));
    const problems = problemsIn(sample.sources);
    const found = problems.map((problem) => `${formatProblem(problem)}\n`).join('');
    if (process.env['UPDATE_EXPECTATIONS'] === '1') writeFileSync(FOLDER + file, `${sample.head}-- problems\n${found}`);
    else expect(found).toBe(sample.expected);
    expect(problems.map((problem) => problem.code)).toContain(file.replace('.txt', ''));
  });

  it('every code has a file, and no file is left over', () => {
    expect(FILES).toEqual(
      Object.keys(PROBLEM_CODES)
        .map((code) => `${code}.txt`)
        .sort(),
    );
  });

  it('problems of several files come all at once, sorted', () => {
    const broken = soundSources().map(({ path, text }) => ({
      path,
      text: text
        .replace("when: 'a.q'", "when: 'a.qq'")
        .replace("met: 'a.p'", 'met: \'a.kind == "sone"\'')
        .replace('rule: rule-1\n    name: met\n', 'rule: rule-2\n    name: met\n'),
    }));
    expect(compileRules(broken).problems.map(formatProblem)).toEqual([
      'mini/art-1.cases.yaml:3:11: unknown-rule: "rule-2" is no rule of this unit. Did you mean "rule-1"?',
      'mini/art-1.yaml:12:11: unknown-option: "sone" is not an option of "a.kind". Did you mean "none"?',
      'mini/ruleset.yaml:18:21: undeclared-fact: "a.qq" is not declared. Did you mean "a.q"?',
    ]);
  });
});
