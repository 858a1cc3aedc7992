import { z } from 'zod';
import { CAUSES } from '../../core/language/shapes/case-file.ts';
import { CAUSE_KINDS } from '../../core/reasoning/comparison.ts';
import { answerValue, count, day, digest, gate, id, severity, status, truth } from './common.ts';
import { score, unitStatus, verdict } from './evaluation.ts';

const state = z
  .object({
    status,
    because: z.enum(CAUSES).nullable(),
    applicability: truth,
    severity,
    upcoming: z.object({ from: day }).nullable(),
  })
  .meta({ id: 'ComparedFinding', description: 'What a comparison looks at in a finding.' });

const part = z
  .object({
    part: z.enum(['rule', 'definition', 'question', 'constraint', 'unit', 'instrument']),
    id: z.string(),
    field: z.string().describe('What differs: a field of the rule file, `texts`, `added` or `removed`.'),
    from: z.string().nullable(),
    to: z.string().nullable(),
  })
  .meta({ id: 'PartChange', description: 'A part of a ruleset that differs between two versions.' });

const causeSet = z
  .object({
    facts_changed: z
      .array(z.array(z.string()))
      .nullable()
      .describe('Least sets of changed answers that carry the change; each is enough with the other causes.'),
    rules_changed: z.array(part).nullable().describe('The changed parts of the ruleset that the finding rests on.'),
    date_passed: z.object({ turns_on: day }).nullable().describe('The day on which the finding turns.'),
  })
  .meta({ id: 'CauseSet', description: 'Causes that are enough together, of which none could be left out.' });

const causes = z
  .array(z.array(z.enum(CAUSE_KINDS)))
  .describe('Every least set of kinds of causes; empty when nothing changed.');

const oneSided = z
  .object({ ruleset: z.string(), rule: z.string(), unit: z.string(), state })
  .meta({ id: 'OneSidedRule', description: 'A rule that only one of two versions has, with what it comes to.' });

const changed = <T extends z.ZodType>(value: T) => z.object({ from: value, to: value });
const openCount = z.object({ blockers: count, others: count });

/** What differs between two evaluations of a product, and why. */
export const comparison = z
  .object({
    evaluations: changed(id.nullable()),
    as_of: changed(day),
    gate: z.object({ from: gate, to: gate, causes }),
    open: changed(openCount),
    rulesets: z.array(
      z.object({
        id: z.string(),
        change: z.enum(['same', 'texts', 'rules', 'added', 'removed']),
        version: changed(z.string().nullable()),
        digest: changed(digest.nullable()),
        verdict: z.object({ from: verdict.nullable(), to: verdict.nullable(), causes }),
        score: changed(score.nullable()),
        units: z.array(
          z.object({ id: z.string(), status: changed(unitStatus.nullable()), score: changed(score.nullable()) }),
        ),
        parts: z.array(part),
      }),
    ),
    findings: z.array(
      z.object({
        ruleset: z.string(),
        rule: z.string(),
        unit: z.string(),
        from: state,
        to: state,
        causes: z
          .array(causeSet)
          .describe('Every least set of causes; where there are several, each would have been enough alone.'),
      }),
    ),
    rules_added: z.array(oneSided),
    rules_removed: z.array(oneSided),
    answers: z
      .array(z.object({ fact: z.string(), from: answerValue.nullable(), to: answerValue.nullable() }))
      .describe('Answers that differ; null where there was none or is none.'),
    stale_counts: z
      .array(
        z.object({
          fact: z.string(),
          value: answerValue,
          counted_on: changed(day),
          as_of: changed(day),
          rules: z.array(z.string()),
        }),
      )
      .describe('Counts of days that are the same although the day moved.'),
  })
  .meta({ id: 'Comparison', description: 'What differs between two evaluations of a product, and why.' });
