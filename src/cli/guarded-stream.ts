import type { Writable } from 'node:stream';
import { WriteStream } from 'node:tty';

/** Control characters but for line feed and tab, and marks that turn the direction of the text around them. */
const CONTROLS = /[^\P{Cc}\n\t]|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

/** What {@link styleFor} sets lines off with: colours and weights, which move nothing and hide nothing. */
const OWN_STYLES = /(\p{Cc}\[(?:[12]|22|3[1236]|39)m)/u;

const ESCAPE = '\u001B';

const RAW = new WeakMap<Writable, Writable>();

/**
 * A stream to which texts go without what a terminal would obey: names and answers that others typed move no cursor, set no title and
 * turn no line around. Each such character is written as JSON writes it, so that JSON stays the same data. Bytes go as they are.
 */
export function guardedStream(stream: Writable): Writable {
  const hasColors = stream instanceof WriteStream && stream.hasColors();
  const visible = (text: string): string => text.replace(CONTROLS, escaped);
  const guard = (text: string): string =>
    hasColors
      ? text
          .split(OWN_STYLES)
          .map((part, index) => (index % 2 === 1 && part.startsWith(ESCAPE) ? part : visible(part)))
          .join('')
      : visible(text);
  const guarded = new Proxy(stream, {
    get: (target, name): unknown => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]): unknown =>
        Reflect.apply(
          value,
          target,
          name === 'write' ? given.map((one) => (typeof one === 'string' ? guard(one) : one)) : given,
        );
    },
  });
  RAW.set(guarded, stream);
  return guarded;
}

/** The stream itself, for what draws on a terminal by its own means. */
export function rawStream(stream: Writable): Writable {
  return RAW.get(stream) ?? stream;
}

function escaped(character: string): string {
  return String.raw`\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
