import type { Evaluation, NextQuestion } from '../core/evaluation/evaluation.ts';
import { isOpen } from '../core/evaluation/roll-up.ts';
import type { CompiledRuleset } from '../core/language/compiled-ruleset.ts';
import type { Question, Questionnaire } from '../core/language/questionnaire.ts';
import { textIn, type Locale } from '../core/language/shapes/text.ts';
import type { OpenCounts } from '../core/report/report-words.ts';
import type { InterviewStep } from '../core/reasoning/interview-step.ts';
import type { InterviewWords } from './interview-words.ts';
import type { Style } from './style.ts';
import { wrapColumns } from './wrap-columns.ts';

/** Rules named in the help of a question before the rest is left out. */
const MOST_RULES = 5;

/** What an interview shows: questions, help and results, in a locale. */
export class InterviewScreen {
  readonly #words: InterviewWords;
  readonly #locale: Locale;
  readonly #questionnaire: Questionnaire;
  readonly #rulesets: readonly CompiledRuleset[];
  readonly #style: Style;

  constructor(
    words: InterviewWords,
    locale: Locale,
    questionnaire: Questionnaire,
    rulesets: readonly CompiledRuleset[],
    style: Style,
  ) {
    this.#words = words;
    this.#locale = locale;
    this.#questionnaire = questionnaire;
    this.#rulesets = rulesets;
    this.#style = style;
  }

  /** What is said before the first question. */
  welcome(startsFrom: string | undefined): readonly string[] {
    const { welcome, reading, keys } = this.#words;
    const binding = this.#rulesets.some((ruleset) => ruleset.binding);
    const voluntary = this.#rulesets.some((ruleset) => !ruleset.binding);
    return [
      ...welcome.flatMap((line) => wrapColumns(line)),
      ...(binding ? wrapColumns(reading.binding) : []),
      ...(voluntary ? wrapColumns(reading.voluntary) : []),
      ...(startsFrom === undefined ? [] : wrapColumns(startsFrom)),
      '',
      ...keys.map((key) => this.#style.aside(`  ${key}`)),
    ];
  }

  /** A question as it is asked, with where the interview stands. */
  question(question: Question, { evaluation, remaining }: InterviewStep): readonly string[] {
    const group = this.#questionnaire.groups.find(({ id }) => id === question.group);
    const place = [
      ...(group === undefined ? [] : [textIn(this.#locale, group.title)]),
      this.#words.soFar(this.gate(evaluation)),
      this.#words.remaining(remaining),
    ];
    return [
      '',
      ...wrapColumns(place.join(' · ')).map((line) => this.#style.aside(line)),
      ...wrapColumns(textIn(this.#locale, question.text)).map((line) => this.#style.heading(line)),
      ...wrapColumns(textIn(this.#locale, question.why), this.#words.why, '  '),
      ...this.optionsOf(question).flatMap((label, index) =>
        wrapColumns(label, `${String(index + 1).padStart(4)}  `, '      '),
      ),
    ];
  }

  /** The help of a question, with the rules it bears on. */
  help(question: Question, next: NextQuestion): readonly string[] {
    const rules = this.#rulesets.flatMap((ruleset) => ruleset.rules).filter(({ id }) => next.rules.includes(id));
    const titles = rules.slice(0, MOST_RULES).map(({ entry }) => textIn(this.#locale, entry.title));
    const more = rules.length > MOST_RULES ? ` (+${rules.length - MOST_RULES})` : '';
    return [
      ...wrapColumns(textIn(this.#locale, question.help), this.#words.help, '  '),
      ...wrapColumns(`${titles.join(' · ')}${more}`, this.#words.bearsOn, '  '),
      ...this.#words.keys.map((key) => this.#style.aside(`  ${key}`)),
    ];
  }

  /** The gate in words. */
  gate(evaluation: Evaluation): string {
    if (evaluation.gate_basis.length === 0) return this.#words.noBinding;
    return this.#words.gate(evaluation.gate, countsOf(evaluation));
  }

  /** What the numbers of an answer stand for. */
  optionsOf({ type, options, labels }: Question): readonly string[] {
    const { yes, no, signed, refused } = this.#words;
    switch (type) {
      case 'boolean':
        return labels === undefined
          ? [yes, no]
          : [textIn(this.#locale, labels.true), textIn(this.#locale, labels.false)];
      case 'attestation':
        return [signed, refused];
      case 'choice':
      case 'choices':
        return Object.values(options ?? {}).map((label) => textIn(this.#locale, label));
      case 'integer':
      case 'date':
        return [];
    }
  }
}

/** What the words of a gate count, over the rulesets that decide it. */
function countsOf({ rulesets, open }: Evaluation): OpenCounts {
  const waiting = rulesets
    .filter(({ binding }) => binding)
    .flatMap(({ findings }) => findings.filter((finding) => !finding.echo && isOpen(finding)));
  return { missing: new Set(waiting.flatMap((finding) => finding.open)).size, others: open.others };
}
