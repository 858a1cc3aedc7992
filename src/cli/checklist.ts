import { renderChecklist } from '../service/render-checklist.ts';
import { evaluateFile } from './evaluate-file.ts';
import { readLibrary } from './read-library.ts';
import type { Terminal } from './terminal.ts';
import { writeOutput } from './write-output.ts';

export interface ChecklistOptions {
  readonly format: string;
  readonly layout?: string;
  readonly locale?: string;
  readonly rulesets?: string;
  readonly output?: string;
}

/** Writes the questionnaire as a checklist on paper; of an answers file, only what is still open. */
export async function checklist(
  path: string | undefined,
  options: ChecklistOptions,
  terminal: Terminal,
): Promise<void> {
  const { createRenderers } = await import('../main.ts');
  const { renderers, close } = await createRenderers();
  try {
    const evaluated = path === undefined ? undefined : await evaluateFile(path, options, terminal);
    const library = evaluated?.library ?? (await readLibrary(terminal.rulesFolder()));
    const open =
      evaluated === undefined
        ? null
        : {
            product: evaluated.file.product?.name ?? path ?? '',
            facts: evaluated.subject.evaluation.next_questions.map(({ fact }) => fact),
            rulesets: evaluated.subject.rulesets,
          };
    const rulesets = options.rulesets?.split(',').map((id) => id.trim());
    const { format, layout, locale } = options;
    const needs = { library, renderers, clock: terminal };
    const { content } = await renderChecklist(needs, { format, layout, locale, rulesets }, open);
    await writeOutput(content, options.output, terminal);
  } finally {
    await close();
  }
}
