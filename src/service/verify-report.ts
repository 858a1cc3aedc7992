import { z } from 'zod';
import { sameData } from '../core/base/same-data.ts';
import { buildReport } from '../core/report/build-report.ts';
import { SEMANTICS } from '../core/language/compile-ruleset.ts';
import { canonicalJson, digestOf, type Digest } from './digest.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { respond, resultRecordOf, type ResultRecord } from './evaluation-response.ts';
import { parseReport, type ParsedExport, type ParsedReport } from './parse-export.ts';
import { reportInputOf, type ReportSubject } from './report-subject.ts';
import { fromSnapshot, type LibraryRuleset } from './rule-library.ts';

/** One thing that is not as it should be: where it stands in the report, and what is wrong with it. */
interface Difference {
  readonly pointer: string;
  readonly message: string;
}

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

/** Rulesets that are called otherwise than in their content. */
function namedOtherwise(exported: ParsedExport, subject: ReportSubject): readonly Difference[] {
  const own = { pointer: '/export/rulesets', named: exported.rulesets, found: subject.rulesets };
  const earlier = {
    pointer: '/export/since/rulesets',
    named: exported.since?.rulesets ?? [],
    found: subject.since?.rulesets ?? [],
  };
  return [own, earlier].flatMap(({ pointer, named, found }) =>
    named.flatMap(({ id, version }, index) => {
      const compiled = found[index]?.compiled;
      if (compiled?.id === id && compiled.version === version) return [];
      const actual = compiled === undefined ? 'missing' : `${compiled.id} ${compiled.version}`;
      return [
        { pointer: `${pointer}/${index}`, message: `named ${id} ${version}, and its content is that of ${actual}` },
      ];
    }),
  );
}

function resultDifferences(recorded: ResultRecord, computed: ResultRecord): readonly Difference[] {
  return computed.rulesets.flatMap((now, index) => {
    const then = recorded.rulesets[index];
    const pointer = `/export/result/rulesets/${index}`;
    if (then === undefined) return [{ pointer, message: `the result of ${now.id} is missing` }];
    const differs = (part: string, message: string): Difference => ({ pointer: `${pointer}/${part}`, message });
    const statuses = now.statuses.flatMap((entry, position) => {
      const before = then.statuses[position];
      if (sameData(entry, before)) return [];
      const [rule, ...state] = entry;
      const was = before === undefined ? 'nothing' : before.slice(1).map(String).join(', ');
      return [
        differs(`statuses/${position}`, `${rule}: recorded as ${was}; it comes to ${state.map(String).join(', ')}`),
      ];
    });
    return [
      ...(then.verdict === now.verdict
        ? []
        : [differs('verdict', `${now.id}: recorded as ${then.verdict}; it comes to ${now.verdict}`)]),
      ...(sameData(then.score, now.score)
        ? []
        : [differs('score', `${now.id}: the score comes to ${JSON.stringify(now.score)}`)]),
      ...statuses,
      ...(then.statuses.length > now.statuses.length
        ? [differs('statuses', `${now.id}: there are more results than rules`)]
        : []),
    ];
  });
}

/** Guidance of the day on which a report was written, and the list of parts that names it: no digest covers them. */
const GUIDANCE: ReadonlySet<string> = new Set(['crosswalk', 'contents']);

/** The parts of a report that are not what the same engine prints of the same result. */
function printedDifferences(printed: ParsedReport['printed'], subject: ReportSubject): readonly Difference[] {
  const model: Readonly<Record<string, unknown>> = { ...buildReport(reportInputOf(subject)) };
  const names = new Set([...Object.keys(model), ...Object.keys(printed)]);
  return [...names]
    .filter((name) => !GUIDANCE.has(name) && !sameData(model[name], printed[name]))
    .sort()
    .map((name) => ({ pointer: `/${name}`, message: 'this part is not what the result gives' }));
}

const contractWords = z.object({
  headline: z.object({
    gate: z.string(),
    instruments: z.array(z.object({ ruleset: z.string(), verdict: z.string() })),
  }),
});

/** What every engine prints alike: the words of the contract on the first page. */
function wordDifferences(printed: ParsedReport['printed'], { evaluation }: ReportSubject): readonly Difference[] {
  const parsed = contractWords.safeParse(printed);
  if (!parsed.success) return [{ pointer: '/headline', message: 'the first page is not that of a report' }];
  const { gate, instruments } = parsed.data.headline;
  const verdicts = new Map(instruments.map(({ ruleset, verdict }) => [ruleset, verdict]));
  return [
    ...(gate === evaluation.gate
      ? []
      : [{ pointer: '/headline/gate', message: `printed as ${gate}; it comes to ${evaluation.gate}` }]),
    ...evaluation.rulesets
      .filter(({ id, verdict }) => verdicts.get(id) !== verdict)
      .map(({ id, verdict }) => ({ pointer: '/headline/instruments', message: `${id} comes to ${verdict}` })),
  ];
}
