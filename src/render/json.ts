import type { ReportRenderer } from '../service/render-report.ts';
import { writeInTurns } from './write-in-turns.ts';

/**
 * Makes the renderer of the JSON report: the model, and the export by which it can be computed again; keys sorted, two spaces deep. Of
 * two languages side by side the second stands under `translation`.
 */
export function createJsonRenderer(): ReportRenderer {
  return {
    format: 'json',
    contentType: 'application/json; charset=utf-8',
    writes: 'data',
    carriesExport: true,
    render: ({ models }, exported) => {
      const [model, translation] = models;
      const whole = {
        ...model,
        ...(translation === undefined ? {} : { translation }),
        ...(exported === undefined ? {} : { export: exported }),
      };
      return writeInTurns(linesOf(whole));
    },
  };
}

/** How deep members are written one by one: so deep that the rules of a snapshot are, as the findings of a report. */
const LEVELS_IN_PARTS = 5;

/** A value as a file has it: with the end of its last line. */
function* linesOf(value: unknown): Generator<string, undefined, undefined> {
  yield* piecesOf('', value);
  yield '\n';
}

/**
 * A value as JSON, keys sorted, two spaces deep: in pieces, each written when it is asked for.
 *
 * @param lead - what stands before it
 */
function* piecesOf(lead: string, value: unknown, depth = 0): Generator<string, undefined, undefined> {
  const members = membersOf(value);
  if (members.length === 0) {
    yield `${lead}${writtenAt(depth, value)}`;
    return;
  }
  const [open, close] = Array.isArray(value) ? (['[', ']'] as const) : (['{', '}'] as const);
  const line = `\n${INDENT.repeat(depth + 1)}`;
  let before = `${lead}${open}${line}`;
  for (const [name, member] of members) {
    const inParts = depth + 1 < LEVELS_IN_PARTS && typeof member === 'object';
    if (inParts) yield* piecesOf(`${before}${name}`, member, depth + 1);
    else yield `${before}${name}${writtenAt(depth + 1, sortKeys(member))}`;
    before = `,${line}`;
  }
  yield `\n${INDENT.repeat(depth)}${close}`;
}

/** The members of a list or an object, each with what stands before it; of anything else none. */
function membersOf(value: unknown): readonly (readonly [name: string, member: unknown])[] {
  if (Array.isArray(value)) return value.map((member: unknown) => ['', member] as const);
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return entries.sort(byKey).map(([key, member]) => [`${JSON.stringify(key)}: `, member]);
}

const INDENT = '  ';

/** A value as it stands so deep in others: written within as many lists, which are then cut off. */
function writtenAt(depth: number, value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  let within = value;
  for (let level = 0; level < depth; level += 1) within = [within];
  const text = JSON.stringify(within, undefined, INDENT);
  // A list takes its bracket and the end of a line on either side, and each line is as deep as its list.
  const before = 2 * depth + (INDENT.length * depth * (depth + 1)) / 2;
  const after = 2 * depth + (INDENT.length * depth * (depth - 1)) / 2;
  return text.slice(before, text.length - after);
}

/** The same data with keys in the order of their code units, as in RFC 8785. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(byKey);
  return Object.fromEntries(entries.map(([key, entry]) => [key, sortKeys(entry)]));
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
