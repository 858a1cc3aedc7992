import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { calendarDate } from '../src/core/base/calendar-date.ts';
import { parseAnswersFile } from '../src/core/questionnaire/parse-answers-file.ts';
import type { Rendition } from '../src/core/report/document/rendition.ts';
import { createRenderers, readLibrary } from '../src/main.ts';
import { respond } from '../src/service/evaluation-response.ts';
import { exportEvaluation } from '../src/service/evaluation-export.ts';
import { renditionOf } from '../src/service/rendition-of.ts';
import type { ReportSubject } from '../src/service/report-subject.ts';
import { machine, median } from './machine.ts';

// Reports of the largest example in every format: the first of a process, the middle of those after it, and how long the event loop
// waits while PDFs are written, and while pages are built and written. Run it on a quiet machine with `npm run bench:report`.

const DAY = calendarDate('2026-11-23');
const EXAMPLE = 'b-overseas-text-to-image-day-one.yaml';
const ROUNDS = 9;
/** Of what takes a few milliseconds, whose code is compiled as it runs. */
const QUICK_ROUNDS = 100;
const HEAVY: ReadonlySet<string> = new Set(['pdf', 'docx']);
const PDFS = 20;
const LANES = 2;
const PAGES = 40;

const library = await readLibrary(new URL('../rules', import.meta.url).pathname);
const { renderers, close } = await createRenderers();
const subjects = { en: await subjectIn('en'), 'zh-CN': await subjectIn('zh-CN') };

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
    const taken: number[] = [];
    let bytes = 0;
    const rounds = HEAVY.has(renderer.format) ? ROUNDS : QUICK_ROUNDS;
    for (let round = 0; round < rounds; round += 1) {
      const from = performance.now();
      ({ length: bytes } = await renderer.render(rendition, exported));
      taken.push(performance.now() - from);
    }
    const [first = Number.NaN, ...rest] = taken;
    const figures = [median(built), first, median(rest)].map((figure) => figure.toFixed(1));
    console.log(row(`${renderer.format}, ${label}`, ...figures, String(bytes)));
  }
}

console.log();
console.log(row('event loop kept waiting', 'all ms', 'p50 ms', 'p99 ms', 'longest ms'));
const [pdf, html] = ['pdf', 'html'].map((wanted) => renderers.find(({ format }) => format === wanted));
if (pdf === undefined || html === undefined) throw new Error('there are renderers of PDF and HTML');
const rendition = await renditionOf(subjects.en, { template: 'counsel', layout: 'single' });
await watch(`${PDFS} PDFs, ${LANES} always under way`, async () => {
  const lane = async (): Promise<void> => {
    for (let made = 0; made < PDFS / LANES; made += 1) await pdf.render(rendition);
  };
  await Promise.all(Array.from({ length: LANES }, lane));
});
for (const layout of ['single', 'bilingual'] as const)
  await watch(`${PAGES} pages, ${layout}, built and written`, async () => {
    for (let made = 0; made < PAGES; made += 1) {
      await html.render(await renditionOf(subjects.en, { template: 'counsel', layout }));
      await new Promise(setImmediate);
    }
  });
await close();

async function watch(label: string, work: () => Promise<void>): Promise<void> {
  const waits = monitorEventLoopDelay({ resolution: 1 });
  waits.enable();
  const from = performance.now();
  await work();
  waits.disable();
  const figures = [performance.now() - from, waits.percentile(50) / 1e6, waits.percentile(99) / 1e6, waits.max / 1e6];
  console.log(row(label, ...figures.map((figure) => figure.toFixed(1))));
}

async function subjectIn(locale: 'en' | 'zh-CN'): Promise<ReportSubject> {
  const text = await readFile(new URL(`../examples/${EXAMPLE}`, import.meta.url), 'utf8');
  const { questionnaire, rulesets, crosswalks, glossary } = library;
  const parsed = parseAnswersFile(
    questionnaire,
    rulesets.map(({ compiled }) => compiled.id),
    EXAMPLE,
    text,
  );
  if (!parsed.ok) throw new Error(`${EXAMPLE} cannot be used`);
  const { answers, answeredOn, answeredBy, product, productVersion, targetLaunch } = parsed.file;
  const evaluation = respond({
    id: null,
    rulesets,
    answers,
    asOf: DAY,
    answeredOn: answeredOn ?? undefined,
    locale,
    targetLaunch,
  });
  return {
    evaluation,
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
}

function row(label: string, ...figures: readonly string[]): string {
  return [label.padEnd(34), ...figures.map((figure) => figure.padStart(12))].join('');
}
