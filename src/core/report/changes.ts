import { cite } from '../evaluation/citation.ts';
import type { Score, Verdict } from '../evaluation/evaluation.ts';
import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { Question } from '../language/questionnaire.ts';
import { compare } from '../reasoning/compare.ts';
import type { CauseKind, CauseSet, ChangedFinding, Comparison, FindingState } from '../reasoning/comparison.ts';
import { answerWords, askedIn } from './answer-words.ts';
import type { ChangedFindingLine, ChangedLine, ChangesSection } from './changes-model.ts';
import { changesWordsFor } from './changes-words-for.ts';
import type { ChangesWords } from './changes-words.ts';
import { beginPart } from './part-heading.ts';
import type { ChangesPart } from './report-model.ts';
import type { ReportSource } from './report-source.ts';
import type { Since } from './since.ts';

/** What changed since an earlier assessment; the part says so when none is known. */
export function buildChangesPart(source: ReportSource): ChangesPart {
  const { since } = source.input;
  return {
    ...beginPart(source.words, 'changes', since === undefined ? 'nothing' : 'something'),
    sections: since === undefined ? [] : [describeChanges(source, since, compare(since, source.input))],
  };
}

/** A comparison in words. */
export function describeChanges(source: ReportSource, since: Since, comparison: Comparison): ChangesSection {
  const words = changesWordsFor(source.locale);
  const writer = new ChangesWriter(source, since, words);
  const results = writer.results(comparison);
  const findings = writer.findings(comparison);
  const answers = writer.answers(comparison);
  const { from, to } = comparison.as_of;
  const counts = { findings: findings.length, answers: answers.length };
  const isCounted = counts.findings + counts.answers > 0;
  return {
    heading: words.heading,
    lead: [
      words.days(source.words.date(from), source.words.date(to)),
      ...(since.evaluationId === null ? [] : [words.earlier(since.evaluationId)]),
      ...(isCounted ? [words.counts(counts)] : results.length === 0 ? [words.nothing] : []),
    ],
    labels: words.labels,
    results,
    findings,
    answers,
    rules: writer.rules(comparison),
    stale: writer.stale(comparison),
  };
}

class ChangesWriter {
  readonly #source: ReportSource;
  readonly #words: ChangesWords;
  readonly #rulesets: readonly CompiledRuleset[];

