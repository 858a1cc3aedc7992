import { z } from 'zod';
import { PROVISION_CLASSES } from '../../core/language/shapes/ruleset-file.ts';
import { basis, citation, confidence, consequence, count, day, digest, locale, severity } from './common.ts';

const identity = {
  id: z.string(),
  version: z.string(),
  digest,
  logic_digest: digest.describe('Of what decides results alone: texts are left out.'),
  title: z.string(),
  short_title: z.string(),
  authority: z.string(),
  nature: z.string().describe('What kind of instrument it is, and what follows from that.'),
  public_claim: z
    .string()
    .nullable()
    .describe('What a public claim to follow it changes; null for binding instruments.'),
  signatories: z
    .array(z.object({ on: day, names: z.array(z.string()) }))
    .describe('Who signed it, by day; empty for what nobody signs.'),
  binding: z.boolean(),
  semantics: z.number().int(),
  locales: z.array(locale),
  in_force: z.object({ from: day, to: day.nullable() }),
  verified_through: day.describe('The day up to which the law was checked; later changes are not reflected.'),
  source: z.object({
    url: z.string().meta({ format: 'uri' }),
    number: z.string().nullable(),
    adopted: day.nullable(),
    published: day,
  }),
  score: z.enum(['ruleset', 'per_unit']),
  rule_count: count,
};

const rulesetSummary = z
  .object(identity)
  .meta({ id: 'RulesetSummary', description: 'What a list shows of a ruleset.' });

/** Every ruleset in use. */
export const rulesetList = z
  .object({ rulesets: z.array(rulesetSummary) })
  .meta({ description: 'The rulesets in use.' });

const rule = z
  .object({
    id: z.string(),
    unit: z.string(),
    title: z.string(),
    citation,
    with: z.array(z.string()).describe('Places in other instruments.'),
    provisions: z.array(z.string()),
    basis,
    kind: z.enum(['obligation', 'prohibition', 'safeguard', 'exposure', 'pledge']),
    severity,
    judgement: z.enum(['facts', 'attestation', 'review']),
    applies: z.string().describe('CEL over fact ids and definitions.'),
    met: z.string().describe('CEL over fact ids and definitions.'),
    facts: z.array(z.string()),
    requirement: z.string(),
    evidence: z.array(z.string()),
    remedy: z.string(),
    consequences: z.array(z.string()),
    confidence: z.object({ level: confidence, note: z.string().nullable() }),
    in_force: z.object({ from: day, to: day.nullable() }),
    echo: z.boolean(),
    outside_scope: z.boolean(),
    note: z.string().nullable(),
  })
  .meta({ id: 'Rule', description: 'One atomic, testable requirement.' });

/** Everything a ruleset says. */
export const rulesetDetail = z
  .object({
    ...identity,
    units: z.array(z.object({ id: z.string(), title: z.string(), rules: z.array(z.string()) })),
    definitions: z.array(
      z.object({ id: z.string(), citation: citation.nullable(), when: z.string(), meaning: z.string() }),
    ),
    consequences: z.array(consequence),
    rules: z.array(rule),
  })
  .meta({ id: 'Ruleset', description: 'An instrument encoded.' });

/** Every provision with its treatment. */
export const coverage = z
  .object({
    provisions: z.array(
      z.object({
        id: z.string(),
        unit: z.string(),
        citation,
        class: z.enum(PROVISION_CLASSES),
        title: z.string(),
        gist: z.string(),
        rules: z.array(z.string()),
        definitions: z.array(z.string()),
        no_rule: z.string().nullable().describe('Why no rule comes of it.'),
      }),
    ),
  })
  .meta({ id: 'Coverage', description: 'Every provision of an instrument with its treatment.' });
