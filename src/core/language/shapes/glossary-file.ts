import { z } from 'zod';
import { LOCALES, localizedText, plainId } from './text.ts';

const words = z.array(z.string().min(1)).min(1);

/**
 * One term that must be exact. Where an English text has one of its English words, the Chinese text has one of its Chinese forms, of
 * which the first is the term itself.
 */
const termEntry = z.strictObject({
  id: plainId,
  en: words,
  'zh-CN': words,
  /** Forms that no Chinese text may use for it. */
  never: words.optional(),
  /** English phrases in which its words mean something else. */
  except: words.optional(),
  source: localizedText,
});

/** Words that no text says, but for the phrases in which they mean something else. */
const neverSaidEntry = z.strictObject({ words, except: words.optional() });

/** The file `glossary.yaml`: the terms that must be exact, and the words no text says. */
export const glossaryFile = z
  .strictObject({
    terms: z.array(termEntry).min(1),
    never_said: z.partialRecord(z.enum(LOCALES), z.array(neverSaidEntry).min(1)),
    /** Latin words that may stand in a Chinese text. */
    latin: words,
  })
  .meta({ id: 'GlossaryFile', title: 'Preclear glossary', description: 'The file glossary.yaml.' });

/** A parsed glossary. */
export type GlossaryFile = z.infer<typeof glossaryFile>;
