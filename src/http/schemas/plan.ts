import { z } from 'zod';
import { FIX_KINDS, PHASES } from '../../core/language/shapes/question-file.ts';
import { PLAN_TARGETS } from '../../core/reasoning/plan-goals.ts';
import { answerValue, count, day, gate } from './common.ts';

const days = z.number().min(0);
const phase = z.enum(PHASES);
const effort = z.tuple([days, days]).describe('Working days of one team, at the low and the high end of the estimate.');
const rules = z.array(z.string());

const work = {
  fact: z.string(),
  after: z.array(z.string()).describe('Facts of this plan whose work comes before.'),
  effort_days: effort,
  settles: rules.describe('Open rules that this change alone brings to be met.'),
  with: rules.describe('Open rules that are met with the rest of the plan, and would not be without this change.'),
  evidence: z.array(z.string()).describe('What to keep as evidence.'),
};

const fix = z
  .object({
    ...work,
    now: answerValue.nullable().describe('null while it is not known; it may turn out to be in place.'),
    to: answerValue.describe('What can be answered once the facts have changed, and not before.'),
    fix_kind: z.enum(FIX_KINDS),
    phase,
    wait_days: z
      .object({ low: days, high: days, who: z.string(), basis: z.string() })
      .nullable()
      .describe('Waiting for somebody else on top of the effort, in calendar days.'),
  })
  .meta({ id: 'PlannedFix', description: 'One fact to change by work or a decision.' });

const attestation = z
  .object(work)
  .meta({ id: 'PlannedAttestation', description: 'A signature, given last and only if the person is satisfied.' });

const route = z
  .object({
    ruleset: z.string(),
    id: z.string(),
    title: z.string(),
    costs: z.string().describe('What is given up.'),
    answers: z.array(z.object({ fact: z.string(), now: answerValue.nullable(), to: answerValue })),
    gate: gate.describe('The gate on the day the route is taken, before any work.'),
    open: z.object({ blockers: count, others: count }),
    no_longer_apply: rules,
    newly_apply: rules,
    plan: z
      .object({ gate: gate.nullable(), effort_days: effort, fixes: count, attestations: count })
      .describe('What is left to do on the route, for the same target.'),
  })
  .meta({ id: 'Route', description: 'A change of what the product is, shown beside the plan with its cost.' });

const range = z.object({ at_low: day, at_high: day }).describe('By the low and by the high end of the estimates.');

const timeline = z
  .object({
    target_launch: day,
    fits: z
      .enum(['at_high', 'at_low', 'no'])
      .describe(
        'Whether work begun on the day assessed meets the launch: at the high end of the estimates, only at the low end, or not ' +
          'even then.',
      ),
    earliest_launch: range,
    phases: z.array(
      z.object({
        phase,
        facts: z.array(z.string()),
        effort_days: effort,
        wait_days: z.tuple([days, days]).describe('Calendar days of waiting, side by side.'),
        begin_by: range,
        finish_by: range,
      }),
    ),
  })
  .meta({
    id: 'Timeline',
    description: 'The plan in time. Working days are Monday to Friday; public holidays are not known.',
  });

/** The least work that reaches a target, beside it the routes, and the time it takes. */
export const plan = z
  .object({
    target: z.enum(PLAN_TARGETS),
    gate: gate
      .nullable()
      .describe('The gate once everything in the plan is done and signed; null where nothing can be claimed.'),
    fixes: z.array(fix).describe('In the order of work.'),
    attestations: z.array(attestation),
    needs_answers: z
      .array(z.object({ fact: z.string(), rules }))
      .describe('What has to be answered before anything can be said of these rules.'),
    routes: z.array(route),
    effort_days: effort,
    opens: rules.describe('Rules that are no open point now and will be one.'),
    impossible: z
      .array(rules)
      .describe('Sets of rules that no change can meet together, the smallest first; the plan serves the others.'),
    timeline: timeline.nullable().describe('null while no `target_launch` is given.'),
  })
  .meta({ id: 'Plan', description: 'The least work that reaches the target on the answers given.' });
