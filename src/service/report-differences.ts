import { z } from 'zod';
import { isRecord } from '../core/base/is-record.ts';
import { sameData } from '../core/base/same-data.ts';
import { buildReport } from '../core/report/build-report.ts';
import type { ResultRecord } from './evaluation-response.ts';
import { inOtherLanguage } from './in-other-language.ts';
import type { ParsedExport, ParsedReport } from './parse-export.ts';
import { reportInputOf, type ReportSubject } from './report-subject.ts';
import { ServiceError } from './service-error.ts';

/** One thing that is not as it should be: where it stands in the report, and what is wrong with it. */
export interface Difference {
  readonly pointer: string;
  readonly message: string;
}

/** Rulesets that are called otherwise than in their content. */
export function namedOtherwise(exported: ParsedExport, subject: ReportSubject): readonly Difference[] {
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

/** Everything in a recorded result that computing it again does not give. */
export function resultDifferences(recorded: ResultRecord, computed: ResultRecord): readonly Difference[] {
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

/** What belongs to the paper and not to the result: who signed it, what counsel said beside it, and what was named as evidence. */
const PAPER = ['paper', 'risks', 'sign_off', 'evidence'] as const;

/** Guidance of the day on which a report was written, and the list of parts that names it: no digest covers them. */
const GUIDANCE: ReadonlySet<string> = new Set(['crosswalk', 'contents', 'glossary', ...PAPER]);

/** The parts of a report, in both languages where it has two, that are not what the same engine prints of the same result. */
export function printedDifferences(
  { translation, ...printed }: ParsedReport['printed'],
  subject: ReportSubject,
): readonly Difference[] {
  const own = partDifferences(printed, subject, '');
  if (translation === undefined) return own;
  const other = translationOf(subject);
  return [
    ...own,
    ...(other === null || !isRecord(translation)
      ? [{ pointer: '/translation', message: 'the result gives no such translation' }]
      : partDifferences(translation, other, '/translation')),
  ];
}

/** @returns `null` when a ruleset is not written in the other language */
function translationOf(subject: ReportSubject): ReportSubject | null {
  try {
    return inOtherLanguage(subject);
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'unknown_locale') return null;
    throw error;
  }
}

function partDifferences(
  printed: Readonly<Record<string, unknown>>,
  subject: ReportSubject,
  at: string,
): readonly Difference[] {
  const model: Readonly<Record<string, unknown>> = { ...buildReport(reportInputOf(subject)) };
  const names = new Set([...Object.keys(model), ...Object.keys(printed)]);
  return [...names]
    .filter((name) => !GUIDANCE.has(name) && !sameData(model[name], printed[name]))
    .sort()
    .map((name) => ({ pointer: `${at}/${name}`, message: 'this part is not what the result gives' }));
}

const contractWords = z.object({
  headline: z.object({
    gate: z.string(),
    instruments: z.array(z.object({ ruleset: z.string(), verdict: z.string() })),
  }),
});

/** What every engine prints alike: the words of the contract on the first page. */
export function wordDifferences(
  printed: ParsedReport['printed'],
  { evaluation }: ReportSubject,
): readonly Difference[] {
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
