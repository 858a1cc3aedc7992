import { describe, expect, test } from 'vitest';
import { calendarDate } from '../../src/core/base/calendar-date.ts';
import type { AnswerValue } from '../../src/core/questionnaire/answers.ts';
import { digestOf, digestOfText } from '../../src/service/digest.ts';
import { respond, resultRecordOf } from '../../src/service/evaluation-response.ts';
import { fromSnapshot, type LibraryRuleset } from '../../src/service/rule-library.ts';
import { goldenReleases } from './golden-result.ts';

const RELEASES = goldenReleases();

test('the first release is kept', () => {
  expect(RELEASES.map(({ version }) => version)).toContain('0.1.0');
});

describe.each(RELEASES)('release $version', ({ results, snapshots }) => {
  const rulesets = new Map<string, LibraryRuleset>(
    [...snapshots].map(([digest, content]) => [digest, fromSnapshot(content)]),
  );

  test('has snapshots whose bytes have the digests they are kept by, and no other than those used', () => {
    expect([...snapshots].map(([, content]) => digestOfText(content))).toEqual([...snapshots.keys()]);
    const used = new Set(results.flatMap(({ result }) => result.rulesets.map(({ digest }) => digest)));
    expect([...used].toSorted()).toEqual([...snapshots.keys()].toSorted());
  });

  test.each(results)('$name as of $as_of comes to the same result', ({ as_of, answers, result, result_digest }) => {
    const used = result.rulesets.map(({ digest }) => {
      const found = rulesets.get(digest);
      if (found === undefined) throw new Error(`no snapshot ${digest}`);
      return found;
    });
    const given = new Map(Object.entries(answers as Record<string, AnswerValue>));
    const evaluation = respond({ id: null, rulesets: used, answers: given, asOf: calendarDate(as_of) });
    expect(resultRecordOf(evaluation)).toEqual(result);
    expect(evaluation.result_digest).toBe(result_digest);
    expect(digestOf(result)).toBe(result_digest);
  });
});
