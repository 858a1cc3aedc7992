import type { InputIssue } from '../core/base/input-issue.ts';
import { calendarDateOf, type CalendarDate } from '../core/base/calendar-date.ts';
import { nearest } from '../core/base/nearest.ts';
import type { Signatory } from '../core/report/paper.ts';
import type { Caller } from './access.ts';
import { askedReviews } from './asked-reviews.ts';
import { canonicalJson, digestOfBytes } from './digest.ts';
import { paperSubject } from './paper-subject.ts';
import type { AuditEntry, FinalReport, ReviewEntry } from './ports.ts';
import { judgeAgain, type Recomputed, type StoredAssessment } from './recompute.ts';
import { findRenderer, renderReport, type ReportRenderer } from './render-report.ts';
import { chooseForm, type ReportWish } from './report-form.ts';
import { reviewStateOf, type ReviewState } from './review-state.ts';
import { readReviewed, type ReviewNeeds } from './review.ts';
import { ServiceError } from './service-error.ts';

/** Who signs for what, and how the report is to look once all have signed. */
export interface SignOffRequest extends ReportWish {
  readonly by: Signatory;
  readonly admission?: string | undefined;
  readonly licence_no?: string | undefined;
  /** Instruments that are signed for; those that nobody has signed for yet when left out. */
  readonly rulesets?: readonly string[] | undefined;
  readonly privileged?: boolean | undefined;
  /** Formats in which the bytes of the final report are kept; `pdf`, `html` and `json` as far as they exist when left out. */
  readonly formats?: readonly string[] | undefined;
}

const KEPT_FORMATS = ['pdf', 'html', 'json'];

/**
 * Signs for an evaluation. When every instrument is signed for, the report is final: its bytes are kept in each format asked for, and
 * nothing more is said of the evaluation.
 *
 * @param expected - the last thing said of the evaluation when it was read
 * @throws ServiceError `not_ready_to_sign` naming every duty set aside that counsel has not confirmed and every finding of the instruments
 * signed for that asks for a person and was not reviewed (of all instruments with the last signature), `evaluation_final`,
 * `precondition_failed` when something was said in between, `invalid_input` for an instrument that is not of the evaluation or is signed
 * for, or what is wrong with the looks of the report
 */
export async function signOff(
  needs: ReviewNeeds & { readonly renderers: readonly ReportRenderer[] },
  caller: Caller,
  id: string,
  request: SignOffRequest,
  expected: string | null,
): Promise<ReviewState> {
  const form = chooseForm(request);
  const formats =
    request.formats ?? KEPT_FORMATS.filter((name) => needs.renderers.some(({ format }) => format === name));
  const renderers = [...new Set(formats)].map((format) => findRenderer(needs.renderers, format));
  const { stored, entries, review } = await readReviewed(needs, caller.reach, id);
  if (review.state === 'final') throw new ServiceError('evaluation_final');
  if (review.last !== expected) throw new ServiceError('precondition_failed');
  const all = stored.evaluation.rulesets.map((ruleset) => ruleset.id);
  const signed = new Set(review.sign_offs.map(({ ruleset }) => ruleset));
  const wanted = request.rulesets ?? all.filter((ruleset) => !signed.has(ruleset));
  insistOnRulesets(wanted, all, signed);
  const isLast = all.every((ruleset) => signed.has(ruleset) || wanted.includes(ruleset));
  const at = needs.clock.now();
  insistOnReviewed(stored, review, isLast ? all : wanted, calendarDateOf(at));

  const { productId, asOf } = stored.record;
  const { by, admission = '', licence_no = '', privileged = false } = request;
  const made = wanted.map((subject): ReviewEntry => ({
    ...{ id: needs.ids.next(), productId, evaluationId: id, kind: 'sign_off', subject, at },
    content: { kind: 'sign_off', signOff: { by, admission, licence_no }, privileged },
  }));
  const after = reviewStateOf([...entries, ...made], stored.evaluation, asOf, isLast);
  const finals = isLast
    ? await renderFinals(needs, caller, { stored, request, form, renderers, review: after, at })
    : [];
  const { actor, reach } = caller;
  await needs.store.addReviews(reach, made, finals, { of: 'evaluation', last: expected }, [
    {
      ...{ at, actor, action: 'report.sign', subject: id },
      content: canonicalJson({
        rulesets: wanted,
        by,
        finals: finals.map(({ format, digest }) => ({ format, digest })),
      }),
    } satisfies AuditEntry,
  ]);
  return after;
}

