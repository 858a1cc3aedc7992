import { askedIn } from './answer-words.ts';
import { beginPart } from './part-heading.ts';
import { plainText } from './plain-text.ts';
import type { EvidencePart } from './report-model.ts';
import type { ReportSource } from './report-source.ts';

/** Every reference that a sign-off names or the submission describes, in the order in which they come up. */
export function buildEvidence(source: ReportSource): EvidencePart {
  const { input, words } = source;
  const named = new Map<string, string[]>(input.evidence.map(({ ref }) => [ref, []]));
  for (const [fact, value] of input.answers) {
    if (typeof value !== 'object' || !('attested' in value)) continue;
    const question = source.question(fact);
    for (const ref of value.evidence ?? [])
      named.set(ref, [...(named.get(ref) ?? []), question === undefined ? fact : askedIn(source, question)]);
  }
  const described = new Map(input.evidence.map((entry) => [entry.ref, entry]));
  return {
    ...beginPart(words, 'evidence', named.size > 0 ? 'something' : 'nothing'),
    references: [...named].map(([ref, by]) => {
      const entry = described.get(ref);
      return {
        ref: plainText(ref),
        title: plainText(entry?.title ?? words.paper.evidence.notDescribed),
        link: entry?.link ?? '',
        sha256: entry?.sha256 ?? '',
        named_by: by.length === 0 ? [words.paper.evidence.submission] : by,
      };
    }),
  };
}
