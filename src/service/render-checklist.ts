import { calendarDateOf } from '../core/base/calendar-date.ts';
import type { InputIssue } from '../core/base/input-issue.ts';
import { mergeOrders } from '../core/base/merge-orders.ts';
import type { Question, QuestionGroup } from '../core/language/questionnaire.ts';
import type { Locale } from '../core/language/shapes/text.ts';
import { buildChecklist } from '../core/report/checklist/build-checklist.ts';
import type { Rendition } from '../core/report/document/rendition.ts';
import { sideBySide } from '../core/report/layout/side-by-side.ts';
import { PLAIN_PAPER } from '../core/report/paper.ts';
import type { Caller } from './access.ts';
import { chooseLocale } from './choose-locale.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { selectRulesets } from './evaluation-request.ts';
import type { Clock, Store } from './ports.ts';
import { recompute, type SnapshotCache } from './recompute.ts';
import { recordAccess } from './record-access.ts';
import { findRenderer, type RenderedReport, type ReportRenderer } from './render-report.ts';
import { chooseForm, type ReportWish } from './report-form.ts';
import type { LibraryRuleset, RuleLibrary } from './rule-library.ts';
import { ServiceError } from './service-error.ts';

/** What a checklist needs. */
export interface ChecklistNeeds {
  readonly library: RuleLibrary;
  readonly renderers: readonly ReportRenderer[];
  readonly clock: Clock;
}

/** How a checklist is wanted, before it was looked at. */
export interface ChecklistWish extends Omit<ReportWish, 'template'> {
  readonly format: string;
  /** Ids of rulesets; all of them when left out. */
  readonly rulesets?: readonly string[] | undefined;
  /** Where these ids stand, for the pointers of issues; `/rulesets` when left out. */
  readonly rulesetsAt?: string | undefined;
}

/** What is still open for a product, under the rulesets that it was assessed with. */
export interface OpenChecklist {
  readonly product: string;
  readonly facts: readonly string[];
  readonly rulesets: readonly LibraryRuleset[];
}

/**
 * Sets the questionnaire as a paper: the whole of it, or what is still open.
 *
 * @throws ServiceError `unknown_format`, `unknown_locale`, `unknown_layout` or `unknown_ruleset`
 */
export async function renderChecklist(
  { library, renderers, clock }: ChecklistNeeds,
  wanted: ChecklistWish,
  open: OpenChecklist | null,
  brand = PLAIN_PAPER.brand,
): Promise<RenderedReport> {
  const papers = renderers.filter(({ writes }) => writes === 'document');
  const renderer = findRenderer(papers, wanted.format);
  const { layout } = chooseForm({ layout: wanted.layout });
  const issues: InputIssue[] = [];
  const from = open === null ? library : { ...library, rulesets: open.rulesets };
  const rulesets = selectRulesets(wanted.rulesets, from, issues, wanted.rulesetsAt);
  if (issues.length > 0) throw new ServiceError('unknown_ruleset', undefined, issues);
  const locale = chooseLocale(wanted.locale, rulesets);
  const questions = questionsOf(library, rulesets, open);
  const inLocale = (one: Locale) =>
    buildChecklist({
      ...{ locale: one, rulesets, questions, brand },
      groups: open === null ? library.questionnaire.groups : groupsOf(library, rulesets),
      product: open === null ? null : open.product,
      day: calendarDateOf(clock.now()),
      engine: ENGINE_VERSION,
    });
  const first = inLocale(locale);
  const other = layout === 'bilingual' ? chooseLocale(locale === 'en' ? 'zh-CN' : 'en', rulesets) : undefined;
  const documents: Rendition['documents'] = other === undefined ? [first] : sideBySide(first, inLocale(other));
  return {
    content: await renderer.render({ documents, models: [] }),
    contentType: renderer.contentType,
    fileName: `preclear-checklist.${renderer.format}`,
  };
}

/**
 * The checklist of a product: what its latest evaluation still turns on. That its answers were read is noted.
 *
 * @throws ServiceError `product_not_found`, `evaluation_not_found` when it was never assessed, `answers_erased`, or as
 * {@link renderChecklist}
 */
export async function renderProductChecklist(
  needs: ChecklistNeeds & { readonly store: Store; readonly snapshots: SnapshotCache },
  caller: Caller,
  productId: string,
  wanted: ChecklistWish,
): Promise<RenderedReport> {
  const { reach } = caller;
  const product = await needs.store.findProduct(reach, productId);
  if (product === undefined) throw new ServiceError('product_not_found');
  const { items } = await needs.store.listLatestEvaluations(reach, null, 1, [productId]);
  const [latest] = items;
  if (latest === undefined) throw new ServiceError('evaluation_not_found', 'The product has not been assessed.');
  const { evaluation, rulesets } = await recompute(needs, reach, latest.evaluationId);
  const branding = await needs.store.findBranding(reach.organization);
  const open = { product: product.name, facts: evaluation.next_questions.map(({ fact }) => fact), rulesets };
  const made = await renderChecklist(needs, wanted, open, branding?.brand);
  await recordAccess(needs, caller, 'evaluation.read', latest.evaluationId, { checklist: wanted.format });
  return made;
}

/** Those of the library; those of a product as the rulesets it was assessed with have them. In the order in which a person answers. */
function questionsOf(
  { questionnaire }: RuleLibrary,
  rulesets: readonly LibraryRuleset[],
  open: OpenChecklist | null,
): readonly Question[] {
  const asked = byId(rulesets.flatMap(({ compiled }) => compiled.questions));
  if (open === null) return questionnaire.questions.filter(({ id }) => asked.has(id));
  const facts = new Set(open.facts);
  return inOrder(asked, [questionnaire.questions, ...rulesets.map(({ compiled }) => compiled.questions)]).filter(
    ({ id }) => facts.has(id),
  );
}

/** The groups of some rulesets, each once, in the order in which a person answers. */
function groupsOf({ questionnaire }: RuleLibrary, rulesets: readonly LibraryRuleset[]): readonly QuestionGroup[] {
  const groups = byId(rulesets.flatMap(({ compiled }) => compiled.groups));
  return inOrder(groups, [questionnaire.groups, ...rulesets.map(({ compiled }) => compiled.groups)]);
}

interface Named {
  readonly id: string;
}

function byId<T extends Named>(all: readonly T[]): ReadonlyMap<string, T> {
  return new Map(all.map((one) => [one.id, one]));
}

/** An old ruleset may know what the library no longer does: it stands after what it followed there. */
function inOrder<T extends Named>(known: ReadonlyMap<string, T>, orders: readonly (readonly Named[])[]): readonly T[] {
  const ids = mergeOrders(orders.map((order) => order.map(({ id }) => id)));
  return ids.flatMap((id) => known.get(id) ?? []);
}
