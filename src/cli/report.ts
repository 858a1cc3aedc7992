import { findRenderer, renderReport } from '../service/render-report.ts';
import { chooseForm } from '../service/report-form.ts';
import type { EarlierAssessment } from '../service/report-subject.ts';
import type { RuleLibrary } from '../service/rule-library.ts';
import { BadInput } from './bad-input.ts';
import { evaluateFile, readAsOf, type EvaluationOptions } from './evaluate-file.ts';
import { sinceOf } from './since.ts';
import type { Terminal } from './terminal.ts';
import { writeOutput } from './write-output.ts';

export interface ReportOptions extends EvaluationOptions {
  readonly format: string;
  readonly layout?: string;
  readonly template?: string;
  readonly output?: string;
  readonly since?: string;
  readonly sinceAsOf?: string;
}

/** Writes the report of an answers file to standard output or a file. */
export async function report(path: string, options: ReportOptions, terminal: Terminal): Promise<void> {
  const { createRenderers } = await import('../main.ts');
  const { renderers, close } = await createRenderers();
  const renderer = findRenderer(renderers, options.format);
  const form = chooseForm(options);
  const { subject: assessed, library } = await evaluateFile(path, options, terminal);
  const subject = { ...assessed, since: await readSince(path, options, terminal, library) };
  const { content } = await renderReport(renderer, subject, form).finally(close);
  await writeOutput(content, options.output, terminal);
}

/** The earlier answers that changes are told against; its day is that of the report unless another one is named. */
async function readSince(
  path: string,
  { since, sinceAsOf, asOf, rulesets }: ReportOptions,
  terminal: Terminal,
  library: RuleLibrary,
): Promise<EarlierAssessment | undefined> {
  if (since === undefined) {
    if (sinceAsOf === undefined) return undefined;
    throw new BadInput('--since-as-of: it is the day of the answers file that --since names, and none is named.');
  }
  if (since === '-' && path === '-') throw new BadInput('Standard input can be only one of the two answers files.');
  readAsOf(sinceAsOf, terminal, '--since-as-of');
  const day = sinceAsOf ?? asOf;
  const options = { ...(rulesets === undefined ? {} : { rulesets }), ...(day === undefined ? {} : { asOf: day }) };
  const { subject } = await evaluateFile(since, options, terminal, library);
  return sinceOf(subject);
}
