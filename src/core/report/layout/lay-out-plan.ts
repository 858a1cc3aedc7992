import type { Block, Runs } from '../document/blocks.ts';
import type { Blocker, PlanPhase, PlanStep, ReportModel } from '../report-model.ts';
import { badge, fields, heading, line, paragraph, paragraphs, quiet, reference, strong, table } from './make-blocks.ts';
import { cellOf, findingAnchor, findingLine, headOf } from './shared-lines.ts';
import { toneOfStatus } from './tones.ts';

/** What to do, phase by phase, and the routes beside it. */
export function layOutPlan(model: ReportModel): readonly Block[] {
  const { plan, labels } = model;
  return [
    ...headOf(plan),
    ...paragraphs(plan.standing, 'note'),
    ...plan.phases.flatMap((phase) => [
      heading(2, phase.heading, `phase-${phase.phase}`, phase.number),
      ...phaseBlocks(model, phase),
    ]),
    ...(plan.phases.length === 0 ? [] : [heading(2, labels.total), ...fields(plan.totals)]),
    ...layOutPoints(plan.beyond_work_heading, plan.beyond_work_lead, plan.beyond_work, labels),
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

function phaseBlocks({ labels }: ReportModel, phase: PlanPhase): readonly Block[] {
  return [
    ...paragraphs(phase.about),
    ...table(
      phase.heading,
      [
        [labels.step, 36],
        [labels.now, 15],
        [labels.then, 15],
        [labels.owner, 12],
        [labels.serves, 22],
      ],
      phase.steps.map((step) => ({
        cells: [stepLines(step), step.now, step.then, step.owner, cellOf(step.serves.map(findingLine))],
      })),
    ),
    ...table(
      labels.to_check,
      [
        [labels.to_check, 46],
        [labels.effort, 16],
        [labels.owner, 14],
        [labels.serves, 24],
      ],
      phase.to_check.map((step) => ({
        cells: [
          line(reference(step.text, `question-${step.fact}`), urgencyOf(step)),
          step.effort,
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
    ...fields(phase.effort),
  ];
}

function stepLines(step: PlanStep): readonly Runs[] {
  return [
    line(step.text),
    line(urgencyOf(step), quiet([step.effort, ...step.advice].filter((text) => text !== '').join(' · '))),
  ];
}

function urgencyOf({ urgency, urgency_words: words }: PlanStep) {
  return badge(words, urgency === 'blocks_launch' ? 'stop' : 'none');
}

/** Open points with what to do about each. */
export function layOutPoints(
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

function strongReference(text: string, rule: string) {
  return { ...strong(text), anchor: findingAnchor(rule) };
}
