import { personOf } from './build-paper.ts';
import type { AcceptedRisk, FindingReview } from './paper.ts';
import { beginPart } from './part-heading.ts';
import { plainText } from './plain-text.ts';
import type { RisksPart } from './report-model.ts';
import { referTo, type AssessedFinding, type AssessedRuleset, type ReportSource } from './report-source.ts';
import { findingWords } from './status-words.ts';

/** The risks that were accepted, and the findings that counsel sees otherwise than they were computed. */
export function buildRisks(source: ReportSource): RisksPart {
  const { words, input } = source;
  const told = words.paper.risks;
  const accepted = input.paper.accepted_risks.flatMap((risk) => acceptedOf(source, risk));
  const contested = input.paper.reviews.flatMap((review) => contestedOf(source, review));
  const part = beginPart(words, 'risks', accepted.length + contested.length > 0 ? 'something' : 'nothing');
  return {
    ...part,
    lead: accepted.length > 0 ? [told.standing] : part.lead,
    accepted_heading: told.accepted,
    accepted,
    accepted_none: told.noneAccepted,
    contested_heading: told.contested,
    contested,
    contested_none: told.noneContested,
  };
}

function acceptedOf(source: ReportSource, risk: AcceptedRisk): RisksPart['accepted'] {
  const found = findingOf(source, risk.rule);
  if (found === undefined) return [];
  const { words, input } = source;
  const inForce = risk.accepted_on <= input.asOf && input.asOf <= risk.expires_on;
  const day = words.date(risk.expires_on);
  return [
    {
      ...referTo(source, found.assessed),
      reason: plainText(risk.reason),
      owner: personOf(source, risk.owner),
      expires: risk.expires_on < input.asOf ? words.paper.risks.expired(day) : day,
      in_force: inForce ? 'yes' : 'no',
    },
  ];
}

function contestedOf(source: ReportSource, review: FindingReview): RisksPart['contested'] {
  if (review.disposition !== 'overridden' || review.status === null) return [];
  const found = findingOf(source, review.rule);
  if (found === undefined) return [];
  const { words } = source;
  return [
    {
      ...referTo(source, found.assessed),
      computed: findingWords(source, found.ruleset, found.assessed.finding),
      reviewed: words.status[review.status],
      basis: plainText(review.citation ?? ''),
      reason: plainText(review.reason ?? ''),
      by: words.paper.review.by(personOf(source, review.by), words.date(review.on)),
    },
  ];
}

function findingOf(
  { rulesets }: ReportSource,
  id: string,
): { readonly ruleset: AssessedRuleset; readonly assessed: AssessedFinding } | undefined {
  for (const ruleset of rulesets) {
    const assessed = ruleset.findings.find(({ rule }) => rule.id === id);
    if (assessed !== undefined) return { ruleset, assessed };
  }
  return undefined;
}
