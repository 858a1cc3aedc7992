import { isCalendarDate } from '../core/base/calendar-date.ts';
import type { AnswerValue } from '../core/questionnaire/answers.ts';
import { readTyped, refuse, type Dialogue } from './interview-dialogue.ts';
import type { SignOffPart } from './interview-words.ts';

const PARTS: readonly SignOffPart[] = ['by', 'role', 'on', 'evidence'];
/** As long as the validator of answers takes them. */
const MAX_TEXT = 2000;
const MAX_EVIDENCE = 100;

/** What asking for the parts of a sign-off came to: all of them, back to the question, or what was typed instead. */
export type SignOff =
  { readonly kind: 'signed'; readonly value: AnswerValue } | { readonly kind: 'back' | 'not_known' | 'quit' | 'end' };

/** Asks who signed, in which role, on which day and on what evidence. */
export async function askSignOff(dialogue: Dialogue): Promise<SignOff> {
  const { words, print } = dialogue;
  const texts: Record<'by' | 'role' | 'on', string> = { by: '', role: '', on: '' };
  const evidence: string[] = [];
  for (let index = 0; ;) {
    const part = PARTS[index];
    if (part === undefined) return { kind: 'signed', value: { attested: true, ...texts, evidence } };
    if (part !== 'evidence' || evidence.length === 0) print([words.signOff[part]]);
    const reply = await readTyped(dialogue, 'u, b, q');
    if (reply.kind === 'end') return reply;
    if (reply.kind === 'key') {
      if (reply.key === 'quit' || reply.key === 'not_known') return { kind: reply.key };
      if (reply.key === 'help') print([words.noHelp]);
      else if (part === 'evidence' && evidence.length > 0) evidence.pop();
      else if (index === 0) return { kind: 'back' };
      else index -= 1;
    } else if (part === 'evidence' && reply.line === '' && evidence.length > 0) {
      index += 1;
    } else if (!fits(part, reply.line) || evidence.length === MAX_EVIDENCE) {
      refuse(dialogue, reply.line, words.signOffExpected[part]);
    } else if (part === 'evidence') {
      evidence.push(reply.line);
    } else {
      texts[part] = reply.line;
      index += 1;
    }
  }
}

function fits(part: SignOffPart, line: string): boolean {
  return part === 'on' ? isCalendarDate(line) : line !== '' && line.length <= MAX_TEXT;
}
