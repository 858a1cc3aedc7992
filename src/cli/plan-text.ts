import { PHASES, type Phase } from '../core/language/shapes/question-file.ts';
import { answerWords, askedIn } from '../core/report/answer-words.ts';
import { findingsOf, referTo, type ReportSource } from '../core/report/report-source.ts';
import type { PlanResponse } from '../service/plan-response.ts';
import type { PlanWords } from './words/plan-words.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

type Fix = PlanResponse['fixes'][number];
type SignOff = PlanResponse['attestations'][number];

const NUMBERED = '     ';
const DETAIL = '       ';

/** A plan for a terminal: what to do in the order of work, what stands in its way, what stands beside it, and the time it takes. */
export function planText(source: ReportSource, plan: PlanResponse, words: PlanWords, style: Style): string {
  const { evaluation } = source.input;
  const told = source.words.plan;
  const printer = new PlanPrinter(source, plan, words);
  const once = plan.gate === null ? told.nothingClaimed : told.gate[plan.gate];
  const sections = [
    [
      style.heading(words.target(plan.target)),
      ...printer.labelled(words.now, told.gate[evaluation.gate], ''),
      ...printer.labelled(told.onceDone, once, ''),
    ],
    ...printer.sections().map(([heading, ...lines]) => [style.heading(heading ?? ''), ...lines]),
    told.standing.slice(0, 1).flatMap((sentence) => wrap(sentence)),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Writes the sections of a plan; each begins with its heading. */
class PlanPrinter {
  readonly #source: ReportSource;
  readonly #plan: PlanResponse;
  readonly #words: PlanWords;
  readonly #told: ReportSource['words']['plan'];
  /** The number of each piece of work, by its fact. */
  readonly #numbers: ReadonlyMap<string, number>;

  constructor(source: ReportSource, plan: PlanResponse, words: PlanWords) {
    this.#source = source;
    this.#plan = plan;
    this.#words = words;
    this.#told = source.words.plan;
    this.#numbers = new Map([...plan.fixes, ...plan.attestations].map(({ fact }, index) => [fact, index + 1]));
  }

  sections(): readonly (readonly string[])[] {
    const sections = [
      this.#effort(),
      ...PHASES.map((phase) => this.#phase(phase)),
      this.#signOffs(),
      this.#answersNeeded(),
      this.#impossible(),
      this.#opened(),
      this.#routes(),
      this.#time(),
    ];
    return sections.filter((lines) => lines.length > 0);
  }

  #effort(): readonly string[] {
    const { fixes, attestations, effort_days: effort, needs_answers: needs, impossible } = this.#plan;
    if (fixes.length + attestations.length > 0) {
      const days = this.#source.words.plan.workingDays(...effort);
      return [this.#words.effort(days), ...wrap(this.#words.onTop)];
    }
    return needs.length + impossible.length === 0 ? [this.#words.nothingToDo] : [];
  }

  #phase(phase: Phase): readonly string[] {
    const fixes = this.#plan.fixes.filter((fix) => fix.phase === phase);
    if (fixes.length === 0) return [];
    const { heading } = this.#source.words.plan.phases[phase];
    return [heading, ...fixes.flatMap((fix) => this.#fix(fix))];
  }

  #fix(fix: Fix): readonly string[] {
    const { words } = this.#source;
    const question = this.#source.question(fix.fact);
    const now = fix.now === null ? this.#words.notAnswered : answerWords(this.#source, question, fix.now);
    const change = `${now} → ${answerWords(this.#source, question, fix.to)}`;
    const advice = words.plan.advice[fix.fix_kind];
    const wait = fix.wait_days;
    return [
      ...this.#headOf(fix.fact),
      ...wrap(`${change} · ${words.plan.workingDays(...fix.effort_days)}`, DETAIL),
      ...(advice === '' ? [] : wrap(advice, DETAIL)),
      ...this.#served(fix),
      ...(wait === null
        ? []
        : this.labelled(
            this.#words.waiting,
            `${words.plan.days(wait.low, wait.high)} — ${this.#joined(wait.who, wait.basis)}`,
          )),
    ];
  }

  #signOffs(): readonly string[] {
    const { attestations } = this.#plan;
    if (attestations.length === 0) return [];
    return [
      this.#words.signOffs,
      ...attestations.flatMap((signOff) => [
        ...this.#headOf(signOff.fact),
        ...wrap(this.#source.words.plan.workingDays(...signOff.effort_days), DETAIL),
        ...this.#served(signOff),
      ]),
    ];
  }

  #headOf(fact: string): readonly string[] {
    const number = String(this.#numbers.get(fact) ?? 0).padStart(3);
    return wrap(`${this.#asked(fact)} (${fact})`, `${number}. `, NUMBERED);
  }

  #served({ after, settles, with: together, evidence }: Fix | SignOff): readonly string[] {
    const before = after.flatMap((fact) => this.#numbers.get(fact) ?? []);
    const { words } = this.#source;
    return [
      ...this.labelled(this.#words.after, words.list(before.map(String))),
      ...this.labelled(this.#words.alone, words.semicolons(this.#named(settles))),
      ...this.labelled(this.#words.together, words.semicolons(this.#named(together))),
      ...this.labelled(this.#words.keep, words.semicolons(evidence)),
    ];
  }

  #answersNeeded(): readonly string[] {
    const { needs_answers: needs } = this.#plan;
    if (needs.length === 0) return [];
    return [
      this.#told.needsAnswers,
      ...wrap(this.#told.needsAnswersLead),
      ...needs.flatMap(({ fact, rules }) => [
        ...wrap(`${this.#asked(fact)} (${fact})`, '  - ', '    '),
        ...this.labelled(this.#source.words.labels.bears_on, this.#source.words.semicolons(this.#named(rules)), '    '),
      ]),
    ];
  }

  #impossible(): readonly string[] {
    const { impossible } = this.#plan;
    if (impossible.length === 0) return [];
    return [
      this.#told.impossible,
      ...wrap(this.#told.impossibleLead),
      ...impossible.flatMap((rules) => wrap(this.#source.words.semicolons(this.#named(rules)), '  - ', '    ')),
    ];
  }

  #opened(): readonly string[] {
    const { opens } = this.#plan;
    return opens.length === 0
      ? []
      : [this.#told.opens, ...this.#named(opens).flatMap((rule) => wrap(rule, '  - ', '    '))];
  }

  #routes(): readonly string[] {
    const { routes } = this.#plan;
    if (routes.length === 0) return [];
    const { words } = this.#source;
    return [
      this.#told.routes,
      ...wrap(this.#told.routesLead),
      ...routes.flatMap(({ title, costs, gate, no_longer_apply: gone, newly_apply: fresh, plan: left }) => {
        const work = left.fixes + left.attestations;
        const days = words.plan.workingDays(...left.effort_days);
        const parts = [
          this.#joined(this.#told.gateOnRoute, this.#told.gate[gate]),
          ...(gone.length === 0 ? [] : [this.#told.noLonger(gone.length)]),
          ...(fresh.length === 0 ? [] : [this.#told.newly(fresh.length)]),
          work === 0 ? this.#told.nothingLeft : this.#told.leftOnRoute(left.fixes, left.attestations, days),
        ];
        return [...wrap(title, '  - ', '    '), ...wrap(costs, '    '), ...wrap(words.semicolons(parts), '    ')];
      }),
    ];
  }

  #time(): readonly string[] {
    const { timeline } = this.#plan;
    if (timeline === null) return [];
    const { words } = this.#source;
    const { earliest_launch: earliest } = timeline;
    return [
      this.#told.time,
      ...wrap(words.sentences([this.#told.launch(words.date(timeline.target_launch)), this.#told.fits[timeline.fits]])),
      ...wrap(this.#told.earliest(words.date(earliest.at_low), words.date(earliest.at_high))),
      ...timeline.phases.flatMap(({ phase, begin_by: begin, finish_by: finish }) => {
        const days = this.#words.phase(words.date(begin.at_high), words.date(finish.at_high));
        return wrap(this.#joined(words.plan.phases[phase].heading, days), '  - ', '    ');
      }),
      ...wrap(this.#told.calendar),
    ];
  }

  /** A labelled text, or no line when there is none. */
  labelled(label: string, text: string, indent = DETAIL): readonly string[] {
    return text === '' ? [] : wrap(this.#joined(label, text), indent);
  }

  #joined(label: string, text: string): string {
    const { colon, gap } = this.#source.words.marks;
    return `${label}${colon}${gap}${text}`;
  }

  #asked(fact: string): string {
    const question = this.#source.question(fact);
    return question === undefined ? fact : askedIn(this.#source, question);
  }

  /** Rules as a reader knows them: their places and titles. */
  #named(rules: readonly string[]): readonly string[] {
    return findingsOf(this.#source, rules).map((assessed) => {
      const { citation, title } = referTo(this.#source, assessed);
      return `${citation} ${title}`;
    });
  }
}
