import { askedIn } from './answer-words.ts';
import { beginPart } from './part-heading.ts';
import { plainText } from './plain-text.ts';
import type { FindingReference } from './part-model.ts';
import type { EvidencePart } from './report-model.ts';
import { referTo, type AssessedFinding, type ReportSource } from './report-source.ts';
import { findingWords } from './status-words.ts';

/** What was named as evidence, in the order in which it comes up, and what each duty that applies asks to be kept. */
export function buildEvidence(source: ReportSource): EvidencePart {
  const { words, input } = source;
  const named = namedEvidence(source);
  const described = new Map(input.evidence.map((entry) => [entry.ref, entry]));
  const told = words.paper.evidence;
  return {
    ...beginPart(words, 'evidence', named.size > 0 ? 'something' : 'nothing'),
    references: [...named].map(([ref, facts]) => {
      const entry = described.get(ref);
      return {
        ref: plainText(ref),
        title: plainText(entry?.title ?? told.notDescribed),
        link: entry?.link ?? '',
        sha256: entry?.sha256 ?? '',
        named_by: facts.length === 0 ? [told.submission] : facts.map((fact) => nameOf(source, fact)),
        serves: restingOn(source, facts),
      };
    }),
    asked_heading: told.asked,
    asked_lead: told.askedLead,
    asked: askedFor(source),
  };
}

/** Every reference that the submission describes or a sign-off names, with the sign-offs that name it. */
function namedEvidence({ input }: ReportSource): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, readonly string[]>(input.evidence.map(({ ref }) => [ref, []]));
  for (const [fact, value] of input.answers) {
    if (typeof value !== 'object' || !('attested' in value)) continue;
    for (const ref of value.evidence ?? []) named.set(ref, [...(named.get(ref) ?? []), fact]);
  }
  return named;
}

function nameOf(source: ReportSource, fact: string): string {
  const question = source.question(fact);
  return question === undefined ? fact : askedIn(source, question);
}

/** The findings that some answers decide. */
function restingOn(source: ReportSource, facts: readonly string[]): readonly FindingReference[] {
  const rests = ({ finding }: AssessedFinding): boolean =>
    finding.decided_by.some((deciding) => 'fact' in deciding && facts.includes(deciding.fact));
  return source.rulesets.flatMap(({ findings }) =>
    findings.filter((assessed) => isShown(assessed) && rests(assessed)).map((assessed) => referTo(source, assessed)),
  );
}

function askedFor(source: ReportSource): EvidencePart['asked'] {
  return source.rulesets.flatMap((ruleset) => {
    const rows = ruleset.findings
      .filter((assessed) => isShown(assessed) && assessed.rule.entry.evidence.length > 0)
      .map((assessed) => ({
        ...referTo(source, assessed),
        status: assessed.finding.status,
        status_words: findingWords(source, ruleset, assessed.finding),
        evidence: assessed.rule.entry.evidence.map((text) => source.text(text)),
      }));
    if (rows.length === 0) return [];
    return [{ ruleset: ruleset.compiled.id, heading: source.text(ruleset.compiled.file.title), rows }];
  });
}

/** Whether it applies or may apply, and does not only repeat others. */
function isShown({ finding }: AssessedFinding): boolean {
  return finding.status !== 'not_applicable' && !finding.echo;
}
