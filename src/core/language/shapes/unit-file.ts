import { z } from 'zod';
import { citation } from './citation.ts';
import { CONFIDENCE_LEVELS, SEVERITIES } from './ruleset-file.ts';
import { condition, dateText, localizedText, plainId } from './text.ts';

/** What a rule rests on: the text, an instrument it incorporates, practice, a commitment, its fact sheet, or our own safeguard. */
export const BASES = ['text', 'incorporated', 'practice', 'commitment', 'fact_sheet', 'derived'] as const;

/** One atomic, testable requirement. */
const ruleEntry = z.strictObject({
  id: plainId,
  title: localizedText,
  citation,
  provisions: z.array(z.string()).min(1),
  basis: z.enum(BASES),
  kind: z.enum(['obligation', 'prohibition', 'safeguard', 'exposure', 'pledge']),
  severity: z.enum(SEVERITIES),
  judgement: z.enum(['facts', 'attestation', 'review']),
  applies: condition,
  met: condition,
  requirement: localizedText,
  evidence: z.array(localizedText),
  remedy: localizedText,
  consequences: z.array(z.string()),
  confidence: z.strictObject({ level: z.enum(CONFIDENCE_LEVELS), note: localizedText.optional() }),
  in_force: z.strictObject({ from: dateText, to: dateText.optional(), by: localizedText.optional() }).optional(),
  echo: z.literal(true).optional(),
  outside_scope: z.literal(true).optional(),
  beyond_work: z.literal(true).optional(),
  note: localizedText.optional(),
});

/** The file `<instrument>/<unit>.yaml`: the rules of one article or commitment. */
export const unitFile = z
  .strictObject({ unit: z.string().min(1), rules: z.array(ruleEntry).min(1) })
  .meta({ id: 'UnitFile', title: 'Preclear rules of one unit', description: 'The file <instrument>/<unit>.yaml.' });

/** A parsed unit file. */
export type UnitFile = z.infer<typeof unitFile>;
/** One rule as written. */
export type RuleEntry = z.infer<typeof ruleEntry>;
/** What a rule rests on. */
export type Basis = (typeof BASES)[number];
