import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Comparator, Expression, Leaf } from '../language/expression.ts';
import { SEVERITIES } from '../language/shapes/ruleset-file.ts';
import type { AttestationMode } from '../evaluation/judge-leaf.ts';
import { dayNumber } from './answer-columns.ts';
import type { Column, ColumnLayout } from './column-layout.ts';

/**
 * Where the truth of an expression stands: the word of the lanes in which it is true, and that of those in which it is false. It is
 * unknown in the others.
 */
export interface TruthWords {
  readonly yes: number;
  readonly no: number;
}

/** The comparison of a number or date of each lane with one that is fixed. */
export interface NumberTest extends TruthWords {
  /** Where the numbers stand; -1 for the days on which the lanes are judged. */
  readonly numbers: number;
  /** The word of the lanes in which there is a number; -1 for a day, which there always is. */
  readonly known: number;
  readonly comparator: Comparator;
  readonly than: number;
}

/** The three truths that the outcome of a rule comes of. */
export interface RuleWords {
  readonly applies: TruthWords;
  readonly asGiven: TruthWords;
  readonly ifSigned: TruthWords;
}

/** Lowers the severity shown of a rule in the lanes in which a definition is false. */
interface CapWords {
  readonly rule: number;
  /** The word of those lanes. */
  readonly lowered: number;
  /** The place in `SEVERITIES` of the heaviest that is then shown. */
  readonly to: number;
}

/**
 * A ruleset as straight-line code over words, for columns of some layout. There are two instructions and no branch: a test of
 * an answer is the union of some words of its column, and both conjunction and disjunction meet one half of their operands and join
 * the other, so that a negation only swaps the halves and a definition is the expression it stands for. What no rule and no severity
 * turns on is left out.
 */
export interface LaneProgram {
  readonly ruleset: CompiledRuleset;
  /** How many words it needs. The first two never change: no lane, and every lane. */
  readonly size: number;
  /** Tests of answers: `yes`, `no`, the word of the known answers in the columns, how many words are joined, and these. */
  readonly answerTests: Int32Array;
  readonly numberTests: readonly NumberTest[];
  /** Junctions: the word of what all operands say, that of what one says, how many operands, and for each its two words. */
  readonly junctions: Int32Array;
  /** Those that read what the engine found of the other rules. */
  readonly lateJunctions: Int32Array;
  /** What the engine found of the other rules. */
  readonly otherOpenBlockers: TruthWords;
  /** One entry for each rule. */
  readonly rules: readonly RuleWords[];
  readonly caps: readonly CapWords[];
}

const NONE = 0;
const ALL = 1;
const TRUE: TruthWords = { yes: ALL, no: NONE };
const FALSE: TruthWords = { yes: NONE, no: ALL };

/** Compiles a ruleset for a layout that was made for it, alone or with others. */
export function compileLanes(ruleset: CompiledRuleset, layout: ColumnLayout): LaneProgram {
  return new LaneCompiler(ruleset, layout).compile();
}

class LaneCompiler {
  readonly #ruleset: CompiledRuleset;
  readonly #layout: ColumnLayout;
  readonly #given = new Map<number, TruthWords>();
  readonly #assumed = new Map<number, TruthWords>();
  readonly #answerTests: number[] = [];
  readonly #numberTests: NumberTest[] = [];
  readonly #junctions: number[] = [];
  readonly #lateJunctions: number[] = [];
  #size = 2;
  readonly #otherOpenBlockers: TruthWords;

  constructor(ruleset: CompiledRuleset, layout: ColumnLayout) {
    this.#ruleset = ruleset;
    this.#layout = layout;
    this.#otherOpenBlockers = this.#fresh();
  }

