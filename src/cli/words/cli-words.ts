import type { ProvisionEntry } from '../../core/language/shapes/ruleset-file.ts';
import type { QuestionType } from '../../core/language/shapes/question-file.ts';

/** Every word the commands print beside the texts of rules and reports, in one locale. Help and error messages are English. */
export interface CliWords {
  readonly check: {
    title(version: string, subject: string): string;
    asOf(day: string, isToday: boolean): string;
    answeredOn(day: string): string;
    /** @param away - days from the day assessed; negative when it has passed */
    targetLaunch(day: string, away: number): string;
    readonly headings: {
      readonly instruments: string;
      readonly blocking: string;
      readonly signOffs: string;
      readonly questions: string;
      readonly others: string;
      readonly voluntary: string;
      soon(days: number): string;
      readonly warnings: string;
      readonly cautions: string;
    };
    /** A provision and what it asks for. */
    point(citation: string, title: string): string;
    /** Something with a remark behind it. */
    remark(text: string, remark: string): string;
    /** A name and what stands under it. */
    figure(label: string, value: string): string;
    from(day: string, text: string): string;
    moreQuestions(count: number): string;
    morePoints(count: number): string;
    inFull(command: string): string;
  };
  readonly next: {
    step(phase: string, text: string): string;
    answer(question: string): string;
    before(day: string, remedy: string): string;
    readonly again: string;
    readonly keep: string;
  };
  readonly questions: {
    heading(id: string, type: string): string;
    type(type: QuestionType, min: number | null): string;
    form(value: string, label: string): string;
    fallback(value: string): string;
    count(questions: number, groups: number, command: string): string;
    readonly about: readonly string[];
    /** Examples of what the header and a sign-off hold, as YAML. */
    readonly example: {
      readonly product: string;
      readonly person: string;
      readonly day: string;
      readonly signOff: string;
    };
    readonly help: string;
    readonly why: string;
    readonly answer: string;
  };
  readonly coverage: {
    heading(ruleset: string, provisions: number): string;
    class(name: ProvisionEntry['class']): string;
    rules(ids: readonly string[]): string;
    definitions(ids: readonly string[]): string;
    noRule(reason: string): string;
    count(all: number, withRules: number, withDefinitions: number, withReason: number): string;
  };
}
