import type { Block, Run, Runs } from '../document/blocks.ts';
import type { PlanPart, PlanPhase, PlanRoutes, PlanStep } from '../plan-model.ts';
import type { Blocker } from '../part-model.ts';
import type { ReportModel } from '../report-model.ts';
import {
  badge,
  fields,
  heading,
  line,
  list,
  paragraph,
  paragraphs,
  quiet,
  reference,
  strong,
  table,
} from './make-blocks.ts';
import { cellOf, citationsOf, dutyLine, findingAnchor, findingLine, headOf } from './shared-lines.ts';
import { toneOfResult, toneOfStatus } from './tones.ts';

/** What to do, phase by phase; then what it cannot do, its time, the routes beside it, and what is voluntary. */
export function layOutPlan(model: ReportModel): readonly Block[] {
  const { plan, labels } = model;
  return [
    ...headOf(plan),
    ...paragraphs(plan.standing, 'note'),
    ...fields([...plan.outcome, ...plan.totals]),
    ...plan.phases.flatMap((phase) => [
      heading(2, phase.heading, `phase-${phase.phase}`, phase.number),
      ...phaseBlocks(model, phase),
    ]),
    ...answersFirst(plan, labels),
    ...conflicts(plan),
    ...opened(plan),
    ...layOutPoints(plan.beyond_work_heading, plan.beyond_work_lead, plan.beyond_work, labels),
    ...timeBlocks(plan),
    ...routeBlocks(plan.routes),
    ...(plan.voluntary.length === 0
      ? []
      : [
          heading(2, plan.voluntary_heading),
          ...paragraphs(plan.voluntary_lead),
          ...plan.voluntary.flatMap((phase) => [
            heading(3, phase.heading, `voluntary-${phase.phase}`, phase.number),
            ...phaseBlocks(model, phase),
          ]),
        ]),
  ];
}

function phaseBlocks({ labels, plan }: ReportModel, phase: PlanPhase): readonly Block[] {
  return [
    ...paragraphs(phase.about),
    ...fields([{ label: plan.time.dates_label, value: phase.dates }, ...phase.effort]),
    ...table(
      phase.heading,
      [
        [labels.step, 36],
        [labels.now, 14],
        [labels.then, 14],
        [labels.owner, 14],
        [labels.serves, 22],
      ],
      phase.steps.map((step) => ({
        cells: [stepLines(step), step.now, step.then, step.owner, servedLines(step)],
      })),
    ),
    ...table(
      labels.to_check,
      [
        [labels.to_check, 46],
        [labels.then, 16],
        [labels.owner, 16],
        [labels.serves, 22],
      ],
      phase.to_check.map((step) => ({
        cells: [
          [
            line(quiet(`${step.number}.`), reference(step.text, `question-${step.fact}`)),
            line(urgencyOf(step), quiet(asideOf([step.effort, step.after]))),
          ],
          step.then,
          step.owner,
          [line(quiet(step.serves.map(({ citation }) => citation).join(' · ')))],
        ],
      })),
    ),
    ...table(
      labels.waiting,
      [
        [labels.waiting, 34],
        [labels.who, 24],
        [labels.days, 14],
        [labels.basis, 28],
      ],
      phase.waiting.map(({ text, who, days, basis }) => ({ cells: [text, who, days, basis] })),
    ),
  ];
}

function stepLines(step: PlanStep): readonly Runs[] {
  return [
    line(quiet(`${step.number}.`), step.text),
    line(urgencyOf(step), quiet(asideOf([step.effort, ...step.advice, step.after]))),
  ];
}

function asideOf(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' · ');
}

function servedLines({ serves }: PlanStep) {
  return cellOf(serves.map((point) => [...findingLine(point), ...kindRuns(point.kind_words)]));
}

function kindRuns(words: string): Runs {
  return words === '' ? [] : [quiet(` · ${words}`)];
}

function urgencyOf({ urgency, urgency_words: words }: PlanStep): Run {
  return badge(words, urgency === 'blocks_launch' ? 'stop' : 'none');
}

function answersFirst({ answers_first: part }: PlanPart, labels: ReportModel['labels']): readonly Block[] {
  if (part.questions.length === 0) return [];
  return [
    heading(2, part.heading),
    paragraph(part.lead),
    ...table(
      part.heading,
      [
        [labels.question, 60],
        [labels.bears_on, 40],
      ],
      part.questions.map(({ fact, text, bears_on: bearsOn }) => ({
        cells: [[reference(text, `question-${fact}`)], [line(quiet(citationsOf(bearsOn)))]],
      })),
    ),
  ];
}

function conflicts({ conflicts: part }: PlanPart): readonly Block[] {
  if (part.sets.length === 0) return [];
  return [
    heading(2, part.heading),
    paragraph(part.lead),
    ...list(
      part.sets.map((set) =>
        set.flatMap((point, index) => [...(index === 0 ? [] : line(' · ')), ...findingLine(point)]),
      ),
    ),
  ];
}

function opened({ opens }: PlanPart): readonly Block[] {
  return opens.findings.length === 0 ? [] : [heading(2, opens.heading), ...list(opens.findings.map(dutyLine))];
}

function timeBlocks({ time }: PlanPart): readonly Block[] {
  if (time.sentences.length === 0) return [];
  return [
    heading(2, time.heading),
    ...paragraphs(time.sentences),
    ...fields(time.phases.map(({ heading: label, dates }) => ({ label, value: dates }))),
  ];
}

function routeBlocks({ heading: title, lead, labels: names, routes }: PlanRoutes): readonly Block[] {
  if (routes.length === 0) return [];
  return [
    heading(2, title, 'routes'),
    paragraph(lead, 'warning'),
    ...table(
      title,
      [
        [names.name, 20],
        [names.costs, 30],
        [names.changes, 26],
        [names.outcome, 24],
      ],
      routes.map((route) => ({
        anchor: `route-${route.id}`,
        cells: [
          [strong(`${route.letter}. ${route.title}`)],
          route.costs,
          route.changes.map(({ text, now, then }) => line(text, quiet(now), '→', strong(then))),
          route.outcome.map((text, index) => (index === 0 ? [badge(text, toneOfResult(route.gate))] : line(text))),
        ],
      })),
    ),
  ];
}

/** Open points with what to do about each. */
function layOutPoints(
  title: string,
  lead: string,
  points: readonly Blocker[],
  labels: ReportModel['labels'],
): readonly Block[] {
  if (points.length === 0) return [];
  return [heading(2, title), ...(lead === '' ? [] : [paragraph(lead)]), ...pointsTable(title, points, labels)];
}

/** Open points as a table. */
export function pointsTable(
  title: string,
  points: readonly Blocker[],
  labels: ReportModel['labels'],
): readonly Block[] {
  return table(
    title,
    [
      [labels.point, 34],
      [labels.status, 18],
      [labels.remedy, 48],
    ],
    points.map(({ rule, title: name, citation, status, status_words: words, remedy }) => ({
      tone: toneOfStatus(status),
      cells: [[line(strongReference(name, rule)), line(quiet(citation))], [badge(words, toneOfStatus(status))], remedy],
    })),
  );
}

function strongReference(text: string, rule: string): Run {
  return { ...strong(text), anchor: findingAnchor(rule) };
}
