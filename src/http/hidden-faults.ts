import { pointerToken, type InputIssue } from '../core/base/input-issue.ts';

/** Deepest nesting a body may have; the deepest one that means something has five levels. */
const MAX_DEPTH = 16;

/** Most fields and list entries a body may have in all; every answer with all its evidence never comes near. */
const MAX_ENTRIES = 20_000;

/** A string, or a sign that gives structure; numbers, words and white space are skipped. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},]/g;

/** What neither a file nor a database keeps as it is: half of a surrogate pair, and NUL. */
const NO_TEXT = /[\u{D800}-\u{DFFF}\0]/u;

/** An object or list that the scan is inside of. */
interface Level {
  /** Names seen so far; `undefined` in a list. */
  readonly names: Set<string> | undefined;
  /** Whether the next string is a name. */
  expectsName: boolean;
  /** The name or position of the current entry. */
  at: string | number;
}

/**
 * Finds what is no longer to be seen, or too late, once a body is parsed: a field that stands twice, the name `__proto__`, texts that
 * cannot be kept, too deep a nesting, too many entries.
 *
 * @param text - known to be JSON
 */
export function findHiddenFaults(text: string): readonly InputIssue[] {
  const issues: InputIssue[] = [];
  const levels: Level[] = [];
  let entries = 0;
  const report = (code: string, message: string, expected: string): void => {
    const pointer = levels.map(({ at }) => `/${pointerToken(at)}`).join('');
    issues.push({ pointer, code, message, expected, suggestion: null });
  };
  for (const [token] of text.matchAll(TOKENS)) {
    const level = levels.at(-1);
    switch (token) {
      case '{':
      case '[':
        if (levels.length === MAX_DEPTH) {
          report('too_deep', 'the body is nested too deeply', `at most ${MAX_DEPTH} levels of objects and lists`);
          return issues;
        }
        levels.push(enter(token));
        break;
      case '}':
      case ']':
        levels.pop();
        break;
      case ',':
        entries += 1;
        if (entries === MAX_ENTRIES) {
          report('too_many', 'the body has too many entries', `at most ${MAX_ENTRIES} fields and list entries`);
          return issues;
        }
        if (level !== undefined) step(level);
        break;
      default:
        readString(token, level, report);
    }
  }
  return issues;
}

function enter(sign: '{' | '['): Level {
  return sign === '{'
    ? { names: new Set(), expectsName: true, at: '' }
    : { names: undefined, expectsName: false, at: 0 };
}

function step(level: Level): void {
  if (typeof level.at === 'number') level.at += 1;
  level.expectsName = level.names !== undefined;
}

function readString(
  token: string,
  level: Level | undefined,
  report: (code: string, message: string, expected: string) => void,
): void {
  const text = token.includes('\\') ? String(JSON.parse(token)) : token.slice(1, -1);
  if (level?.expectsName === true) {
    level.at = text;
    level.expectsName = false;
    if (text === '__proto__') report('unknown_field', '"__proto__" is no field', 'a field of the request');
    else if (level.names?.has(text) === true) report('duplicate_field', `"${text}" stands twice`, 'each field once');
    level.names?.add(text);
  }
  if (NO_TEXT.test(text)) {
    report('invalid_text', 'half of a surrogate pair, or NUL, is in it', 'Unicode text without NUL');
  }
}
