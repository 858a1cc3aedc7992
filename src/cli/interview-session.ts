import type { Question } from '../core/language/questionnaire.ts';
import type { AnswerValue } from '../core/questionnaire/answers.ts';
import { interviewStep, type InterviewStep } from '../core/reasoning/interview-step.ts';
import { readTyped, refuse, type Dialogue } from './interview-dialogue.ts';
import { answerOf, yesOrNo } from './interview-reply.ts';
import { askSignOff } from './interview-sign-off.ts';
import type { InterviewState } from './interview-state.ts';
import { wrapColumns } from './wrap-columns.ts';

/** How an interview ended: what it went on for is reached, it was left, or the input came to its end. */
export type InterviewEnd = 'reached' | 'left' | 'input_ended';

/** Asks questions until what the interview goes on for is reached. Answers go into the state as they are given. */
export async function holdInterview(dialogue: Dialogue, state: InterviewState): Promise<InterviewEnd> {
  const { questionnaire, setting, words, print } = dialogue;
  let signing = false;
  for (;;) {
    const step = interviewStep(setting, state.answers, state.notKnown, state.until);
    const question = questionnaire.byId.get(step.next?.fact ?? '');
    if (question === undefined) {
      const end = await endOrGoOn(dialogue, state, step);
      if (end !== undefined) return end;
      continue;
    }
    if (question.type === 'attestation' && !signing) print(['', ...wrapColumns(words.signOffs)]);
    signing = question.type === 'attestation';
    const end = await ask(dialogue, state, step, question);
    if (end !== undefined) return end;
  }
}

/** What a line at a question came to. */
type Answered =
  | { readonly kind: 'answer'; readonly value: AnswerValue }
  | { readonly kind: 'not_known' | 'back' | 'quit' | 'end' | 'again' };

/** Asks one question until a line leads on. @returns `undefined` when the interview goes on */
async function ask(
  dialogue: Dialogue,
  state: InterviewState,
  step: InterviewStep,
  question: Question,
): Promise<InterviewEnd | undefined> {
  dialogue.print(dialogue.screen.question(question, step));
  for (;;) {
    const answered = await readAnswer(dialogue, step, question);
    switch (answered.kind) {
      case 'answer':
        state.answer(question.id, answered.value);
        return undefined;
      case 'not_known':
        state.skip(question.id);
        return undefined;
      case 'back':
        if (state.back()) return undefined;
        dialogue.print([dialogue.words.nothingBefore]);
        break;
      case 'quit':
        return 'left';
      case 'end':
        return 'input_ended';
      case 'again':
        break;
    }
  }
}

async function readAnswer(dialogue: Dialogue, step: InterviewStep, question: Question): Promise<Answered> {
  const { questionnaire, words, screen, print } = dialogue;
  const most = screen.optionsOf(question).length;
  const reply = await readTyped(dialogue, `${words.prompt[question.type](most)}, u, ?, b, q`);
  if (reply.kind === 'end') return reply;
  if (reply.kind === 'key') {
    if (reply.key !== 'help') return { kind: reply.key };
    if (step.next !== undefined) print(screen.help(question, step.next));
    return { kind: 'again' };
  }
  if (question.type === 'attestation' && yesOrNo(reply.line) === true) {
    const signOff = await askSignOff(dialogue);
    if (signOff.kind === 'signed') return { kind: 'answer', value: signOff.value };
    return { kind: signOff.kind === 'back' ? 'again' : signOff.kind };
  }
  const value = answerOf(questionnaire, question, reply.line);
  if (value !== undefined) return { kind: 'answer', value };
  refuse(dialogue, reply.line, words.expected[question.type](most, question.min ?? null));
  return { kind: 'again' };
}

/** Says where the interview has come to and, when it went on for the gate alone, asks whether to go on to the whole picture. */
async function endOrGoOn(
  dialogue: Dialogue,
  state: InterviewState,
  step: InterviewStep,
): Promise<InterviewEnd | undefined> {
  const { setting, words, screen, print } = dialogue;
  const gate = screen.gate(step.evaluation);
  const missing = state.notKnown.size;
  print(['', ...wrapColumns(step.decided ? words.decided(gate) : words.soFar(gate))]);
  const whole = interviewStep(setting, state.answers, state.notKnown, 'everything').remaining;
  if (state.until === 'everything' || whole === 0) {
    print(wrapColumns(missing === 0 ? words.complete : words.nothingLeft(missing)));
    return 'reached';
  }
  print(wrapColumns(step.decided ? words.goOn(whole) : words.goOnUndecided(missing, whole)));
  for (;;) {
    const reply = await readTyped(dialogue, `${words.yesOrNoPrompt}, b, q`);
    if (reply.kind === 'end') return 'input_ended';
    if (reply.kind === 'key') {
      if (reply.key === 'quit') return 'left';
      if (reply.key === 'back' && state.back()) return undefined;
      print([reply.key === 'back' ? words.nothingBefore : words.noHelp]);
      continue;
    }
    const wanted = yesOrNo(reply.line);
    if (wanted === false) return 'reached';
    if (wanted === true) {
      state.goOn();
      return undefined;
    }
    refuse(dialogue, reply.line, words.yesOrNo);
  }
}
