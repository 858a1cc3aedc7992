import type { Block, Runs } from '../document/blocks.ts';
import type { FindingReference, Part, QuestionReference } from '../part-model.ts';
import type { ReliedOn } from '../report-model.ts';
import { heading, line, paragraphs, plain, quiet, reference, strong, type Cell } from './make-blocks.ts';

/** The anchor of a part. */
export function partAnchor(id: string): string {
  return `part-${id}`;
}

/** The anchor of the detail of a finding. */
export function findingAnchor(rule: string): string {
  return `finding-${rule}`;
}

/** The heading of a part and what it begins with. */
export function headOf(part: Part): readonly Block[] {
  return [heading(1, part.heading, partAnchor(part.id), part.number), ...paragraphs(part.lead, 'lead')];
}

/** A question with its answer, and where the answer was assumed, that it was. */
export function answerLine({ text, answer, source_words: assumed }: ReliedOn): Runs {
  return line(text, strong(answer), quiet(assumed));
}

/** A question by what it asks. */
export function questionLine({ text }: QuestionReference): Runs {
  return line(text);
}

/** A finding that leads to its detail. */
export function findingLine({ rule, title, citation }: FindingReference): Runs {
  return line(reference(title, findingAnchor(rule)), quiet(citation));
}

/** Where some findings stand in their instruments, each place once. */
export function citationsOf(findings: readonly FindingReference[]): string {
  return [...new Set(findings.map(({ citation }) => citation))].join(' · ');
}

/** A finding without a detail of its own to lead to. */
export function dutyLine({ title, citation }: FindingReference): Runs {
  return line(plain(title), quiet(citation));
}

/** Paragraphs in a cell; an empty one where there are none. */
export function cellOf(lines: readonly Runs[]): Cell {
  return lines.length === 0 ? '' : lines;
}
