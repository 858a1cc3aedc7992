import type { WhyCondition, WhyDescription, WhyNearest, WhyNode } from '../core/report/why-model.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

/** How the truth of a line is shown. */
const MARKS = { true: '✓', false: '✗', unknown: '?' } as const;

/** The proof of a finding for a terminal: what decided, then what else its rule asks, then the nearest change. */
export function explainText(why: WhyDescription, style: Style): string {
  const sections = [
    [
      ...wrap(`${why.citation.text} — ${why.title} (${why.rule})`).map((line) => style.heading(line)),
      ...wrap(`${why.status_words} · ${why.severity_words}`),
      ...wrap(why.requirement, '  '),
    ],
    conditionLines(why.applies, style),
    conditionLines(why.met, style),
    nearestLines(why.nearest, style),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function conditionLines({ heading, proof }: WhyCondition, style: Style): string[] {
  const roots = proof.kind === 'all_of' || proof.kind === 'any_of' ? proof.parts : [proof];
  return [...wrap(heading).map((line) => style.heading(line)), ...roots.flatMap((node) => nodeLines(node, 1, style))];
}

/** A line for each node; those that did not decide are set back. */
function nodeLines(node: WhyNode, depth: number, style: Style): string[] {
  const indent = '  '.repeat(depth);
  const lines = wrap(`${MARKS[node.truth]} ${node.text}`, indent, `${indent}  `);
  return [
    ...(node.decides ? lines : lines.map((line) => style.aside(line))),
    ...node.parts.flatMap((part) => nodeLines(part, depth + 1, style)),
  ];
}

function nearestLines(nearest: WhyNearest, style: Style): string[] {
  const listed = (items: readonly { readonly fact: string; readonly text: string }[]): string[] =>
    items.flatMap(({ fact, text }) => wrap(`${text} (${fact})`, '  - ', '    '));
  return [
    style.heading(nearest.heading),
    ...wrap(nearest.lead, '  '),
    ...listed(nearest.changes),
    ...listed(nearest.needs_answers),
    ...(nearest.sign_offs.length === 0 ? [] : [...wrap(nearest.sign_offs_lead, '  '), ...listed(nearest.sign_offs)]),
    ...(nearest.changes.length === 0 ? [] : wrap(nearest.standing, '  ')),
  ];
}
