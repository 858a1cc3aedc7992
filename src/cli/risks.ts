import { risksOf } from '../http/review-on-wire.ts';
import { acceptedRiskBody } from '../http/schemas/review.ts';
import { acceptRisk, findRisk, withdraw } from '../service/review.ts';
import { ServiceError } from '../service/service-error.ts';
import type { Format, OfOrganization } from './command.ts';
import { readBody } from './read-body.ts';
import { riskText } from './review-text.ts';
import { callerOf, insistOnReplace, withReview } from './review.ts';
import type { Terminal } from './terminal.ts';

/** The options of `risks accept`. */
export interface AcceptOptions extends OfOrganization {
  readonly reason: string;
  readonly owner: string;
  readonly role: string;
  readonly expires: string;
  readonly replace?: true;
}

/** Keeps a dated decision to go on with an open finding of a product. */
export async function acceptRiskCommand(
  productId: string,
  rule: string,
  options: AcceptOptions,
  terminal: Terminal,
): Promise<void> {
  const { reason, owner, role, expires } = options;
  const body = readBody(
    acceptedRiskBody,
    { reason, owner: { name: owner, role }, expires_on: expires },
    { 'owner.name': 'owner', 'owner.role': 'role', expires_on: 'expires' },
  );
  const caller = callerOf(options.organization);
  await withReview(terminal, async (needs) => {
    const { last, isSaid } = await findRisk(needs, caller.reach, productId, rule);
    insistOnReplace(isSaid, options);
    return acceptRisk(needs, caller, { productId, rule }, body, last);
  });
  terminal.stdout.write(`accepted ${rule} to ${body.expires_on}\n`);
}

/** Prints the accepted risks of a product, one a line; those that have ended too. */
export async function listRisksCommand(
  productId: string,
  { organization, format }: OfOrganization & Format,
  terminal: Terminal,
): Promise<void> {
  const { reach } = callerOf(organization);
  const risks = await withReview(terminal, async ({ store }) => {
    if ((await store.findProduct(reach, productId)) === undefined) throw new ServiceError('product_not_found');
    return risksOf(await store.listReviews(reach, productId));
  });
  const lines = risks.length === 0 ? ['no accepted risks'] : risks.map(riskText);
  terminal.stdout.write(`${format === 'json' ? JSON.stringify(risks, undefined, 2) : lines.join('\n')}\n`);
}

/** Takes back the acceptance of a risk. */
export async function withdrawRiskCommand(
  productId: string,
  rule: string,
  { organization }: OfOrganization,
  terminal: Terminal,
): Promise<void> {
  const caller = callerOf(organization);
  await withReview(terminal, async (needs) => {
    const { last, isSaid } = await findRisk(needs, caller.reach, productId, rule);
    if (!isSaid || last === null) throw new ServiceError('review_not_found');
    await withdraw(needs, caller, { evaluationId: null, productId, kind: 'accepted_risk', subject: rule }, last);
  });
  terminal.stdout.write(`withdrawn ${rule}\n`);
}
