import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { calendarDate } from '../src/core/base/calendar-date.ts';
import { parseAnswersFile } from '../src/core/questionnaire/parse-answers-file.ts';
import type { Rendition } from '../src/core/report/document/rendition.ts';
import { createRenderers, readLibrary } from '../src/main.ts';
import { respond } from '../src/service/evaluation-response.ts';
import { exportEvaluation } from '../src/service/evaluation-export.ts';
import { findRenderer } from '../src/service/render-report.ts';
import { renditionOf } from '../src/service/rendition-of.ts';
import type { ReportSubject } from '../src/service/report-subject.ts';
import { machine, median } from './machine.ts';

// Reports of the largest example in every format: the first of a process, and the middle of those after it. What is written on another
// thread keeps what the last papers had, so each of its rounds is a report of one more answer, which was never written before; beside it
// stand reports of the example after those of other products, and the same report over and over. And how long the event loop waits while
// PDFs are written, and while answers are evaluated and a report of them is planned, built and written. Run it on a quiet machine with
// `npm run bench:report`.

const DAY = calendarDate('2026-11-23');
const EXAMPLE = 'b-overseas-text-to-image-day-one.yaml';
const ROUNDS = 15;
/** Of what takes a few milliseconds, whose code is compiled as it runs. */
const QUICK_ROUNDS = 300;
const HEAVY: ReadonlySet<string> = new Set(['pdf', 'docx']);
const PDFS = 20;
const LANES = 2;
const PAGES = 40;
/** Reports before those that are watched: the code of the first is compiled as it runs, which takes longer. */
const WARM_UP = 40;
const PAUSE_MS = 150;
/** More than the typesetter remembers. */
const OTHERS = ['c-hospital-open-to-patients.yaml', 'h-api-vendor.yaml', 'i-companion-app.yaml'] as const;

const library = await readLibrary(new URL('../rules', import.meta.url).pathname);
const { renderers, close } = await createRenderers();
const subjects = { en: await subjectIn('en', EXAMPLE), 'zh-CN': await subjectIn('zh-CN', EXAMPLE) };
/** Questions that the example leaves open: each round answers one more. */
const unanswered = library.questionnaire.questions
  .filter(({ id, type }) => type === 'boolean' && !subjects.en.answers.has(id))
  .map(({ id }) => id);

console.log(machine());
console.log(`The report of examples/${EXAMPLE} for counsel`);
console.log();
console.log(row('', 'built ms', 'first ms', 'median ms', 'bytes'));

for (const [label, locale, layout] of [
  ['en', 'en', 'single'],
  ['zh-CN', 'zh-CN', 'single'],
  ['bilingual', 'en', 'bilingual'],
] as const) {
  const subject = subjects[locale];
  const built: number[] = [];
  let rendition: Rendition | undefined;
  for (let round = 0; round < QUICK_ROUNDS; round += 1) {
    const from = performance.now();
    rendition = await renditionOf(subject, { template: 'counsel', layout });
    built.push(performance.now() - from);
  }
  if (rendition === undefined) throw new Error('there is at least one round');
  const exported = exportEvaluation(subject);
  for (const renderer of renderers) {
    const heavy = HEAVY.has(renderer.format);
    const taken: number[] = [];
    let bytes = 0;
    for (let round = 0; round < (heavy ? ROUNDS : QUICK_ROUNDS); round += 1) {
      const own = heavy ? await renditionOf(answering(subject, round), { template: 'counsel', layout }) : rendition;
      if (heavy) await setTimeout(PAUSE_MS);
      const from = performance.now();
      ({ length: bytes } = await renderer.render(own, exported));
      taken.push(performance.now() - from);
    }
    const [first = Number.NaN, ...rest] = taken;
    const figures = [median(built), first, median(rest)].map((figure) => figure.toFixed(1));
    console.log(row(`${renderer.format}, ${label}`, ...figures, String(bytes)));
  }
}

const pdf = findRenderer(renderers, 'pdf');
const rendition = await renditionOf(subjects.en, { template: 'counsel', layout: 'single' });

console.log();
console.log(row('pdf, en', 'median ms', 'longest ms'));
console.log(row('after those of other products', ...(await figuresAfter(await renditionsOf(OTHERS)))));
console.log(row('the same over and over', ...(await figuresAfter([]))));

