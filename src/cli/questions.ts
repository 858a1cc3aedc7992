import { chooseLocale } from '../service/choose-locale.ts';
import { describeQuestionnaire } from '../service/describe-questionnaire.ts';
import { blankAnswers } from './blank-answers.ts';
import { chooseRulesets } from './evaluate-file.ts';
import { questionsText } from './questions-text.ts';
import { readLibrary } from './read-library.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';
import { cliWordsFor } from './words/cli-words-for.ts';

export interface QuestionsOptions {
  readonly rulesets?: string;
  readonly locale?: string;
  readonly format: 'text' | 'yaml' | 'json';
}

/** Prints the questionnaire, or a blank answers file. */
export async function questions(options: QuestionsOptions, terminal: Terminal): Promise<void> {
  const { rulesets: list, format } = options;
  const library = await readLibrary(terminal.rulesFolder());
  const rulesets = chooseRulesets(library, list);
  const locale = chooseLocale(options.locale, rulesets);
  const questionnaire = describeQuestionnaire(library, rulesets, locale);
  const { questions: words } = cliWordsFor(locale);
  switch (format) {
    case 'text': {
      const blankFile = `preclear questions --format yaml${locale === 'en' ? '' : ` --locale ${locale}`}`;
      terminal.stdout.write(questionsText(questionnaire.groups, words, blankFile, styleFor(terminal.stdout)));
      return;
    }
    case 'yaml': {
      const ids = list === undefined ? [] : rulesets.map(({ compiled }) => compiled.id);
      terminal.stdout.write(blankAnswers(questionnaire.groups, ids, words));
      return;
    }
    case 'json':
      terminal.stdout.write(`${JSON.stringify(questionnaire, undefined, 2)}\n`);
      return;
  }
}
