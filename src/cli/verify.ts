import { ServiceError } from '../service/service-error.ts';
import { verifyReport, type ReportVerification } from '../service/verify-report.ts';
import { BadInput } from './bad-input.ts';
import { counted } from './counted.ts';
import { readInput } from './read-input.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from './wrap.ts';

export interface VerifyOptions {
  readonly digest?: string;
}

/** Most differences that are printed; an altered ruleset may change every result. */
const MOST_LISTED = 20;

/**
 * Verifies a report in JSON and says what it came to.
 *
 * @throws BadInput naming everything that does not fit: a report that is not whole is bad input, and never looks like a verdict
 */
export async function verifyFile(path: string, { digest }: VerifyOptions, terminal: Terminal): Promise<void> {
  const name = path === '-' ? '<stdin>' : path;
  const verification = verify(name, parseJson(name, await readInput(path, terminal)));
  const { differences, result_digest: found } = verification;
  const unexpected = digest === undefined || digest === found ? [] : [`the result digest is ${found}, not ${digest}`];
  const lines = [...differences.map(({ pointer, message }) => `${pointer}: ${message}`), ...unexpected];
  if (lines.length === 0) {
    terminal.stdout.write(`${verifiedLines(verification, digest !== undefined).join('\n')}\n`);
    return;
  }
  const more = lines.length - MOST_LISTED;
  throw new BadInput(
    [
      `${name} is not verified:`,
      ...lines.slice(0, MOST_LISTED).map((line) => `  ${line}`),
      ...(more > 0 ? [`  … and ${counted(more, 'difference')} more`] : []),
    ].join('\n'),
  );
}

function verify(name: string, value: unknown): ReportVerification {
  try {
    return verifyReport(value);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const issues = error.issues.map(
      ({ pointer, message, expected }) => `  ${pointer}: ${message}. Expected ${expected}.`,
    );
    throw new BadInput([`${name}: ${error.message}`, ...issues].join('\n'), { cause: error });
  }
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BadInput(`${name} is not JSON: ${reason}`, { cause: error });
  }
}

function verifiedLines(verification: ReportVerification, digestKnown: boolean): readonly string[] {
  const { engine, result_digest: digest, parts_compared: compared } = verification;
  return [
    'Verified: computed again, this report comes to the same result.',
    `  Result digest: ${digest}`,
    `  Engine: ${engine.now} now, ${engine.then} then`,
    ...(compared
      ? []
      : wrap('The words were printed by another version and were not compared, but for gate and verdicts.', '  ')),
    ...(digestKnown
      ? []
      : wrap(
          'This shows that the report is whole, not who made it: compare the digest with one that you hold from elsewhere (--digest).',
          '  ',
        )),
  ];
}
