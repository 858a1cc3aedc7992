import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardedStream, rawStream } from '../../src/cli/guarded-stream.ts';
import { HOSTILE_TEXTS } from '../support/hostile-texts.ts';
import { miniSources } from '../support/mini-rules.ts';
import { preclear, temporaryFolder, type Folder } from './harness.ts';

/** What a terminal may obey; line feed and tab are left out. */
const OBEYED = /[^\P{Cc}\n\t]|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/u;

let folder: Folder;
beforeAll(() => {
  folder = temporaryFolder(miniSources({ rules: [{ met: 'a.p' }] }));
});
afterAll(() => {
  folder.remove();
});

function collector(): { readonly stream: Writable; readonly parts: Buffer[] } {
  const parts: Buffer[] = [];
  const stream = new Writable({
    write: (part: Buffer, _encoding, done) => {
      parts.push(part);
      done();
    },
  });
  return { stream, parts };
}

describe('a guarded stream', () => {
  test('writes what a terminal would obey as JSON does, so that JSON stays the same data', () => {
    const { stream, parts } = collector();
    guardedStream(stream).write(`${JSON.stringify(HOSTILE_TEXTS)}\n\ta\u001b[31mb\u202e\r`);
    const text = Buffer.concat(parts).toString('utf8');
    expect(text).not.toMatch(OBEYED);
    const [json = '', rest] = text.split('\n');
    expect(JSON.parse(json)).toEqual(HOSTILE_TEXTS);
    expect(rest).toBe(String.raw`${'\t'}a\u001b[31mb\u202e\u000d`);
  });

  test('leaves bytes as they are, and is the stream itself for what draws', () => {
    const { stream, parts } = collector();
    const guarded = guardedStream(stream);
    guarded.write(Buffer.from('\u001b[31m'));
    expect(Buffer.concat(parts).toString()).toBe('\u001b[31m');
    expect([rawStream(guarded), rawStream(stream)]).toEqual([stream, stream]);
    expect(guarded).toBeInstanceOf(Writable);
  });
});

describe('a name in an answers file', () => {
  test.each(Object.entries(HOSTILE_TEXTS))('that is no fact is named on one line of text: %s', async (_kind, name) => {
    const answers = JSON.stringify({ answers: { [name]: true } });
    const { exitCode, stdout, stderr } = await preclear(['check', '-'], { rules: folder.path, stdin: answers });
    expect([exitCode, stdout]).toEqual([3, '']);
    expect(stderr).not.toMatch(OBEYED);
    expect(stderr.split('\n')).toEqual([expect.stringMatching(/^<stdin>:1:/), '']);
  });

  test.each(Object.entries(HOSTILE_TEXTS))('that a product has is printed as text: %s', async (_kind, name) => {
    const file = JSON.stringify({ product: { name, client: name }, answers: { 'a.p': true } });
    for (const args of [
      ['check', '-'],
      ['check', '-', '--format', 'json'],
      ['plan', '-'],
      ['report', '-', '--format', 'md'],
    ]) {
      const { exitCode, stdout, stderr } = await preclear(args, { rules: folder.path, stdin: file });
      expect([args, exitCode, stderr]).toEqual([args, 0, '']);
      expect(stdout).not.toMatch(OBEYED);
    }
  });
});
