import type { reviewOnWire } from '../http/review-on-wire.ts';
import type { Signatory } from '../core/report/paper.ts';

/** What names the state of a review that was seen. */
export function seenOf(last: string | null): string {
  return last ?? 'none';
}

const HOW = { review: 'reviewed', accepted_risk: 'accepted as a risk', open: 'not reviewed' };

/** What was said of an evaluation, and what is still to be reviewed, one thing a line. */
export function reviewText(
  { evaluation_id: id, state, gate, effective_gate: effective, ...said }: ReturnType<typeof reviewOnWire>,
  seen: string,
): string {
  const lines = [
    `evaluation ${id}  ${state}`,
    `gate ${gate}${effective === null ? '' : `, with overrides and accepted risks ${effective}`}`,
    ...said.reviews.map(({ rule, disposition, status, citation, reason, by, on }) => {
      const texts = [citation, reason].flatMap((text) => (text === null ? [] : [JSON.stringify(text)]));
      const own = status === null ? disposition : `${disposition} as ${status}`;
      return ['finding', rule, own, ...texts, personText(by), on].join('  ');
    }),
    ...said.set_aside.map(({ fact, confirmed }) => {
      const how = confirmed === null ? ['not confirmed'] : ['confirmed', personText(confirmed.by), confirmed.on];
      return ['set aside', fact, ...how].join('  ');
    }),
    ...said.to_review.map(({ rule, asks, settled_by: settledBy }) =>
      ['to review', rule, HOW[settledBy ?? 'open'], ...asks.map(({ code }) => code)].join('  '),
    ),
    ...said.accepted_risks.map(riskText),
    ...said.sign_offs.map(({ ruleset, by, on }) => ['signed', ruleset, personText(by), on].join('  ')),
    `seen ${seen}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** An accepted risk in a line. */
export function riskText({
  rule,
  reason,
  owner,
  accepted_on: from,
  expires_on: to,
}: ReturnType<typeof reviewOnWire>['accepted_risks'][number]): string {
  return ['risk', rule, `from ${from} to ${to}`, JSON.stringify(reason), personText(owner)].join('  ');
}

function personText({ name, role }: Signatory): string {
  return `${JSON.stringify(name)}, ${JSON.stringify(role)}`;
}
