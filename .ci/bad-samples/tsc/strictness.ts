interface Options {
  readonly locale?: string;
}

export function first(list: readonly string[]): number {
  return list[0].length; // refused: TS2532
}

export const options: Options = { locale: undefined }; // refused: TS2375

export function read(answers: Record<string, string>): string | undefined {
  return answers.origin; // refused: TS4111
}

export function implicit(flag: boolean): string | undefined { // refused: TS7030
  if (flag) return 'yes';
}

export function fallsThrough(word: string): string[] {
  const words: string[] = [];
  switch (word) {
    case 'a': // refused: TS7029
      words.push('a');
    case 'b':
      words.push('b');
  }
  return words;
}

export function unused(parameter: string): void { // refused: TS6133
  const local = 1; // refused: TS6133
}

export function unreachable(): number {
  return 1;
  return 2; // refused: TS7027
}

class Base {
  name(): string {
    return 'base';
  }
}

export class Derived extends Base {
  name(): string { // refused: TS4114
    return 'derived';
  }
}

export enum Word { // refused: TS1294
  Yes = 'yes',
}

import { SocketConstructorOpts } from 'node:net'; // refused: TS1484
import './missing.ts'; // refused: TS2882
export type Connection = SocketConstructorOpts;

export const upper = [1].toReversed().length + Object.groupBy([1], String).length; // refused: TS2550
export const page = document; // refused: TS2584
