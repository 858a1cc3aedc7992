import { readSource } from '../core/report/report-source.ts';
import { compare } from '../core/reasoning/compare.ts';
import { describeChanges } from '../core/report/changes.ts';
import type { ComparisonResponse } from '../service/compare-evaluations.ts';
import { reportInputOf } from '../service/report-subject.ts';
import type { RuleLibrary } from '../service/rule-library.ts';
import { BadInput } from './bad-input.ts';
import { compareText } from './compare-text.ts';
import { evaluateFile, readAsOf, type EvaluatedFile } from './evaluate-file.ts';
import { sinceOf } from './since.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';

export interface CompareOptions {
  readonly asOfA?: string;
  readonly asOfB?: string;
  readonly rulesA?: string;
  readonly rulesB?: string;
  readonly rulesets?: string;
  readonly locale: string;
  readonly format: 'text' | 'json';
}

/** Prints what changed from one answers file to another, and why. */
export async function compareFiles(
  paths: { readonly a: string; readonly b: string },
  options: CompareOptions,
  terminal: Terminal,
): Promise<void> {
  if (paths.a === '-' && paths.b === '-')
    throw new BadInput('Standard input can be only one of the two answers files.');
  readAsOf(options.asOfA, terminal, '--as-of-a');
  readAsOf(options.asOfB, terminal, '--as-of-b');
  const before = await readSide(paths.a, options, { asOf: options.asOfA, folder: options.rulesA }, terminal);
  const known = options.rulesA === options.rulesB ? before.library : undefined;
  const after = await readSide(paths.b, options, { asOf: options.asOfB, folder: options.rulesB }, terminal, known);
  const since = sinceOf(before.subject);
  const comparison = compare(since, after.subject);
  if (options.format === 'json') {
    const response: ComparisonResponse = { evaluations: { from: null, to: null }, ...comparison };
    terminal.stdout.write(`${JSON.stringify(response, undefined, 2)}\n`);
    return;
  }
  const source = readSource(reportInputOf(after.subject));
  terminal.stdout.write(compareText(describeChanges(source, since, comparison), styleFor(terminal.stdout)));
}

function readSide(
  path: string,
  { rulesets, locale }: CompareOptions,
  { asOf, folder }: { readonly asOf: string | undefined; readonly folder: string | undefined },
  terminal: Terminal,
  known?: RuleLibrary,
): Promise<EvaluatedFile> {
  const options = { locale, ...(rulesets === undefined ? {} : { rulesets }), ...(asOf === undefined ? {} : { asOf }) };
  const place = folder === undefined ? terminal : { ...terminal, rulesFolder: () => folder };
  return evaluateFile(path, options, place, known);
}
