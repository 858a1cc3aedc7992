import type { ChangedLine, ChangesSection } from '../core/report/changes-model.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

const INDENT = '  ';

/** What changed between two assessments, for a terminal. */
export function compareText(changes: ChangesSection, style: Style): string {
  const { labels } = changes;
  const lines = (changed: readonly (ChangedLine & { readonly citation?: string })[]): string[] =>
    changed.flatMap(({ text, citation, before, after, why }) => [
      ...wrap(citation === undefined ? text : `${citation} — ${text}`, INDENT),
      ...wrap(`${before} → ${after}`, '    '),
      ...why.flatMap((sentence) => wrap(sentence, '    - ', '      ')),
    ]);
  const listed = (items: readonly string[]): string[] => items.flatMap((item) => wrap(item, '  - ', '    '));
  const sections: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    [labels.result, lines(changes.results)],
    [labels.findings, lines(changes.findings)],
    [labels.answers, lines(changes.answers.map((answer) => ({ ...answer, why: [] })))],
    [labels.rules, listed(changes.rules)],
    [labels.stale, listed(changes.stale)],
  ];
  const shown = sections
    .filter(([, content]) => content.length > 0)
    .map(([heading, content]) => [style.heading(heading), ...content]);
  return `${[changes.lead.flatMap((sentence) => wrap(sentence)), ...shown].map((part) => part.join('\n')).join('\n\n')}\n`;
}
