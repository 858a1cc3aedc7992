import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { run } from '../../src/cli/run.ts';
import type { RuleSource } from '../../src/core/language/compile-rules.ts';

/** What a command line came to. */
export interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command finds around it. */
export interface Surroundings {
  readonly rules: string | (() => string);
  readonly stdin?: string | Uint8Array;
  readonly database?: string;
}

/** Carries out a command line on 2026-11-23. */
export async function preclear(
  args: readonly string[],
  { rules, stdin = '', database = 'file:no-such-folder/preclear.db' }: Surroundings,
): Promise<Outcome> {
  const [stdout, stderr] = [new Collected(), new Collected()];
  const exitCode = await run(args, {
    stdout,
    stderr,
    stdin: Readable.from([stdin]),
    now: () => new Date('2026-11-23T23:59:59Z'),
    rulesFolder: typeof rules === 'string' ? () => rules : rules,
    databaseUrl: () => database,
    handOverErrors: () => undefined,
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

class Collected extends Writable {
  readonly #parts: Buffer[] = [];

  override _write(part: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#parts.push(part);
    done();
  }

  text(): string {
    return Buffer.concat(this.#parts).toString('utf8');
  }
}

/** A folder that is removed when `remove` is called. */
export interface Folder {
  readonly path: string;
  write(file: string, content: string | Uint8Array): string;
  remove(): void;
}

/** A folder for one test, with rule files when there are any. */
export function temporaryFolder(sources: readonly RuleSource[] = []): Folder {
  const path = mkdtempSync(join(tmpdir(), 'preclear-cli-'));
  const write = (file: string, content: string | Uint8Array): string => {
    const place = join(path, file);
    mkdirSync(dirname(place), { recursive: true });
    writeFileSync(place, content);
    return place;
  };
  for (const source of sources) write(source.path, source.text);
  return {
    path,
    write,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