console.log();
console.log(row('event loop kept waiting', 'all ms', 'p50 ms', 'p99 ms', 'longest ms'));
await watch(`${PDFS} PDFs, ${LANES} always under way`, async () => {
  const lane = async (): Promise<void> => {
    for (let made = 0; made < PDFS / LANES; made += 1) await pdf.render(rendition);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
});
for (const [format, layout] of [
  ['html', 'single'],
  ['html', 'bilingual'],
  ['md', 'bilingual'],
  ['json', 'bilingual'],
] as const) {
  const renderer = findRenderer(renderers, format);
  const reportOn = async (round: number): Promise<void> => {
    const subject = answering(subjects.en, round % ROUNDS);
    await setImmediate();
    const own = await renditionOf(subject, { template: 'counsel', layout });
    await renderer.render(own, renderer.carriesExport === true ? exportEvaluation(subject) : undefined);
    await setImmediate();
  };
  for (let made = 0; made < WARM_UP; made += 1) await reportOn(made);
  await watch(`${PAGES} of ${format}, ${layout}, all anew`, async () => {
    for (let made = 0; made < PAGES; made += 1) await reportOn(made);
  });
}
await close();

/** How long a PDF takes when those of other products were written just before: the middle and the longest. */
async function figuresAfter(between: readonly Rendition[]): Promise<readonly string[]> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const other of between) await pdf.render(other);
    // As between two requests: what was written last is tidied up after.
    await setTimeout(PAUSE_MS);
    const from = performance.now();
    await pdf.render(rendition);
    taken.push(performance.now() - from);
  }
  return [median(taken), Math.max(...taken)].map((figure) => figure.toFixed(1));
}

async function renditionsOf(examples: readonly string[]): Promise<readonly Rendition[]> {
  const made: Rendition[] = [];
  for (const example of examples)
    made.push(await renditionOf(await subjectIn('en', example), { template: 'counsel', layout: 'single' }));
  return made;
}

async function watch(label: string, work: () => Promise<void>): Promise<void> {
  const waits = monitorEventLoopDelay({ resolution: 1 });
  waits.enable();
  const from = performance.now();
  await work();
  waits.disable();
  const figures = [performance.now() - from, waits.percentile(50) / 1e6, waits.percentile(99) / 1e6, waits.max / 1e6];
  console.log(row(label, ...figures.map((figure) => figure.toFixed(1))));
}

/** The subject when so many of the questions it leaves open are answered yes. */
function answering(subject: ReportSubject, more: number): ReportSubject {
  const answers = new Map(subject.answers);
  for (const id of unanswered.slice(0, more)) answers.set(id, true);
  return { ...subject, answers, evaluation: evaluationOf({ ...subject, answers }, subject.evaluation.locale) };
}

function evaluationOf(
  { rulesets, answers, answeredOn, targetLaunch }: Omit<ReportSubject, 'evaluation'>,
  locale: 'en' | 'zh-CN',
): ReportSubject['evaluation'] {
  return respond({ id: null, rulesets, answers, asOf: DAY, answeredOn: answeredOn ?? undefined, locale, targetLaunch });
}

async function subjectIn(locale: 'en' | 'zh-CN', example: string): Promise<ReportSubject> {
  const text = await readFile(new URL(`../examples/${example}`, import.meta.url), 'utf8');
  const { questionnaire, rulesets, crosswalks, glossary } = library;
  const parsed = parseAnswersFile(
    questionnaire,
    rulesets.map(({ compiled }) => compiled.id),
    example,
    text,
  );
  if (!parsed.ok) throw new Error(`${example} cannot be used`);
  const { answers, answeredOn, answeredBy, product, productVersion, targetLaunch } = parsed.file;
  const subject = {
    rulesets,
    crosswalks,
    glossary,
    answers,
    asOf: DAY,
    answeredOn,
    answeredBy,
    product,
    productVersion,
    targetLaunch,
    evidence: [],
  };
  return { ...subject, evaluation: evaluationOf(subject, locale) };
}

function row(label: string, ...figures: readonly string[]): string {
  return [label.padEnd(34), ...figures.map((figure) => figure.padStart(12))].join('');
}
