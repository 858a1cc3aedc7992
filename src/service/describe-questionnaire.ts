import type { Question } from '../core/language/questionnaire.ts';
import type { QuestionType } from '../core/language/shapes/question-file.ts';
import { textIn, type Locale } from '../core/language/shapes/text.ts';
import type { LibraryRuleset, RuleLibrary } from './rule-library.ts';

/** One question as it is shown; texts in one locale. */
export interface QuestionDescription {
  readonly id: string;
  readonly type: QuestionType;
  readonly text: string;
  readonly help: string;
  readonly why: string;
  /** How true and false are shown where yes and no would be misread. */
  readonly labels: { readonly true: string; readonly false: string } | null;
  /** The options of a choice or of choices. */
  readonly options: readonly { readonly value: string; readonly label: string }[] | null;
  readonly min: number | null;
  /** What holds while the question is not answered; only assessment options have it. */
  readonly default: boolean | string | null;
}

/** Questions a person answers together. */
export interface GroupDescription {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly questions: readonly QuestionDescription[];
}

/** The questions that some rulesets read, by group, in the order a person would answer, texts in one locale. */
export function describeQuestionnaire(
  library: RuleLibrary,
  rulesets: readonly LibraryRuleset[],
  locale: Locale,
): { readonly groups: readonly GroupDescription[] } {
  const all = rulesets.length === library.rulesets.length;
  const asked = new Set(rulesets.flatMap(({ compiled }) => compiled.questions.map((question) => question.id)));
  const groups = library.questionnaire.groups.map((group) => ({
    id: group.id,
    title: textIn(locale, group.title),
    about: textIn(locale, group.about),
    questions: library.questionnaire.questions
      .filter((question) => question.group === group.id && (all || asked.has(question.id)))
      .map((question) => describeQuestion(question, locale)),
  }));
  return { groups: groups.filter((group) => group.questions.length > 0) };
}

function describeQuestion(question: Question, locale: Locale): QuestionDescription {
  const { labels } = question;
  return {
    id: question.id,
    type: question.type,
    text: textIn(locale, question.text),
    help: textIn(locale, question.help),
    why: textIn(locale, question.why),
    labels: labels === undefined ? null : { true: textIn(locale, labels.true), false: textIn(locale, labels.false) },
    options:
      question.options === undefined
        ? null
        : Object.entries(question.options).map(([value, label]) => ({ value, label: textIn(locale, label) })),
    min: question.min ?? null,
    default: question.default ?? null,
  };
}
