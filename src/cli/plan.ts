import { readSource } from '../core/report/report-source.ts';
import type { PlanTarget } from '../core/reasoning/plan-goals.ts';
import { reportInputOf } from '../service/report-subject.ts';
import { evaluateFile, type EvaluationOptions } from './evaluate-file.ts';
import { planText } from './plan-text.ts';
import { planWordsFor } from './words/plan-words-for.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';

export interface PlanOptions extends EvaluationOptions {
  readonly format: 'text' | 'json';
  readonly target: PlanTarget;
}

/** Prints the least work that brings an answers file to a target. */
export async function plan(path: string, options: PlanOptions, terminal: Terminal): Promise<void> {
  const { subject } = await evaluateFile(path, { ...options, plan: options.target }, terminal);
  const { plan: made, locale } = subject.evaluation;
  if (made === null) throw new Error('a plan was asked for and none was made');
  if (options.format === 'json') {
    terminal.stdout.write(`${JSON.stringify(made, undefined, 2)}\n`);
    return;
  }
  const source = readSource(reportInputOf(subject));
  terminal.stdout.write(planText(source, made, planWordsFor(locale), styleFor(terminal.stdout)));
}
