import { isRecord } from '../core/base/is-record.ts';
import { readYaml } from '../core/language/read-yaml.ts';
import type { Questionnaire } from '../core/language/questionnaire.ts';
import { formatPlacedIssue, forFiles } from '../core/questionnaire/parse-answers-file.ts';
import { parseVariants, type NamedVariant } from '../core/questionnaire/parse-variants.ts';
import { parseVariantsFile } from '../core/questionnaire/parse-variants-file.ts';
import { respondToVariants } from '../service/what-if.ts';
import { BadInput } from './bad-input.ts';
import { readText } from './read-input.ts';
import { evaluateFile, sentence, type EvaluationOptions } from './evaluate-file.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';
import { whatIfText } from './what-if-text.ts';

export interface WhatIfOptions extends EvaluationOptions {
  readonly variants?: string;
  readonly set?: readonly string[];
  readonly format: 'text' | 'json';
}

/** Prints what an answers file would come to under variants of its answers. */
export async function whatIf(path: string, options: WhatIfOptions, terminal: Terminal): Promise<void> {
  if (options.variants === undefined && options.set === undefined)
    throw new BadInput('Nothing to try: name a variants file with --variants, or answers with --set fact=value.');
  const evaluated = await evaluateFile(path, options, terminal);
  const { questionnaire } = evaluated.library;
  const { answers, rulesets, asOf } = evaluated.subject;
  const variants = [
    ...(options.set === undefined ? [] : setVariant(questionnaire, options.set)),
    ...(options.variants === undefined ? [] : await variantsIn(questionnaire, options.variants)),
  ];
  const response = respondToVariants({ answers, rulesets, asOf, locale: 'en', variants });
  terminal.stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(response, undefined, 2)}\n`
      : whatIfText(response, evaluated, options.asOf === undefined, styleFor(terminal.stdout)),
  );
}

async function variantsIn(questionnaire: Questionnaire, path: string): Promise<readonly NamedVariant[]> {
  const parsed = parseVariantsFile(questionnaire, path, await readText(path));
  if (parsed.ok) return parsed.variants;
  throw new BadInput(parsed.issues.map(formatPlacedIssue).join('\n'));
}

/** The variant of the command line. Its values are YAML, as they would stand in an answers file. */
function setVariant(questionnaire: Questionnaire, settings: readonly string[]): readonly NamedVariant[] {
  const answers = new Map<string, unknown>();
  const faults: string[] = [];
  for (const setting of settings) {
    const [, fact, text = ''] = /^([^=]+)=(.*)$/s.exec(setting) ?? [];
    const yaml = readYaml('--set', `value: ${text}`);
    if (fact === undefined || text.trim() === '' || !isRecord(yaml.value))
      faults.push(`--set: ${JSON.stringify(setting)} sets nothing. Expected fact=value, such as users.guidance=true.`);
    else if (answers.has(fact)) faults.push(`--set: "${fact}" stands twice. Expected each fact once.`);
    else answers.set(fact, yaml.value['value']);
  }
  const { variants, issues } = parseVariants(questionnaire, [
    { id: settings.join(' '), answers: Object.fromEntries(answers) },
  ]);
  faults.push(...issues.map((issue) => `--set: ${sentence(forFiles(issue))}`));
  if (faults.length > 0) throw new BadInput(faults.join('\n'));
  return variants;
}
