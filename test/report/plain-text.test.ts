import { expect, test } from 'vitest';
import { plainText } from '../../src/core/report/plain-text.ts';

test.each([
  ['a line break', 'one\r\ntwo\u2028three', 'one two three'],
  ['a control character', 'bell\u0007', 'bell[U+0007]'],
  ['a mark that turns the direction', 'evil\u202Etxt.exe', 'evil[U+202E]txt.exe'],
  ['an isolate', '\u2067abc\u2069', '[U+2067]abc[U+2069]'],
  ['half of a surrogate pair', 'x\uD800y', 'x\uFFFDy'],
  ['an emoji', '🚀', '🚀'],
  ['Chinese', '绘梦', '绘梦'],
  ['Arabic', 'مرحبا', 'مرحبا'],
])('%s in a text comes out as text', (_, text, plain) => {
  expect(plainText(text)).toBe(plain);
});
