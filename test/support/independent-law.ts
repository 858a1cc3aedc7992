import { readFileSync } from 'node:fs';
import { celEnv, isCelError, parse, plan } from '@bufbuild/cel';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { parse as parseYaml } from 'yaml';
import { isGiven, type AnswerValue, type Answers } from '../../src/core/questionnaire/answers.ts';

// The drafts of the law, judged by an implementation of CEL that knows nothing of ours: variables without a value are errors, which
// `&&` and `||` absorb as the specification of CEL has it. An error that is left over is what we call unknown.

interface Draft {
  readonly ruleset: string;
  readonly definitions: readonly { readonly id: string; readonly expression: string }[];
  readonly requirements: readonly {
    readonly id: string;
    readonly applies: string;
    readonly met: string;
    readonly severity: string;
  }[];
}

interface DraftFact {
  readonly id: string;
  readonly type: string;
  readonly default?: AnswerValue;
}

type Truth = 'true' | 'false' | 'unknown';
type Bindings = Record<string, unknown>;
type Program = (bindings: Bindings) => Truth;

/** What a rule comes to, and which half of it is open. */
export interface IndependentOutcome {
  readonly status: 'met' | 'not_met' | 'needs_attestation' | 'undetermined' | 'not_applicable';
  readonly because: 'applicability' | 'requirement' | null;
  readonly applicability: Truth;
}

interface IndependentRule {
  readonly id: string;
  readonly blocker: boolean;
  readonly engine: boolean;
  readonly applies: Program;
  readonly met: Program;
}

/** Reads a draft beside the tests. */
export function readDraft(name: string): unknown {
  return parseYaml(readFileSync(new URL(`../fixtures/law/${name}.yaml`, import.meta.url), 'utf8'));
}

function programOf(source: string): Program {
  const run = plan(celEnv(), parse(source)) as (bindings: Bindings) => unknown;
  return (bindings) => {
    const value = withoutStacks(() => run(bindings));
    if (isCelError(value)) return 'unknown';
    if (typeof value !== 'boolean') throw new Error(`${source}: ${String(value)}`);
    return value ? 'true' : 'false';
  };
}

/** Errors stand for what is unknown here, thousands at a time; nobody reads where they were made. */
function withoutStacks<T>(action: () => T): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return action();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/** The draft of one ruleset, ready to be judged. */
export class IndependentRuleset {
  readonly id: string;
  readonly ruleIds: readonly string[];
  readonly #facts: readonly DraftFact[];
  readonly #definitions: readonly (readonly [id: string, program: Program])[];
  readonly #rules: readonly IndependentRule[];

  constructor(id: string) {
    const draft = readDraft(`${id}.requirements`) as Draft;
    this.id = draft.ruleset;
    this.#facts = (readDraft('vocabulary') as { readonly facts: readonly DraftFact[] }).facts;
    this.#definitions = draft.definitions.map(({ id: name, expression }) => [name, programOf(expression)]);
    this.#rules = draft.requirements.map(({ id: name, applies, met, severity }) => ({
      id: name,
      blocker: severity === 'blocker',
      engine: met.includes('engine.'),
      applies: programOf(applies),
      met: programOf(met),
    }));
    this.ruleIds = this.#rules.map((rule) => rule.id);
  }

  /** The outcome of every rule, in the order of the draft. */
  judge(answers: Answers, asOf: string): readonly IndependentOutcome[] {
    const given = this.#bind(answers, asOf, false);
    const assumed = this.#bind(answers, asOf, true);
    const judge = (rule: IndependentRule): IndependentOutcome =>
      outcomeOf(rule.applies(given), rule.met(given), rule.met(assumed));
    const first = this.#rules.map((rule) => (rule.engine ? undefined : judge(rule)));
    const blockers = first.flatMap((outcome, index) =>
      outcome !== undefined && this.#rules[index]?.blocker === true ? [outcome.status] : [],
    );
    const open = blockers.some((status) => status === 'not_met' || status === 'needs_attestation');
    if (open || !blockers.includes('undetermined'))
      for (const bindings of [given, assumed]) bindings['engine'] = { other_open_blockers: open };
    return this.#rules.map((rule, index) => first[index] ?? judge(rule));
  }

  /** Facts as CEL variables: one object per group, whole numbers as int, attestations as given or assumed. */
  #bind(answers: Answers, asOf: string, assumed: boolean): Bindings {
    const groups: Record<string, Record<string, unknown>> = {};
    for (const fact of this.#facts) {
      const [group = '', name = ''] = fact.id.split('.');
      const value = answers.get(fact.id) ?? fact.default;
      const bound = fact.type === 'attestation' ? assumed || isGiven(value) : value;
      if (bound !== undefined) (groups[group] ??= {})[name] = typeof bound === 'number' ? BigInt(bound) : bound;
    }
    const bindings: Bindings = { ...groups, as_of: timestampFromDate(new Date(`${asOf}T00:00:00Z`)) };
    for (const [id, program] of this.#definitions) {
      const truth = program(bindings);
      if (truth !== 'unknown') bindings[id] = truth === 'true';
    }
    return bindings;
  }
}

/** The order of `semantics.md` part 2, written down a second time so that a slip in ours shows. */
function outcomeOf(applies: Truth, met: Truth, metIfSigned: Truth): IndependentOutcome {
  if (applies === 'false') return { status: 'not_applicable', because: null, applicability: 'false' };
  if (met === 'true') return { status: 'met', because: null, applicability: applies };
  if (applies === 'unknown') return { status: 'undetermined', because: 'applicability', applicability: 'unknown' };
  if (metIfSigned === 'unknown') return { status: 'undetermined', because: 'requirement', applicability: 'true' };
  return { status: metIfSigned === 'true' ? 'needs_attestation' : 'not_met', because: null, applicability: 'true' };
}
