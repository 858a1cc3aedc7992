import { fileURLToPath } from 'node:url';
import { formatProblem } from '../../src/core/base/problem.ts';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import { loadRules } from '../../src/load/load-rules.ts';

/** A rules folder in two languages: a binding instrument with every kind of citation, and voluntary commitments. */
export const BILINGUAL_FOLDER = fileURLToPath(new URL('../fixtures/bilingual-rules', import.meta.url));

/** Its rules; throws with every problem when they cannot be used. */
export async function bilingualRules(): Promise<CompiledRules> {
  const rules = await loadRules(BILINGUAL_FOLDER);
  if (rules.problems.length > 0) throw new Error(rules.problems.map(formatProblem).join('\n'));
  return rules;
}

const SIGNED = { attested: true, by: '李伟', role: '技术负责人', on: '2026-11-01', evidence: ['报告四'] };

/** Answers to its questions that come to every gate, and to every posture towards the commitments. */
export const BILINGUAL_ANSWERS = {
  nothing: {},
  out_of_scope: { 'app.online': false, 'app.claim': false },
  blocked: {
    'app.online': true,
    'app.stage': 'launched',
    'app.checks': ['text'],
    'app.filed': false,
    'app.testers': 1,
    'app.claim': true,
  },
  undetermined: { 'app.online': true, 'app.stage': 'planned', 'app.checks': [], 'app.testers': 3 },
  conditional: {
    'app.online': true,
    'app.stage': 'planned',
    'app.checks': [],
    'app.testers': 3,
    'attestation.tests': SIGNED,
    'app.claim': false,
  },
  clear: {
    'app.online': true,
    'app.stage': 'launched',
    'app.checks': ['text', 'image'],
    'app.filed': true,
    'app.testers': 12,
    'attestation.tests': SIGNED,
    'app.claim': false,
  },
} as const satisfies Record<string, Readonly<Record<string, unknown>>>;
