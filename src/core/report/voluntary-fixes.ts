import { judgeRuleset } from '../evaluation/evaluate.ts';
import type { Question } from '../language/questionnaire.ts';
import type { LocalizedText } from '../language/shapes/text.ts';
import type { Answers, AnswerValue } from '../questionnaire/answers.ts';
import { nearestFix } from '../reasoning/nearest-fix.ts';
import { openFindings, type AssessedFinding, type AssessedRuleset, type ReportSource } from './report-source.ts';
import type { Served, Step } from './step.ts';

/** What voluntary rulesets ask for. */
interface VoluntaryFixes {
  readonly steps: readonly Pick<Step, 'question' | 'to' | 'evidence' | 'serves'>[];
  readonly beyondWork: readonly Pick<Served, 'ruleset' | 'assessed'>[];
  readonly waitForAnswers: number;
}

/** The facts to change for what voluntary rulesets ask for and some answers do not show yet, each finding by the change that lies nearest. */
export function voluntaryFixes(source: ReportSource, answers: Answers): VoluntaryFixes {
  const collector = new Collector(source, answers);
  for (const ruleset of source.rulesets) if (!ruleset.compiled.binding) collector.addOpen(ruleset);
  return { steps: [...collector.steps.values()], beyondWork: collector.beyondWork, waitForAnswers: collector.waiting };
}

class Collector {
  readonly steps = new Map<
    string,
    { question: Question; to: AnswerValue[]; evidence: readonly LocalizedText[]; serves: Served[] }
  >();
  readonly beyondWork: Pick<Served, 'ruleset' | 'assessed'>[] = [];
  waiting = 0;
  readonly #source: ReportSource;
  readonly #answers: Answers;

  constructor(source: ReportSource, answers: Answers) {
    this.#source = source;
    this.#answers = answers;
  }

  addOpen(ruleset: AssessedRuleset): void {
    const outcomes = judgeRuleset(ruleset.compiled, this.#answers, this.#source.input.asOf);
    const statuses = new Map(ruleset.compiled.rules.map(({ id }, index) => [id, outcomes[index]?.status]));
    for (const assessed of openFindings(ruleset)) {
      const status = statuses.get(assessed.rule.id);
      if (status !== 'met' && status !== 'not_applicable') this.#add(ruleset, assessed);
    }
  }

  #add(ruleset: AssessedRuleset, assessed: AssessedFinding): void {
    const { finding, rule } = assessed;
    if (finding.because === 'applicability') {
      this.waiting += 1;
      return;
    }
    const fix = nearestFix(ruleset.compiled, rule, this.#answers, this.#source.input.asOf);
    switch (fix.kind) {
      case 'none_needed':
      case 'follows_others':
        return;
      case 'needs_answers':
        this.waiting += 1;
        return;
      case 'impossible':
        if (finding.status === 'undetermined') this.waiting += 1;
        else this.beyondWork.push({ ruleset, assessed });
        return;
      case 'fix': {
        const changes = [...fix.changes, ...fix.sign_offs.map((fact) => ({ fact, to: SIGNED }))];
        const how = changes.length === 1 ? 'alone' : 'with_others';
        for (const { fact, to } of changes) this.#serve(fact, to, { ruleset, assessed, how });
      }
    }
  }

  #serve(fact: string, to: AnswerValue, served: Served): void {
    const question = this.#source.question(fact);
    if (question === undefined) return;
    const step = this.steps.get(fact) ?? { question, to: [], evidence: [], serves: [] };
    const evidence = new Map([...step.evidence, ...served.assessed.rule.entry.evidence].map((text) => [text.en, text]));
    this.steps.set(fact, {
      ...step,
      to: [...step.to, to],
      evidence: [...evidence.values()],
      serves: [...step.serves, served],
    });
  }
}

const SIGNED: AnswerValue = { attested: true };
