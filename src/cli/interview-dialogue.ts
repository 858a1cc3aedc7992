import type { Questionnaire } from '../core/language/questionnaire.ts';
import type { InterviewSetting } from '../core/reasoning/interview-step.ts';
import { keyOf, type Key } from './interview-reply.ts';
import type { InterviewScreen } from './interview-screen.ts';
import type { InterviewWords } from './interview-words.ts';
import type { LineReader } from './line-reader.ts';
import { wrapColumns } from './wrap-columns.ts';

/** Of a line that is no answer so much is shown. */
const MOST_SHOWN = 60;

/** What an interview is held with. */
export interface Dialogue {
  readonly setting: InterviewSetting;
  readonly questionnaire: Questionnaire;
  readonly words: InterviewWords;
  readonly screen: InterviewScreen;
  readonly lines: LineReader;
  readonly print: (lines: readonly string[]) => void;
}

/** What was typed at a prompt: a key, a text, or nothing since the input has come to its end. */
export type Typed =
  | { readonly kind: 'text'; readonly line: string }
  | { readonly kind: 'key'; readonly key: Key }
  | { readonly kind: 'end' };

/** Reads one line at a prompt that says what may be typed. */
export async function readTyped({ lines }: Dialogue, prompt: string): Promise<Typed> {
  const line = await lines.ask(`[${prompt}] > `);
  if (line === undefined) return { kind: 'end' };
  const key = keyOf(line);
  return key === undefined ? { kind: 'text', line: line.trim() } : { kind: 'key', key };
}

/** Says that a line is no answer, and what would be right. */
export function refuse({ words, print }: Dialogue, line: string, expected: string): void {
  const harmless = line.replaceAll(/\p{C}/gu, '?');
  const shown = harmless.length > MOST_SHOWN ? `${harmless.slice(0, MOST_SHOWN - 1)}…` : harmless;
  print(wrapColumns(words.refusal(shown, expected)));
}
