import {
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type Scalar,
} from 'yaml';
import type { Position, Problem } from '../base/problem.ts';

/** Where a value stands in a file: the keys and indexes that lead to it. */
export type Path = readonly (string | number)[];

/** Tells where the values of one file stand in its text. */
export interface Locator {
  readonly file: string;
  /** The place of the value, or of the nearest value around it that exists. */
  at(path: Path): Position;
  /** The place of a key of a mapping. */
  atKey(path: Path, key: string): Position;
  /** The place of a character of a condition, counted from 0 in its parsed text. */
  within(path: Path, offset: number): Position;
  /** Why the place of a character inside this scalar could not be told, or `undefined` when it can. */
  inexact(path: Path): string | undefined;
}

/** One YAML file as plain data, with the places of its values. */
export interface YamlFile {
  readonly value: unknown;
  readonly locator: Locator;
  readonly problems: readonly Problem[];
}

/**
 * Reads one YAML 1.2 document. Duplicate keys, anchors, aliases, tags and further documents are problems: rule files are plain data,
 * read the same by every reader.
 *
 * @param file - the name shown in problems
 */
export function readYaml(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, version: '1.2', prettyErrors: false });
  const problems: Problem[] = [];
  const report = (offset: number, code: Problem['code'], message: string, hint: string | null): void => {
    problems.push({ ...positionAt(file, lines, offset), code, message, hint });
  };
  let broken = false;
  for (const fault of [...document.errors, ...document.warnings]) {
    const offset = fault.pos[0];
    if (fault.code === 'DUPLICATE_KEY')
      report(offset, 'yaml-duplicate-key', 'this key stands twice in the mapping', 'Keep one of them.');
    else if (fault.code === 'MULTIPLE_DOCS')
      report(offset, 'yaml-unsupported', 'a second document begins', 'Keep one document a file.');
    else if (fault.code === 'TAG_RESOLVE_FAILED')
      report(offset, 'yaml-unsupported', 'tags are not used in rule files', 'Remove the tag.');
    // After the first break in the syntax the parser guesses; what it says then is no help.
    else if (!broken) {
      report(offset, 'yaml-syntax', firstLine(fault.message), null);
      broken = true;
    }
  }
  visit(document, (_, node) => {
    if (isAlias(node) || ((isScalar(node) || isMap(node)) && node.anchor !== undefined)) {
      report(
        node.range?.[0] ?? 0,
        'yaml-unsupported',
        'anchors and aliases are not used in rule files',
        'Write the value out.',
      );
    }
  });
  const value: unknown = problems.length === 0 ? document.toJS({ maxAliasCount: 0 }) : undefined;
  return { value, locator: locatorOf(file, text, document, lines), problems };
}

/** A locator for data that has no text, such as a stored snapshot: everything stands at its first character. */
export function unplacedLocator(file: string): Locator {
  const start: Position = { file, line: 1, column: 1 };
  return { file, at: () => start, atKey: () => start, within: () => start, inexact: () => undefined };
}

function locatorOf(file: string, source: string, document: Document.Parsed, lines: LineCounter): Locator {
  const nodeAt = (path: Path): Node | undefined => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node: unknown = document.getIn(path.slice(0, depth), true);
      if (isNode(node)) return node;
    }
    return undefined;
  };
  const offsetOf = (path: Path): number => nodeAt(path)?.range?.[0] ?? 0;
  return {
    file,
    at: (path) => positionAt(file, lines, offsetOf(path)),
    atKey: (path, key) => {
      const map: unknown = document.getIn(path, true) ?? document.contents;
      const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && item.key.value === key) : undefined;
      const offset = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
      return positionAt(file, lines, offset ?? offsetOf(path));
    },
    within: (path, offset) => {
      const node = nodeAt(path);
      return isScalar(node)
        ? positionAt(file, lines, sourceOffset(node, offset))
        : positionAt(file, lines, offsetOf(path));
    },
    inexact: (path) => {
      const node = nodeAt(path);
      if (!isScalar(node) || typeof node.value !== 'string') return undefined;
      if (node.type === 'BLOCK_FOLDED') return 'a folded scalar (>) moves its line breaks';
      if (node.type === 'QUOTE_DOUBLE') return 'a double-quoted scalar may hold escapes';
      if (node.type === 'BLOCK_LITERAL')
        return node.value.endsWith('\n') ? 'a block scalar needs its final break stripped' : undefined;
      return String(node.source).includes('\n') ? 'a scalar over several lines moves its line breaks' : undefined;
    },
  };

  /** Maps an offset in the parsed text of a scalar to one in the file: quotes doubled in '…', indentation before each line of |-. */
  function sourceOffset(node: Scalar, offset: number): number {
    const start = node.range?.[0] ?? 0;
    const text = String(node.value).slice(0, offset);
    if (node.type === 'QUOTE_SINGLE') return start + 1 + offset + (text.split("'").length - 1);
    if (node.type !== 'BLOCK_LITERAL') return start + offset;
    const headerLine = lines.linePos(start).line;
    const firstLineStart = lines.lineStarts[headerLine] ?? start;
    const indent = source.slice(firstLineStart).search(/[^ ]/);
    const line = text.split('\n').length - 1;
    const lineStart = lines.lineStarts[headerLine + line] ?? start;
    return lineStart + indent + text.length - (text.lastIndexOf('\n') + 1);
  }
}

function positionAt(file: string, lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value;
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
