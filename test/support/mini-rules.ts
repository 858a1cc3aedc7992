import { compileRules, type CompiledRules, type RuleSource } from '../../src/core/language/compile-rules.ts';
import { formatProblem } from '../../src/core/base/problem.ts';

/** One rule of a small ruleset, as far as a test cares. */
export interface MiniRule {
  readonly id?: string;
  readonly applies?: string;
  readonly met: string;
  readonly severity?: string;
  readonly extra?: string;
}

/** What a small ruleset is made of, as far as a test cares. */
export interface MiniRuleset {
  readonly id?: string;
  readonly binding?: boolean;
  readonly score?: 'ruleset' | 'per_unit';
  readonly definitions?: Readonly<Record<string, string>>;
  readonly tail?: string;
  readonly rules: readonly MiniRule[];
  /** The file of its questions, where those of every type do not serve; it has a question `a.count` as well. */
  readonly questions?: string;
  /** Yes-or-no questions that work can bring to yes; none when left out. */
  readonly fixable?: readonly string[];
  /** The text of the case file; no case file when left out. */
  readonly cases?: string;
}

/** A vocabulary with one question of each type and some more, all in one group; those that no condition names are descriptive. */
function questionFile({ definitions = {}, rules, fixable = [] }: MiniRuleset): string {
  const conditions = [
    ...Object.values(definitions),
    ...rules.flatMap(({ applies = '', met }) => [applies, met]),
  ].join();
  const question = (id: string, type: string, options: readonly string[] = [], askedIn = ''): string => {
    const listed = options.map((option) => `      ${option}: { en: Option ${option} }\n`).join('');
    const byWork = '    fix_to: [true]\n    fix_kind: build\n    effort_days: [1, 2]\n    phase: build\n';
    return [
      `  - id: ${id}\n    type: ${type}\n    text: { en: "Is ${id} so?" }\n    help: { en: Help. }\n    why: { en: Why. }\n`,
      options.length === 0 ? '' : `    options:\n${listed}`,
      fixable.includes(id) ? `    fixable: true\n${byWork}` : '    fixable: false\n',
      askedIn,
      new RegExp(`${id}\\b`).test(conditions) ? '' : '    descriptive: true\n',
    ].join('');
  };
  const questions = [
    ...['p', 'q', 'r', 's'].map((name) => question(`a.${name}`, 'boolean')),
    question('a.kind', 'choice', ['none', 'some', 'all']),
    question('a.parts', 'choices', ['x', 'y', 'z']),
    question('a.count', 'integer'),
    question('attestation.sign', 'attestation', [], '    asked_in: a\n'),
    question('attestation.other', 'attestation', [], '    asked_in: a\n'),
  ];
  return `group: a\ntitle: { en: Group }\nabout: { en: About the group. }\nquestions:\n${questions.join('')}`;
}

/** The text of one question of a question file. */
export function miniQuestion(id: string, type: string, options: readonly string[] = [], tail = ''): string {
  const listed =
    options.length === 0
      ? ''
      : `    options:\n${options.map((option) => `      ${option}: { en: Option ${option} }\n`).join('')}`;
  return `  - id: ${id}\n    type: ${type}\n    text: { en: "Is ${id} so?" }\n    help: { en: Help. }\n    why: { en: Why. }\n${listed}    fixable: false\n${tail}`;
}

/** The files of a rules folder with one small ruleset. */
export function miniSources(ruleset: MiniRuleset): readonly RuleSource[] {
  const id = ruleset.id ?? 'mini';
  const definitions = Object.entries(ruleset.definitions ?? {});
  return [
    { path: 'questions/01-a.yaml', text: ruleset.questions ?? questionFile(ruleset) },
    {
      path: 'questions/constraints.yaml',
      text: `constraints: []\ncounted_days: { facts: [a.count], message: { en: "Counted on {answered_on}." } }\n`,
    },
    {
      path: `${id}/ruleset.yaml`,
      text: `id: ${id}
semantics: 1
version: "1.0.0"
locales: [en]
title: { en: Mini }
short_title: { en: Mini }
authority: { en: Nobody }
binding: ${String(ruleset.binding ?? true)}
nature: { en: An example. }
source: { url: "https://example.org/mini", published: 2020-01-01 }
in_force: { from: 2020-01-01 }
verified_through: 2026-01-01
score: ${ruleset.score ?? 'ruleset'}
unit_word: { en: Article }
units:
  - { id: "1", title: { en: One } }
definitions:${definitions.length === 0 ? ' []' : ''}
${definitions.map(([name, when]) => `  - { id: ${name}, when: '${when}', meaning: { en: Meaning. } }`).join('\n')}
provisions:
  - { id: p-1, unit: "1", citation: { article: "1" }, class: rule, title: { en: One }, gist: { en: One. } }
${ruleset.tail ?? ''}`,
    },
    {
      path: `${id}/art-1.yaml`,
      text: `unit: "1"\nrules:\n${ruleset.rules.map(ruleText).join('')}`,
    },
    ...(ruleset.cases === undefined ? [] : [{ path: `${id}/art-1.cases.yaml`, text: ruleset.cases }]),
  ];
}

function ruleText({ id, applies = 'true', met, severity = 'major', extra = '' }: MiniRule, index: number): string {
  return `  - id: ${id ?? `rule-${index + 1}`}
    title: { en: Rule }
    citation: { article: "1" }
    provisions: [p-1]
    basis: text
    kind: obligation
    severity: ${severity}
    judgement: facts
    applies: '${applies}'
    met: '${met}'
    requirement: { en: Do it. }
    evidence: []
    remedy: { en: Do it now. }
    consequences: []
    confidence: { level: verified }
${extra}`;
}

/** The compiled rules of a folder with one small ruleset; throws with every problem when it has any. */
export function miniRules(ruleset: MiniRuleset): CompiledRules {
  const rules = compileRules(miniSources(ruleset));
  if (rules.problems.length > 0) throw new Error(rules.problems.map(formatProblem).join('\n'));
  return rules;
}
