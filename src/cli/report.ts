import { writeFile } from 'node:fs/promises';
import { findRenderer, renderReport } from '../service/render-report.ts';
import { BadInput } from './bad-input.ts';
import { evaluateFile, type EvaluationOptions } from './evaluate-file.ts';
import type { Terminal } from './terminal.ts';

export interface ReportOptions extends EvaluationOptions {
  readonly format: string;
  readonly output?: string;
}

/** Writes the report of an answers file to standard output or a file. */
export async function report(path: string, options: ReportOptions, terminal: Terminal): Promise<void> {
  const { createRenderers } = await import('../main.ts');
  const renderer = findRenderer(await createRenderers(), options.format);
  const { subject } = await evaluateFile(path, options, terminal);
  const { content } = renderReport(renderer, subject);
  if (options.output === undefined) {
    terminal.stdout.write(content);
    return;
  }
  try {
    await writeFile(options.output, content);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new BadInput(`${options.output} cannot be written: ${error.message}`, { cause: error });
  }
  terminal.stderr.write(`Written: ${options.output}\n`);
}
