import { describeQuestionnaire } from '../service/describe-questionnaire.ts';
import { blankAnswers } from './blank-answers.ts';
import { chooseRulesets } from './evaluate-file.ts';
import { questionsText } from './questions-text.ts';
import { readLibrary } from './read-library.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';

export interface QuestionsOptions {
  readonly rulesets?: string;
  readonly format: 'text' | 'yaml' | 'json';
}

/** Prints the questionnaire, or a blank answers file. */
export async function questions({ rulesets: list, format }: QuestionsOptions, terminal: Terminal): Promise<void> {
  const library = await readLibrary(terminal.rulesFolder());
  const rulesets = chooseRulesets(library, list);
  const questionnaire = describeQuestionnaire(library, rulesets, 'en');
  switch (format) {
    case 'text':
      terminal.stdout.write(questionsText(questionnaire.groups, styleFor(terminal.stdout)));
      return;
    case 'yaml': {
      const ids = list === undefined ? [] : rulesets.map(({ compiled }) => compiled.id);
      terminal.stdout.write(blankAnswers(questionnaire.groups, ids));
      return;
    }
    case 'json':
      terminal.stdout.write(`${JSON.stringify(questionnaire, undefined, 2)}\n`);
      return;
  }
}
