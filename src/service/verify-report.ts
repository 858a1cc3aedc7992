import { sameData } from '../core/base/same-data.ts';
import { SEMANTICS } from '../core/language/compile-ruleset.ts';
import { canonicalJson, digestOf, type Digest } from './digest.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { respond, resultRecordOf } from './evaluation-response.ts';
import { parseReport, type ParsedExport, type ParsedReport } from './parse-export.ts';
import {
  namedOtherwise,
  printedDifferences,
  resultDifferences,
  wordDifferences,
  type Difference,
} from './report-differences.ts';
import type { ReportSubject } from './report-subject.ts';
import { fromSnapshot, type LibraryRuleset } from './rule-library.ts';

/** What verifying a report came to. */
export interface ReportVerification {
  /** Everything fits together, and computing it again gave the same result. */
  readonly verified: boolean;
  readonly engine: { readonly now: string; readonly then: string };
  readonly result_digest: Digest;
  /** Whether every printed part was compared; only the engine that printed them prints the same words. */
  readonly parts_compared: boolean;
  readonly differences: readonly Difference[];
}

/**
 * Verifies a report in JSON from what it carries, without store or rules folder: that answers, ruleset contents and result have the
 * digests named for them, that computing the evaluation again gives the same result, and that what is printed is what the result
 * gives. It shows that a report is whole, not who made it: compare the result digest with one known from elsewhere.
 *
 * @param value - the parsed JSON
 * @throws ServiceError `invalid_input` when it is no such report
 */
export function verifyReport(value: unknown): ReportVerification {
  const report = parseReport(value);
  const { exported } = report;
  const differences = [...semanticsFault(exported), ...digestFaults(exported), ...disagreements(exported)];
  // What was altered is not computed with: it would only repeat itself in other words.
  const recomputed = differences.length === 0 ? recompute(report) : { differences: [], partsCompared: false };
  const all = [...differences, ...recomputed.differences];
  return {
    verified: all.length === 0,
    engine: { now: ENGINE_VERSION, then: exported.engine },
    result_digest: exported.result_digest,
    parts_compared: recomputed.partsCompared,
    differences: all,
  };
}

function semanticsFault({ semantics }: ParsedExport): readonly Difference[] {
  if (semantics === SEMANTICS) return [];
  return [
    {
      pointer: '/export/semantics',
      message: `the result rests on semantics ${semantics}; this engine knows ${SEMANTICS} and cannot compute it again`,
    },
  ];
}

/** Everything that does not have the digest named for it. */
function digestFaults(exported: ParsedExport): readonly Difference[] {
  const { answers, answers_digest: answersDigest, result, result_digest: resultDigest, snapshots } = exported;
  const check = (pointer: string, what: string, content: unknown, expected: Digest): readonly Difference[] => {
    const found = digestOf(content);
    return found === expected
      ? []
      : [{ pointer, message: `${what} altered: the digest is ${found}, and ${expected} is named for it` }];
  };
  const named = new Set([...exported.rulesets, ...(exported.since?.rulesets ?? [])].map(({ digest }) => digest));
  const known = new Set(snapshots.map(({ digest }) => digest));
  return [
    ...check('/export/answers', 'the answers were', answers, answersDigest),
    ...snapshots.flatMap(({ digest, content }, index) =>
      check(`/export/snapshots/${index}/content`, 'the content of a ruleset was', content, digest),
    ),
    ...[...named]
      .filter((digest) => !known.has(digest))
      .map((digest) => {
        return { pointer: '/export/snapshots', message: `the content of the ruleset ${digest} is missing` };
      }),
    ...check('/export/result', 'the result was', result, resultDigest),
  ];
}

/** Everything that is said twice and not alike. */
function disagreements(exported: ParsedExport): readonly Difference[] {
  const { result } = exported;
  const digests = exported.rulesets.map(({ id, digest }) => ({ id, digest }));
  const inResult = result.rulesets.map(({ id, digest }) => ({ id, digest }));
  return [
    ...(result.as_of === exported.as_of
      ? []
      : [
          {
            pointer: '/export/as_of',
            message: `the day is ${exported.as_of}, and the result is as of ${result.as_of}`,
          },
        ]),
    ...(result.answers_digest === exported.answers_digest
      ? []
      : [{ pointer: '/export/answers_digest', message: 'the result is that of other answers' }]),
    ...(sameData(digests, inResult)
      ? []
      : [{ pointer: '/export/rulesets', message: 'the result is that of other rulesets' }]),
  ];
}

function recompute({ printed, exported }: ParsedReport): {
  readonly differences: readonly Difference[];
  readonly partsCompared: boolean;
} {
  const restored = restoreRulesets(exported);
  if (!restored.ok) return { differences: restored.differences, partsCompared: false };
  const subject = subjectOf(exported, restored.byDigest);
  const { evaluation } = subject;
  const partsCompared = exported.engine === ENGINE_VERSION;
  const differences = [
    ...namedOtherwise(exported, subject),
    ...(evaluation.result_digest === exported.result_digest
      ? []
      : resultDifferences(exported.result, resultRecordOf(evaluation))),
  ];
  if (differences.length > 0) return { differences, partsCompared: false };
  return {
    differences: partsCompared ? printedDifferences(printed, subject) : wordDifferences(printed, subject),
    partsCompared,
  };
}

type Restored =
  | { readonly ok: true; readonly byDigest: ReadonlyMap<Digest, LibraryRuleset> }
  | { readonly ok: false; readonly differences: readonly Difference[] };

function restoreRulesets({ snapshots }: ParsedExport): Restored {
  const byDigest = new Map<Digest, LibraryRuleset>();
  const differences: Difference[] = [];
  for (const [index, { digest, content }] of snapshots.entries()) {
    try {
      byDigest.set(digest, fromSnapshot(canonicalJson(content)));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      differences.push({
        pointer: `/export/snapshots/${index}/content`,
        message: `the ruleset ${digest} cannot be compiled: ${reason.split('\n', 1)[0] ?? ''}`,
      });
    }
  }
  return differences.length === 0 ? { ok: true, byDigest } : { ok: false, differences };
}

/** What the report was made of, with everything computed again. */
function subjectOf(exported: ParsedExport, byDigest: ReadonlyMap<Digest, LibraryRuleset>): ReportSubject {
  const assessed = ({ answers, rulesets, as_of, answered_on }: ParsedExport | NonNullable<ParsedExport['since']>) => ({
    answers: new Map(Object.entries(answers)),
    asOf: as_of,
    answeredOn: answered_on,
    rulesets: rulesets.flatMap(({ digest }) => byDigest.get(digest) ?? []),
  });
  const { since } = exported;
  const own = assessed(exported);
  return {
    ...own,
    crosswalks: [],
    glossary: [],
    productVersion: null,
    evidence: [],
    evaluation: respond({
      id: exported.evaluation_id,
      ...own,
      answeredOn: own.answeredOn ?? undefined,
      locale: exported.locale,
    }),
    product: exported.product,
    answeredBy: exported.answered_by,
    targetLaunch: exported.target_launch,
    since: since === null ? undefined : { ...assessed(since), evaluationId: since.evaluation_id },
  };
}