  compile(): LaneProgram {
    const rules = this.#ruleset.rules.map(({ applies, met }) => ({
      applies: this.#truthOf(applies, 'given'),
      asGiven: this.#truthOf(met, 'given'),
      ifSigned: this.#truthOf(met, 'assumed'),
    }));
    const caps = this.#findCaps();
    return {
      ruleset: this.#ruleset,
      size: this.#size,
      answerTests: Int32Array.from(this.#answerTests),
      numberTests: this.#numberTests,
      junctions: Int32Array.from(this.#junctions),
      lateJunctions: Int32Array.from(this.#lateJunctions),
      otherOpenBlockers: this.#otherOpenBlockers,
      rules,
      caps,
    };
  }

  #findCaps(): readonly CapWords[] {
    return this.#ruleset.rules.flatMap((rule, index) =>
      (this.#ruleset.unitRules.get(rule.unit)?.caps ?? []).map(({ whileFalse, to }) => ({
        rule: index,
        lowered: this.#truthOf(whileFalse, 'given').no,
        to: SEVERITIES.indexOf(to),
      })),
    );
  }

  /** Each expression is lowered once; one that reads no attestation has the same truth in both modes. */
  #truthOf(expression: Expression, mode: AttestationMode): TruthWords {
    const lowered = mode === 'given' || !expression.readsAttestation ? this.#given : this.#assumed;
    const known = lowered.get(expression.index);
    if (known !== undefined) return known;
    const made = this.#lower(expression, mode);
    lowered.set(expression.index, made);
    return made;
  }

  #lower(expression: Expression, mode: AttestationMode): TruthWords {
    switch (expression.op) {
      case 'constant':
        return expression.value === 'true' ? TRUE : FALSE;
      case 'leaf':
        return this.#lowerLeaf(expression.leaf, mode);
      case 'not': {
        const { yes, no } = this.#truthOf(expression.operand, mode);
        return { yes: no, no: yes };
      }
      case 'definition':
        return this.#truthOf(expression.body, mode);
      case 'and':
      case 'or': {
        const operands = expression.operands.map((operand) => this.#truthOf(operand, mode));
        const words = this.#fresh();
        const code = expression.readsEngine ? this.#lateJunctions : this.#junctions;
        // A conjunction is true where all are and false where one is; a disjunction the other way round.
        if (expression.op === 'and')
          code.push(words.yes, words.no, operands.length, ...operands.flatMap(({ yes, no }) => [yes, no]));
        else code.push(words.no, words.yes, operands.length, ...operands.flatMap(({ yes, no }) => [no, yes]));
        return words;
      }
    }
  }

  #lowerLeaf(leaf: Leaf, mode: AttestationMode): TruthWords {
    switch (leaf.kind) {
      case 'other_open_blockers':
        return this.#otherOpenBlockers;
      case 'as_of':
        return this.#compare({ numbers: -1, known: -1 }, leaf.comparator, dayNumber(leaf.than));
      case 'integer':
        return this.#compare(this.#columnOf(leaf.fact), leaf.comparator, leaf.than);
      case 'date':
        return this.#compare(this.#columnOf(leaf.fact), leaf.comparator, dayNumber(leaf.than));
      case 'is_answered': {
        const { known } = this.#columnOf(leaf.fact);
        return this.#test(known, [known]);
      }
      case 'is_true': {
        const { known, first } = this.#columnOf(leaf.fact);
        return this.#test(known, [first]);
      }
      case 'is_given':
        // One that is not known is not given, so its negation is not taken among the known ones alone.
        return mode === 'assumed' ? TRUE : this.#test(-1, [this.#columnOf(leaf.fact).first]);
      case 'is_one_of':
      case 'has_one_of': {
        const { known, options } = this.#columnOf(leaf.fact);
        return this.#test(
          known,
          leaf.options.flatMap((option) => options.get(option) ?? []),
        );
      }
    }
  }

  #test(known: number, words: readonly number[]): TruthWords {
    const truth = this.#fresh();
    this.#answerTests.push(truth.yes, truth.no, known, words.length, ...words);
    return truth;
  }

  #compare(of: Pick<Column, 'numbers' | 'known'>, comparator: Comparator, than: number): TruthWords {
    const truth = this.#fresh();
    this.#numberTests.push({ ...truth, numbers: of.numbers, known: of.known, comparator, than });
    return truth;
  }

  #columnOf(fact: string): Column {
    const question = this.#ruleset.questionById.get(fact);
    if (question === undefined) throw new RangeError(`${this.#ruleset.id} reads "${fact}" and has no question for it`);
    return this.#layout.columnOf(question);
  }

  #fresh(): TruthWords {
    const yes = this.#size;
    this.#size += 2;
    return { yes, no: yes + 1 };
  }
}
