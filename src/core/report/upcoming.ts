import { beginPart } from './part-heading.ts';
import type { UpcomingPart } from './report-model.ts';
import { referTo, type ReportSource } from './report-source.ts';

/** The duties that only their date keeps from applying, the next one first. */
export function buildUpcoming(source: ReportSource): UpcomingPart {
  const { words } = source;
  const waiting = source.rulesets.flatMap(({ findings }) =>
    findings.flatMap((assessed) => {
      const { upcoming } = assessed.finding;
      return upcoming === null ? [] : [{ day: upcoming.from, assessed }];
    }),
  );
  const ordered = waiting.sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1));
  return {
    ...beginPart(words, 'upcoming', ordered.length > 0 ? 'something' : 'nothing'),
    duties: ordered.map(({ day, assessed }) => {
      const by = assessed.rule.entry.in_force?.by;
      return { ...referTo(source, assessed), from: words.date(day), by: by === undefined ? '' : source.text(by) };
    }),
  };
}
