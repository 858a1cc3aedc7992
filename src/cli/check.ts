import { buildReport } from '../core/report/build-report.ts';
import { reportInputOf } from '../service/report-subject.ts';
import { checkText } from './check-text.ts';
import { evaluateFile, type EvaluationOptions } from './evaluate-file.ts';
import { exitCodeOf, type FailOn } from './exit-codes.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';

export interface CheckOptions extends EvaluationOptions {
  readonly format: 'text' | 'json';
  readonly failOn: FailOn;
}

/** Prints what an answers file comes to. @returns the exit code of its gate */
export async function check(path: string, options: CheckOptions, terminal: Terminal): Promise<number> {
  const plan = options.format === 'json' ? 'unblocked' : 'none';
  const evaluated = await evaluateFile(path, { ...options, plan }, terminal);
  const { evaluation } = evaluated.subject;
  if (options.format === 'json') {
    terminal.stdout.write(`${JSON.stringify(evaluation, undefined, 2)}\n`);
  } else {
    const style = styleFor(terminal.stdout);
    const model = buildReport(reportInputOf(evaluated.subject));
    terminal.stdout.write(checkText(model, evaluated, { path, asOfIsToday: options.asOf === undefined }, style));
  }
  return exitCodeOf(evaluation.gate, options.failOn);
}
