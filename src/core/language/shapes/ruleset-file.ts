import { z } from 'zod';
import { citation } from './citation.ts';
import { condition, dateText, LOCALES, localizedText, plainId, versionText } from './text.ts';

/** How sure we are of a statement about the law. */
export const CONFIDENCE_LEVELS = ['verified', 'secondary', 'recalled', 'practice'] as const;

/**
 * Why a person should confirm a result: its test is a judgement, the source of its rule was not read in full, or something holds for
 * its unit while a condition does.
 */
export const REVIEW_CODES = ['judgement', 'secondary', 'recalled', 'practice', 'condition'] as const;

/** What a provision does, read from its text. */
export const PROVISION_CLASSES = [
  'purpose',
  'scope',
  'definition',
  'rule',
  'encouragement',
  'authority',
  'procedure',
  'liability',
] as const;

/** Weight of a finding, heaviest first. A product decision: instruments do not rank their duties. */
export const SEVERITIES = ['blocker', 'major', 'minor', 'advisory'] as const;

const definitionId = z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'expected capital letters, digits and underscores');
const unitIds = z.array(z.string()).min(1);

/** One named condition of a ruleset. */
const definitionEntry = z.strictObject({
  id: definitionId,
  citation: citation.optional(),
  provisions: z.array(z.string()).optional(),
  when: condition,
  meaning: localizedText,
  descriptive: z.literal(true).optional(),
});

/** One provision of an instrument, whether or not a rule comes of it. */
const provisionEntry = z.strictObject({
  id: z.string().min(1),
  unit: z.string(),
  citation,
  label: localizedText.optional(),
  class: z.enum(PROVISION_CLASSES),
  title: localizedText,
  gist: localizedText,
  no_rule: localizedText.optional(),
});

/** A change of what the product is that changes which duties apply. It has its cost, and is never part of a plan. */
const routeEntry = z.strictObject({
  id: plainId,
  title: localizedText,
  offered: condition,
  answers: z.record(z.string(), z.union([z.boolean(), z.string()])),
  costs: localizedText,
});

/** The file `<instrument>/ruleset.yaml`: what the instrument is, its definitions and all its provisions. */
export const rulesetFile = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'expected small letters, digits and dashes'),
    semantics: z.int().positive(),
    version: versionText,
    locales: z.array(z.enum(LOCALES)).min(1),
    title: localizedText,
    short_title: localizedText,
    authority: localizedText,
    binding: z.boolean(),
    nature: localizedText,
    public_claim: localizedText.optional(),
    signatories: z.array(z.strictObject({ on: dateText, names: z.array(z.string().min(1)).min(1) })).optional(),
    source: z.strictObject({
      url: z.url(),
      number: localizedText.optional(),
      adopted: dateText.optional(),
      published: dateText,
    }),
    in_force: z.strictObject({ from: dateText, to: dateText.optional() }),
    verified_through: dateText,
    score: z.enum(['ruleset', 'per_unit']),
    unit_word: localizedText,
    units: z.array(z.strictObject({ id: z.string().min(1), title: localizedText })).min(1),
    related: z.array(z.strictObject({ id: z.string().min(1), short: localizedText, title: localizedText })).optional(),
    consequences: z
      .array(
        z.strictObject({
          id: z.string().min(1),
          title: localizedText.optional(),
          text: localizedText,
          confidence: z.enum(CONFIDENCE_LEVELS),
        }),
      )
      .optional(),
    reviewers: z.partialRecord(z.enum(REVIEW_CODES), localizedText).optional(),
    definitions: z.array(definitionEntry),
    provisions: z.array(provisionEntry).min(1),
    severity_cap: z
      .array(z.strictObject({ units: unitIds, while_false: definitionId, to: z.enum(SEVERITIES) }))
      .optional(),
    tags: z.array(z.strictObject({ units: unitIds, while_true: definitionId, tag: z.string().min(1) })).optional(),
    review: z.array(z.strictObject({ units: unitIds, while_true: definitionId, why: localizedText })).optional(),
    routes: z.array(routeEntry).min(1).optional(),
  })
  .meta({ id: 'RulesetFile', title: 'Preclear ruleset', description: 'The file <instrument>/ruleset.yaml.' });

/** A parsed `ruleset.yaml`. */
export type RulesetFile = z.infer<typeof rulesetFile>;
/** One provision as written. */
export type ProvisionEntry = z.infer<typeof provisionEntry>;
/** Weight of a finding. */
export type Severity = (typeof SEVERITIES)[number];
/** Why a person should confirm a result. */
export type ReviewCode = (typeof REVIEW_CODES)[number];
/** How sure we are of a statement about the law. */
export type ConfidenceLevel = (typeof CONFIDENCE_LEVELS)[number];
