import { cite } from '../evaluation/citation.ts';
import type { Question } from '../language/questionnaire.ts';
import type { Asked, ProofNode } from '../reasoning/explanation.ts';
import { answerWords, askedIn } from './answer-words.ts';
import type { AssessedRuleset, ReportSource } from './report-source.ts';
import { whyWordsFor } from './why-words-for.ts';
import type { WhyWords } from './why-words.ts';

/** Says nodes of proofs in words; one for each ruleset of a report. */
export class ProofWords {
  readonly words: WhyWords;
  readonly #source: ReportSource;
  readonly #ruleset: AssessedRuleset;

  constructor(source: ReportSource, ruleset: AssessedRuleset) {
    this.words = whyWordsFor(source.locale);
    this.#source = source;
    this.#ruleset = ruleset;
  }

  /** A node as a sentence; of one with parts what is said before them. */
  say(node: ProofNode): string {
    switch (node.kind) {
      case 'all_of':
        return this.words.begin(this.words.allOf[node.truth]);
      case 'any_of':
        return this.words.begin(this.words.anyOf[node.truth]);
      case 'not':
        return this.words.not;
      case 'definition': {
        const text = this.words.definition(this.#meaning(node.definition), node.truth);
        const citation = this.citationOf(node.definition);
        return citation === null ? text : this.words.cited(text, citation);
      }
      case 'test':
        return this.words.test(this.questionOf(node.fact), this.#asked(node.fact, node.asked), this.#answered(node));
      case 'date':
        return this.words.date(this.words.day(node.comparator, this.#day(node.than)), this.#day(node.as_of));
      case 'sign_off':
        return this.words.signOff(this.questionOf(node.fact), this.answerTo(node.fact, node.value));
      case 'engine':
        return this.#engine(node);
      case 'constant':
        return node.truth === 'true' ? this.words.always : this.words.never;
    }
  }

  /** What goes on after the claim that a condition holds or does not: its root, or that what follows is so. */
  reasonBefore(root: ProofNode): string {
    if (root.kind === 'all_of') return this.words.allOf[root.truth];
    return root.kind === 'any_of' ? this.words.anyOf[root.truth] : this.words.one[root.truth];
  }

  /** The place a definition rests on, where it names one. */
  citationOf(definition: string): string | null {
    const { compiled } = this.#ruleset;
    const citation = compiled.definitions.find(({ entry }) => entry.id === definition)?.entry.citation;
    return citation === undefined ? null : cite(compiled, citation, this.#source.locale).text;
  }

  questionOf(fact: string): string {
    const question = this.#question(fact);
    return question === undefined ? fact : askedIn(this.#source, question);
  }

  /** An answer as the question offers it; that there is none where there is none. */
  answerTo(fact: string, value: Parameters<typeof answerWords>[2] | null): string {
    const question = this.#question(fact);
    if (value !== null) return answerWords(this.#source, question, value);
    return question?.type === 'attestation' ? this.#source.words.notSigned : this.#source.words.notAnswered;
  }

  #answered({ fact, value, source }: Extract<ProofNode, { readonly kind: 'test' }>): string {
    if (value === null) return this.words.notAnswered;
    const answer = this.answerTo(fact, value);
    return source === 'default' ? this.words.assumed(answer) : this.words.answered(answer);
  }

  #asked(fact: string, asked: Asked): string {
    const question = this.#question(fact);
    switch (asked.is) {
      case 'true':
      case 'false':
        return this.answerTo(fact, asked.is === 'true');
      case 'answered':
        return this.words.anyAnswer;
      case 'unanswered':
        return this.words.noAnswer;
      case 'one_of':
      case 'none_of': {
        const options = asked.options.map((option) => this.#option(question, option));
        if (question?.type === 'choices') {
          return asked.is === 'one_of' ? this.words.includes(options) : this.words.includesNone(options);
        }
        return asked.is === 'one_of' ? this.words.oneOf(options) : this.words.noneOf(options);
      }
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return typeof asked.than === 'number'
          ? this.words.number(asked.is, asked.than)
          : this.words.day(asked.is, this.#day(asked.than));
    }
  }

  #engine({ asked, truth, rules }: Extract<ProofNode, { readonly kind: 'engine' }>): string {
    if (truth === 'unknown') return this.words.othersUnknown;
    if ((asked === 'open') !== (truth === 'true')) return this.words.noneOpen;
    const open = rules.filter(({ status }) => status !== 'met' && status !== 'not_applicable');
    return this.words.othersOpen(open.map(({ rule }) => this.#title(rule)));
  }

  #meaning(id: string): string {
    const found = this.#ruleset.compiled.definitions.find(({ entry }) => entry.id === id);
    return found === undefined ? id : this.#source.text(found.entry.meaning);
  }

  #title(id: string): string {
    const rule = this.#ruleset.compiled.rules.find((candidate) => candidate.id === id);
    return rule === undefined ? id : this.#source.text(rule.entry.title);
  }

  #option(question: Question | undefined, option: string): string {
    const label = question?.options?.[option];
    return label === undefined ? option : this.#source.text(label);
  }

  #question(fact: string): Question | undefined {
    return this.#ruleset.compiled.questionById.get(fact);
  }

  #day(day: string): string {
    return this.#source.words.date(day);
  }
}
