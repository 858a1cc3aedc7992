import { z } from 'zod';
import { MATCHINGS, RELATIONS } from '../../core/language/shapes/crosswalk-file.ts';
import { count, day, digest } from './common.ts';

const compared = z.object({ id: z.string(), version: z.string(), title: z.string() });
const relation = z.enum(RELATIONS).describe('In the words of the OSCAL control-mapping model.');

const identity = {
  id: z.string().describe('`<source>--<target>`'),
  version: z.string(),
  digest,
  source: compared,
  target: compared,
  matching: z.enum(MATCHINGS),
  nature: z.string().describe('Whose reading it is.'),
  mapping_count: count,
};

const summary = z.object(identity).meta({ id: 'CrosswalkSummary', description: 'What a list shows of a crosswalk.' });

/** Every crosswalk in use. */
export const crosswalkList = z.object({ crosswalks: z.array(summary) }).meta({ description: 'The crosswalks in use.' });

const place = z
  .object({
    kind: z.enum(['unit', 'provision', 'rule', 'instrument']),
    id: z.string().describe('`*` for the whole of an instrument.'),
    citation: z.string(),
    title: z.string(),
  })
  .meta({ id: 'CrosswalkPlace', description: 'A place in one of the two rulesets.' });

const side = z.object({ places: z.array(place), facts: z.array(z.string()) });

/** Everything a crosswalk says. */
export const crosswalkDetail = z
  .object({
    ...identity,
    mappings: z.array(
      z.object({
        source: place,
        targets: z.array(place),
        relation,
        earlier: z
          .object({ before: day, relation })
          .nullable()
          .describe('The relation for days before one on which the law changed.'),
        rationale: z.string(),
        note: z.string().nullable(),
      }),
    ),
    evidence: z.array(z.object({ id: z.string(), title: z.string(), source: side, target: side, limit: z.string() })),
    shared_facts: z.array(z.string()).describe('Facts that both rulesets read: answered once.'),
    kept_apart: z.array(z.array(z.string()).length(2)).describe('Facts that look alike and are asked apart.'),
  })
  .meta({
    id: 'Crosswalk',
    description: 'How the content of two rulesets compares. Meeting one instrument never proves the other.',
  });
