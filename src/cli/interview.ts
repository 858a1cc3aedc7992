import type { Answers, AnswerValue } from '../core/questionnaire/answers.ts';
import type { Locale } from '../core/language/shapes/text.ts';
import { formatPlacedIssue, parseAnswersFile, type AnswersFile } from '../core/questionnaire/parse-answers-file.ts';
import type { Until } from '../core/reasoning/interview-step.ts';
import type { RuleLibrary } from '../service/rule-library.ts';
import { answersYaml } from './answers-yaml.ts';
import { BadInput } from './bad-input.ts';
import { chooseRulesets, readAsOf, type EvaluationOptions } from './evaluate-file.ts';
import { readText } from './read-input.ts';
import { EXIT } from './exit-codes.ts';
import { readTyped, refuse, type Dialogue } from './interview-dialogue.ts';
import { askHeader } from './interview-header.ts';
import { interviewWords } from './interview-locale.ts';
import { yesOrNo } from './interview-reply.ts';
import { InterviewScreen } from './interview-screen.ts';
import { holdInterview } from './interview-session.ts';
import { InterviewState } from './interview-state.ts';
import { Interrupted, readLines } from './line-reader.ts';
import { quotedPath } from './quoted-path.ts';
import { readLibrary } from './read-library.ts';
import { fileExists, mustBeWritable, replaceFile } from './replace-file.ts';
import { styleFor } from './style.ts';
import type { Terminal } from './terminal.ts';
import { wrapColumns } from './wrap-columns.ts';

export interface InterviewOptions extends EvaluationOptions {
  readonly locale: Locale;
  readonly until: Until;
  readonly output?: string;
}

/** Where the answers are written when nothing else is said. */
const ANSWERS_FILE = 'answers.yaml';

const NO_ANSWERS: AnswersFile = {
  product: null,
  productVersion: null,
  rulesets: null,
  answeredBy: null,
  answeredOn: null,
  targetLaunch: null,
  answers: new Map(),
};

/**
 * Asks for the answers of a product, one question at a time, and writes them to a file. The end of the input saves like the key for it.
 *
 * @param path - an answers file to start from
 * @returns the exit code
 */
export async function interview(
  path: string | undefined,
  options: InterviewOptions,
  terminal: Terminal,
): Promise<number> {
  const asOf = readAsOf(options.asOf, terminal);
  const library = await readLibrary(terminal.rulesFolder());
  const start = path === undefined ? NO_ANSWERS : await readStart(path, library);
  const named = options.rulesets ?? start.rulesets?.join(',');
  const rulesets = chooseRulesets(library, named).map(({ compiled }) => compiled);
  const output = options.output ?? path ?? ANSWERS_FILE;
  await mustBeWritable(output);

  const words = interviewWords(options.locale);
  const { questionnaire } = library;
  const print = (lines: readonly string[]): void => {
    terminal.stdout.write(lines.map((line) => `${line}\n`).join(''));
  };
  const screen = new InterviewScreen(words, options.locale, questionnaire, rulesets, styleFor(terminal.stdout));
  const lines = readLines(terminal, words.interrupted);
  const dialogue: Dialogue = { setting: { rulesets, asOf }, questionnaire, words, screen, lines, print };
  try {
    if (options.output === undefined && (await fileExists(output)) && !(await mayOverwrite(dialogue, output)))
      throw new BadInput(words.notOverwritten(output));
    print(screen.welcome(path === undefined ? undefined : words.startsFrom(path, start.answers.size)));
    const state = new InterviewState(start.answers, options.until);
    const end = await holdInterview(dialogue, state);
    const header = end === 'reached' ? await askHeader(dialogue, start) : start;
    const ids = named === undefined ? null : rulesets.map(({ id }) => id);
    const answers = new Map(questionnaire.questions.flatMap(({ id }) => entryOf(state.answers, id)));
    const text = answersYaml(
      { ...start, ...header, rulesets: ids, answers },
      questionnaire,
      options.locale,
      words.fileHead,
    );
    await replaceFile(output, text, terminal);
    if (end === 'input_ended') print(['', words.endOfInput]);
    print(wrapColumns(words.written(output, answers.size, state.notKnown.size)));
    print(wrapColumns(words.lookAtIt(quotedPath(output))));
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    print(['', words.leftUnsaved]);
    return EXIT.interrupted;
  } finally {
    lines.close();
  }
}

async function readStart(path: string, library: RuleLibrary): Promise<AnswersFile> {
  if (path === '-') throw new BadInput('-: standard input is for the interview itself. Name a file to start from.');
  const ids = library.rulesets.map(({ compiled }) => compiled.id);
  const parsed = parseAnswersFile(library.questionnaire, ids, path, await readText(path));
  if (parsed.ok) return parsed.file;
  throw new BadInput(parsed.issues.map(formatPlacedIssue).join('\n'));
}

/** Asks whether a file that is there may be written over; without an answer it may not. */
async function mayOverwrite(dialogue: Dialogue, path: string): Promise<boolean> {
  const { words, print } = dialogue;
  print(wrapColumns(words.overwrite(path)));
  for (;;) {
    const reply = await readTyped(dialogue, `${words.yesOrNoPrompt}, q`);
    if (reply.kind === 'end' || (reply.kind === 'key' && reply.key === 'quit')) return false;
    const wanted = reply.kind === 'text' ? yesOrNo(reply.line) : undefined;
    if (wanted !== undefined) return wanted;
    refuse(dialogue, reply.kind === 'text' ? reply.line : '', words.yesOrNo);
  }
}

function entryOf(answers: Answers, fact: string): readonly (readonly [string, AnswerValue])[] {
  const answer = answers.get(fact);
  return answer === undefined ? [] : [[fact, answer]];
}
