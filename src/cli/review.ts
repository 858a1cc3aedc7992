import { confirmationBody, findingReviewBody, signOffBody } from '../http/schemas/review.ts';
import { reviewOnWire } from '../http/review-on-wire.ts';
import { calendarDateOf } from '../core/base/calendar-date.ts';
import { SCOPES, wholeOf, type Caller } from '../service/access.ts';
import { SnapshotCache } from '../service/recompute.ts';
import {
  confirmSetAside,
  findStanding,
  readReview,
  reviewFinding,
  withdraw,
  type ReviewNeeds,
} from '../service/review.ts';
import { ServiceError } from '../service/service-error.ts';
import { signOff } from '../service/sign-off.ts';
import { BadInput } from './bad-input.ts';
import type { Format, OfOrganization } from './command.ts';
import { explainIssues } from './explain-issues.ts';
import { readBody } from './read-body.ts';
import { readLibrary } from './read-library.ts';
import { reviewText, seenOf } from './review-text.ts';
import type { Terminal } from './terminal.ts';
import { COMMAND_LINE, withDatabase } from './with-database.ts';

/** The options that say who speaks. */
interface Speaker {
  readonly by?: string;
  readonly role?: string;
}

/** The option that lets something be put in the place of what stands. */
interface Replace {
  readonly replace?: true;
}

/** The options of `review finding`. */
export interface FindingOptions extends OfOrganization, Speaker, Replace {
  readonly status?: string;
  readonly citation?: string;
  readonly reason?: string;
}

/** The options of `review set-aside`. */
export interface SetAsideOptions extends OfOrganization, Speaker, Replace {
  readonly withdraw?: true;
}

/** The options of `review sign`. */
export interface SignOptions extends OfOrganization, Speaker {
  readonly seen: string;
  readonly admission?: string;
  readonly licenceNo?: string;
  readonly rulesets?: readonly string[];
  readonly privileged?: true;
  readonly locale?: string;
  readonly layout?: string;
  readonly template?: string;
  readonly formats?: readonly string[];
}

/** Which command closes which open point. */
const MENDED_WITH = [
  ['not_confirmed', 'Counsel confirms with: preclear review set-aside <evaluation> <fact>'],
  ['not_reviewed', 'Counsel reviews with: preclear review finding <evaluation> <rule> confirmed, or overridden'],
] as const;

const OPTION_OF = { 'by.name': 'by', 'by.role': 'role', 'owner.name': 'owner', 'owner.role': 'role' };

/** Prints what was said of an evaluation. */
export async function showReviewCommand(
  id: string,
  { organization, format }: OfOrganization & Format,
  terminal: Terminal,
): Promise<void> {
  const { stored, review } = await withReview(terminal, (needs) => readReview(needs, callerOf(organization), id));
  const shown = reviewOnWire(stored, review, calendarDateOf(terminal.now()));
  const seen = seenOf(review.last);
  terminal.stdout.write(
    format === 'json' ? `${JSON.stringify({ ...shown, seen }, undefined, 2)}\n` : reviewText(shown, seen),
  );
}

/** Keeps what counsel says of a finding, or takes it back. */
export async function reviewFindingCommand(
  id: string,
  rule: string,
  disposition: string,
  options: FindingOptions,
  terminal: Terminal,
): Promise<void> {
  const caller = callerOf(options.organization);
  if (disposition === 'withdrawn') {
    await takeBack({ id, kind: 'finding', subject: rule }, caller, terminal);
    return;
  }
  const { status, citation, reason } = options;
  const body = readBody(findingReviewBody, { disposition, status, citation, reason, by: personOf(options) }, OPTION_OF);
  const entry = await withReview(terminal, async (needs) => {
    const { productId, last, isSaid } = await findStanding(needs, caller.reach, id, 'finding', rule);
    insistOnReplace(isSaid, options);
    return reviewFinding(needs, caller, { evaluationId: id, productId, rule }, body, last);
  });
  terminal.stdout.write(`${body.disposition} ${entry.subject}\n`);
}