function insistOnRulesets(wanted: readonly string[], all: readonly string[], signed: ReadonlySet<string>): void {
  const issues = wanted.flatMap((ruleset, index): readonly InputIssue[] => {
    const known = all.includes(ruleset);
    const message = !known
      ? `"${ruleset}" is no instrument of this evaluation`
      : signed.has(ruleset)
        ? `"${ruleset}" is signed for`
        : wanted.indexOf(ruleset) < index
          ? `"${ruleset}" stands twice`
          : null;
    if (message === null) return [];
    const open = all.filter((one) => !signed.has(one));
    const suggestion = known ? null : (nearest(ruleset, open) ?? null);
    return [
      {
        pointer: `/rulesets/${index}`,
        code: 'invalid_ruleset',
        message,
        expected: `one of ${open.join(', ')}`,
        suggestion,
      },
    ];
  });
  if (issues.length > 0) throw new ServiceError('invalid_input', undefined, issues);
}

/** Counsel confirms each duty that an answer sets aside, and reviews each finding that asks for a person, before a report is final. */
function insistOnReviewed(
  { record, evaluation }: Recomputed,
  review: ReviewState,
  rulesets: readonly string[],
  today: CalendarDate,
): void {
  const confirmed = new Set(review.set_aside_confirmations.map(({ fact }) => fact));
  const setAside = evaluation.set_aside.filter(({ fact }) => !confirmed.has(fact));
  const asked = askedReviews(evaluation, review, today).filter(
    ({ ruleset, settled_by: settledBy }) => rulesets.includes(ruleset) && settledBy === null,
  );
  const issues = [
    ...setAside.map(({ fact }): InputIssue => ({
      ...{ pointer: '', code: 'not_confirmed', suggestion: null },
      message: `the answer "${fact}" sets duties aside, and counsel has not confirmed it`,
      expected: `PUT /v1/evaluations/${record.id}/set-aside/${fact}/confirmation`,
    })),
    ...asked.map(({ rule, asks }): InputIssue => ({
      ...{ pointer: '', code: 'not_reviewed', suggestion: null },
      message: `the finding "${rule}" asks for a person, and counsel has not confirmed or overridden it: ${asks.map(({ why }) => why).join(' ')}`,
      expected: `PUT /v1/evaluations/${record.id}/findings/${rule}/review`,
    })),
  ];
  if (issues.length > 0) throw new ServiceError('not_ready_to_sign', undefined, issues);
}

async function renderFinals(
  needs: ReviewNeeds & { readonly renderers: readonly ReportRenderer[] },
  { reach }: Caller,
  look: {
    readonly stored: StoredAssessment;
    readonly request: SignOffRequest;
    readonly form: ReturnType<typeof chooseForm>;
    readonly renderers: readonly ReportRenderer[];
    readonly review: ReviewState;
    readonly at: Date;
  },
): Promise<readonly FinalReport[]> {
  const stored = await judgeAgain(look.stored, { locale: look.request.locale });
  const subject = await paperSubject(needs, reach, stored, look.review);
  const finals: FinalReport[] = [];
  for (const renderer of look.renderers) {
    const { content, contentType, fileName } = await renderReport(renderer, subject, look.form);
    finals.push({
      ...{ evaluationId: stored.record.id, productId: stored.record.productId, format: renderer.format },
      ...{ locale: stored.evaluation.locale, layout: look.form.layout, template: look.form.template },
      ...{ contentType, fileName, digest: digestOfBytes(content), createdAt: look.at, content },
    });
  }
  return finals;
}