  constructor(source: ReportSource, since: Since, words: ChangesWords) {
    this.#source = source;
    this.#words = words;
    // What is looked up is found as it is now, and as it was where it is gone.
    this.#rulesets = [
      ...source.rulesets.map(({ compiled }) => compiled),
      ...since.rulesets.map(({ compiled }) => compiled),
    ];
  }

  results({ gate, rulesets }: Comparison): readonly ChangedLine[] {
    const line = (
      text: string,
      before: string,
      after: string,
      causes: readonly (readonly CauseKind[])[],
    ): ChangedLine => {
      return { text, before, after, why: this.#kinds(causes) };
    };
    return [
      ...(gate.causes.length === 0
        ? []
        : [line(this.#words.gate, this.#words.results[gate.from], this.#words.results[gate.to], gate.causes)]),
      ...rulesets.flatMap(({ id, verdict, score }) => {
        const name = this.#instrument(id);
        const [before, after] = [this.#score(score.from), this.#score(score.to)];
        const [then, now] = [this.#verdict(id, verdict.from), this.#verdict(id, verdict.to)];
        return [
          ...(verdict.causes.length === 0 ? [] : [line(this.#words.verdictOf(name), then, now, verdict.causes)]),
          ...(before === after ? [] : [line(this.#words.scoreOf(name), before, after, [])]),
        ];
      }),
    ];
  }

  findings(comparison: Comparison): readonly ChangedFindingLine[] {
    const { notAssessed, kinds } = this.#words;
    return [
      ...comparison.findings.map((finding) => this.#finding(finding)),
      ...comparison.rules_added.map(({ rule, state }): ChangedFindingLine => {
        const text = this.#state(state);
        return { ...this.#referTo(rule), before: notAssessed, after: text, why: [kinds.rules_changed] };
      }),
      ...comparison.rules_removed.map(({ rule, state }): ChangedFindingLine => {
        const text = this.#state(state);
        return { ...this.#referTo(rule), before: text, after: notAssessed, why: [kinds.rules_changed] };
      }),
    ];
  }

  answers({ answers }: Comparison): ChangesSection['answers'] {
    const { words } = this.#source;
    return answers.map(({ fact, from, to }) => {
      const question = this.#question(fact);
      const [before, after] = [from, to].map((value) =>
        value === null ? words.notAnswered : answerWords(this.#source, question, value),
      );
      return { text: this.#asked(fact), before: before ?? '', after: after ?? '' };
    });
  }

  rules({ rulesets }: Comparison): readonly string[] {
    return rulesets
      .filter(({ change }) => change !== 'same')
      .flatMap(({ id, change, version, parts }) => {
        const known = { from: version.from ?? '', to: version.to ?? '' };
        const deciding = parts.filter(({ field }) => field !== 'texts');
        return [
          this.#words.ruleset(this.#instrument(id), change, known),
          ...deciding.map((part) => this.#words.part(part)),
        ];
      });
  }

  stale({ stale_counts: counts }: Comparison): readonly string[] {
    const { words } = this.#source;
    return counts.map(({ fact, value, counted_on: day, as_of: asOf }) => {
      const { from, to } = day.from === day.to ? asOf : day;
      const answer = answerWords(this.#source, this.#question(fact), value);
      return this.#words.stale(this.#asked(fact), answer, words.date(from), words.date(to));
    });
  }

  #finding({ rule, from, to, causes }: ChangedFinding): ChangedFindingLine {
    const severity = from.severity !== to.severity;
    const [before, after] = [from, to].map((state) => this.#state(state, severity));
    const each = causes.map((cause) => this.#cause(cause));
    const why = each.length === 1 ? each : each.map((cause) => this.#words.alone(cause));
    return { ...this.#referTo(rule), before: before ?? '', after: after ?? '', why };
  }

  #state(state: FindingState, withSeverity = false): string {
    const { words } = this.#source;
    const { because, applicabilityOpen } = this.#words;
    const notes = [
      ...(state.because === null ? [] : [because[state.because]]),
      ...(state.status === 'met' && state.applicability === 'unknown' ? [applicabilityOpen] : []),
      ...(withSeverity ? [words.severity[state.severity].toLowerCase()] : []),
    ];
    const { status, upcoming } = state;
    const text = upcoming === null ? words.status[status] : this.#words.notYet(words.date(upcoming.from));
    return notes.reduce((noted, note) => this.#words.withNote(noted, note), text);
  }

  #cause({ facts_changed: facts, rules_changed: rules, date_passed: date }: CauseSet): string {
    const words = this.#words;
    const because = (kind: CauseKind, what: string): string => words.cause(words.kinds[kind], what);
    const each = [
      ...(facts === null ? [] : [because('facts_changed', this.#facts(facts))]),
      ...(rules === null ? [] : [because('rules_changed', words.parts(rules.map((part) => words.part(part))))]),
      ...(date === null ? [] : [because('date_passed', words.turnsOn(this.#source.words.date(date.turns_on)))]),
    ];
    return each.length === 1 ? each.join('') : words.together(each);
  }

  #facts(sets: readonly (readonly string[])[]): string {
    return this.#words.facts(sets.map((set) => set.map((fact) => this.#asked(fact))));
  }

  #kinds(causes: readonly (readonly CauseKind[])[]): readonly string[] {
    const each = causes.map((set) => {
      const names = set.map((kind) => this.#words.kinds[kind]);
      return names.length === 1 ? names.join('') : this.#words.kindsTogether(names);
    });
    return each.length === 1 ? each : each.map((cause) => this.#words.alone(cause));
  }

  #verdict(id: string, verdict: Verdict | null): string {
    const { notAssessed, openPoints, results } = this.#words;
    if (verdict === null) return notAssessed;
    if (this.#ruleset(id)?.binding === false) {
      if (verdict === 'pass') return this.#source.words.voluntary.pass;
      if (verdict === 'pass_with_gaps' || verdict === 'fail') return openPoints;
    }
    return results[verdict];
  }

  #score(score: Score | null): string {
    const { words } = this.#source;
    return score === null ? words.score.none : words.score.range(score);
  }

  #referTo(id: string): Pick<ChangedFindingLine, 'rule' | 'text' | 'citation'> {
    for (const ruleset of this.#rulesets) {
      const rule = ruleset.rules.find((candidate) => candidate.id === id);
      if (rule === undefined) continue;
      return {
        rule: id,
        text: this.#source.text(rule.entry.title),
        citation: cite(ruleset, rule.entry.citation, this.#source.locale).text,
      };
    }
    throw new RangeError(`no rule ${id}`);
  }

  #asked(fact: string): string {
    const question = this.#question(fact);
    return question === undefined ? fact : askedIn(this.#source, question);
  }

  #question(fact: string): Question | undefined {
    return this.#rulesets.map(({ questionById }) => questionById.get(fact)).find((found) => found !== undefined);
  }

  #instrument(id: string): string {
    const ruleset = this.#ruleset(id);
    return ruleset === undefined ? id : this.#source.text(ruleset.file.short_title);
  }

  #ruleset(id: string): CompiledRuleset | undefined {
    return this.#rulesets.find((candidate) => candidate.id === id);
  }
}