/** Keeps that counsel agrees that an answer sets duties aside, or takes it back. */
export async function setAsideCommand(
  id: string,
  fact: string,
  options: SetAsideOptions,
  terminal: Terminal,
): Promise<void> {
  const caller = callerOf(options.organization);
  if (options.withdraw === true) {
    await takeBack({ id, kind: 'set_aside', subject: fact }, caller, terminal);
    return;
  }
  const { by } = readBody(confirmationBody, { by: personOf(options) }, OPTION_OF);
  await withReview(terminal, async (needs) => {
    const { productId, last, isSaid } = await findStanding(needs, caller.reach, id, 'set_aside', fact);
    insistOnReplace(isSaid, options);
    return confirmSetAside(needs, caller, { evaluationId: id, productId, fact }, by, last);
  });
  terminal.stdout.write(`confirmed ${fact}\n`);
}

/** Signs for an evaluation as it was seen. */
export async function signCommand(id: string, options: SignOptions, terminal: Terminal): Promise<void> {
  const { admission, licenceNo, rulesets, privileged, locale, layout, template, formats } = options;
  const form = { rulesets, privileged, locale, layout, template, formats };
  const signed = { by: personOf(options), admission, licence_no: licenceNo };
  const body = readBody(signOffBody, { ...signed, ...form }, OPTION_OF);
  const caller = callerOf(options.organization);
  const seen = options.seen === seenOf(null) ? null : options.seen;
  const { createRenderers } = await import('../main.ts');
  const { renderers, close } = await createRenderers();
  try {
    const state = await withReview(terminal, (needs) =>
      signOff({ ...needs, renderers }, caller, id, body, seen).catch(explainOpen),
    );
    const signedFor = state.sign_offs.map(({ ruleset }) => ruleset).join(', ');
    terminal.stdout.write(`${state.state}: signed for ${signedFor}\n`);
  } finally {
    await close();
  }
}

/** What a person said of something of an evaluation, taken back. */
async function takeBack(
  { id, kind, subject }: { readonly id: string; readonly kind: 'finding' | 'set_aside'; readonly subject: string },
  caller: Caller,
  terminal: Terminal,
): Promise<void> {
  await withReview(terminal, async (needs) => {
    const { productId, last, isSaid } = await findStanding(needs, caller.reach, id, kind, subject);
    if (!isSaid || last === null) throw new ServiceError('review_not_found');
    await withdraw(needs, caller, { evaluationId: id, productId, kind, subject }, last);
  });
  terminal.stdout.write(`withdrawn ${subject}\n`);
}

/** Whoever works at the machine itself, on the whole of one organization. */
export function callerOf(organization: string): Caller {
  return { actor: COMMAND_LINE, reach: wholeOf(organization), scopes: SCOPES };
}

/** Lets a command review on the database and the rules in use. */
export async function withReview<T>(terminal: Terminal, work: (needs: ReviewNeeds) => Promise<T>): Promise<T> {
  const library = await readLibrary(terminal.rulesFolder());
  return withDatabase(terminal, true, (needs) =>
    work({ ...needs, library, snapshots: new SnapshotCache(library.rulesets) }).catch(explainIssues),
  );
}

/** What stands is not written over by mistake. @throws BadInput */
export function insistOnReplace(isSaid: boolean, { replace }: Replace): void {
  if (isSaid && replace !== true)
    throw new BadInput('Something was said of this already. Look at it, and add --replace to put this in its place.');
}

function personOf({ by, role }: Speaker): Readonly<Record<'name' | 'role', string>> {
  const missing = [...(by === undefined ? ['--by'] : []), ...(role === undefined ? ['--role'] : [])];
  if (by === undefined || role === undefined)
    throw new BadInput(`${missing.join(' and ')}: it is not said who says so; a name and the capacity of a person.`);
  return { name: by, role };
}

/** Points that are still open are closed by a command here. */
function explainOpen(error: unknown): never {
  if (!(error instanceof ServiceError) || error.code !== 'not_ready_to_sign') return explainIssues(error);
  const lines = error.issues.map(({ message }) => message);
  const ways = MENDED_WITH.filter(([code]) => error.issues.some((issue) => issue.code === code)).map(([, way]) => way);
  throw new BadInput([error.message, ...lines, ...ways].join('\n'), { cause: error });
}
