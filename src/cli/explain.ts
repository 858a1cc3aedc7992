import { explainSubject, sayUnknown } from '../service/explain-finding.ts';
import { BadInput } from './bad-input.ts';
import { evaluateFile, type EvaluationOptions } from './evaluate-file.ts';
import { explainText } from './explain-text.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';

export interface ExplainOptions extends EvaluationOptions {
  readonly locale: string;
  readonly format: 'text' | 'json';
}

/** Prints why the finding of a rule is what it is, and the nearest change that would settle it. */
export async function explainFile(
  path: string,
  rule: string,
  { format, ...options }: ExplainOptions,
  terminal: Terminal,
): Promise<void> {
  const { subject } = await evaluateFile(path, options, terminal);
  const why = explainSubject(subject, rule);
  if (why === undefined) throw new BadInput(sayUnknown(rule, subject.rulesets));
  terminal.stdout.write(
    format === 'json' ? `${JSON.stringify(why, undefined, 2)}\n` : explainText(why, styleFor(terminal.stdout)),
  );
}
