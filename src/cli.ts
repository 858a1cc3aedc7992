#!/usr/bin/env node

/** Stands here once more: what is read further down may be what fails. */
const EXIT_UNEXPECTED = 4;

/** Left alone, an uncaught error would end with 1, which reads as a verdict. */
function fail(error: unknown): never {
  console.error(`Unexpected error, a fault of Preclear: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(EXIT_UNEXPECTED);
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever read along has stopped. The command goes on, so that it ends with its own exit code.
    if (error.code !== 'EPIPE') fail(error);
  });
}

try {
  const [{ run }, { readDatabaseUrl, readRulesFolder }] = await Promise.all([
    import('./cli/run.ts'),
    import('./config.ts'),
  ]);
  process.exitCode = await run(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    now: () => new Date(),
    rulesFolder: () => readRulesFolder(),
    databaseUrl: () => readDatabaseUrl(),
    handOverErrors: () => {
      process.off('uncaughtException', fail);
      process.off('unhandledRejection', fail);
    },
  });
} catch (error) {
  fail(error);
}
