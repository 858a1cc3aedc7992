import { z } from 'zod';
import { dateText, localizedText, plainId, versionText } from './text.ts';

/**
 * How the content of one place stands to that of another, in the words of the OSCAL control-mapping model. "A subset-of B": everything
 * A asks is also asked by B. `no-relationship` is said where two places look alike and are not.
 */
export const RELATIONS = [
  'equal-to',
  'equivalent-to',
  'subset-of',
  'superset-of',
  'intersects-with',
  'no-relationship',
] as const;

/** How the places were compared: by their words, by their meaning, or by what they bring about. */
export const MATCHINGS = ['syntactic', 'semantic', 'functional'] as const;

const id = z.string().min(1);

/** A place in one of the two rulesets: one of its units, provisions or rules, or the whole of it. */
const place = z
  .strictObject({
    unit: id.optional(),
    provision: id.optional(),
    rule: id.optional(),
    instrument: z.literal(true).optional(),
  })
  .refine((value) => Object.values(value).filter((part) => part !== undefined).length === 1, {
    message: 'expected one of unit, provision, rule, or instrument: true',
  })
  .meta({ description: 'A place in a ruleset: a unit, a provision, a rule, or the whole of it.' });

const evidenceSide = z.strictObject({ provisions: z.array(id).min(1), facts: z.array(z.string()).min(1) });

/** The file `crosswalks/<source>--<target>.yaml`: how what one ruleset asks stands to what another asks. */
export const crosswalkFile = z
  .strictObject({
    source: plainId,
    target: plainId,
    version: versionText,
    matching: z.enum(MATCHINGS),
    nature: localizedText,
    mappings: z
      .array(
        z.strictObject({
          source: place,
          target: z.array(place).min(1),
          relation: z.enum(RELATIONS),
          earlier: z.strictObject({ before: dateText, relation: z.enum(RELATIONS) }).optional(),
          rationale: localizedText,
          note: localizedText.optional(),
        }),
      )
      .min(1),
    evidence: z.array(
      z.strictObject({
        id: plainId,
        title: localizedText,
        source: evidenceSide,
        target: evidenceSide,
        limit: localizedText,
      }),
    ),
    kept_apart: z.array(z.tuple([z.string(), z.string()])).optional(),
  })
  .refine(({ source, target }) => source !== target, { path: ['target'], message: 'expected another ruleset' })
  .meta({
    id: 'CrosswalkFile',
    title: 'Preclear crosswalk',
    description: 'The file crosswalks/<source>--<target>.yaml.',
  });

/** A parsed crosswalk. */
export type CrosswalkFile = z.infer<typeof crosswalkFile>;
/** How the content of one place stands to that of another. */
export type Relation = (typeof RELATIONS)[number];
/** A place in a ruleset. */
export type CrosswalkPlace = z.infer<typeof place>;
/** One mapping as written. */
export type CrosswalkMapping = CrosswalkFile['mappings'][number];
