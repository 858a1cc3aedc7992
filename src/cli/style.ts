import type { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import type { Gate } from '../core/evaluation/evaluation.ts';

/** How lines are set off. On anything but a colour terminal, and with NO_COLOR, every one of them is left as it is. */
export interface Style {
  heading(line: string): string;
  result(gate: Gate, line: string): string;
  aside(line: string): string;
}

const COLOURS = {
  blocked: 'red',
  undetermined: 'yellow',
  conditional: 'yellow',
  clear: 'green',
  out_of_scope: 'cyan',
} as const satisfies Record<Gate, string>;

/** The style of what is printed to a stream. */
export function styleFor(stream: Writable): Style {
  // Node 20 styles whatever it is told to; a terminal knows of its colours and of NO_COLOR.
  if (!(stream instanceof WriteStream && stream.hasColors())) {
    return { heading: (line) => line, result: (_gate, line) => line, aside: (line) => line };
  }
  return {
    heading: (line) => styleText('bold', line),
    result: (gate, line) => styleText(['bold', COLOURS[gate]], line),
    aside: (line) => styleText('dim', line),
  };
}
