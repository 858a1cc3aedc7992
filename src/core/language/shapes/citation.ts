import { z } from 'zod';
import { partNumber } from './text.ts';

/** A place in another instrument that a provision points to or that explains it. */
const relatedCitation = z.strictObject({
  related: z.string(),
  article: partNumber.optional(),
  paragraph: partNumber.optional(),
  item: partNumber.optional(),
  section: partNumber.optional(),
});

/**
 * A place in an instrument, as data: an article with paragraph or item, a commitment with its element, an element of the
 * introduction (`commitment: "0"`), or a bullet of the fact sheet. `item: "0"` is the opening words of an article that is one list.
 */
export const citation = z
  .strictObject({
    article: partNumber.optional(),
    paragraph: partNumber.optional(),
    item: partNumber.optional(),
    commitment: partNumber.optional(),
    element: z.string().optional(),
    fact_sheet: partNumber.optional(),
    with: z.array(relatedCitation).optional(),
  })
  .superRefine((value, context) => {
    const places = [value.article, value.commitment, value.fact_sheet].filter((place) => place !== undefined).length;
    const fault =
      places > 1 || (places === 0 && value.with === undefined)
        ? 'expected one of article, commitment, fact_sheet, or `with` alone'
        : value.paragraph !== undefined && value.item !== undefined
          ? 'expected a paragraph or an item, not both'
          : (value.paragraph ?? value.item) !== undefined && value.article === undefined
            ? 'a paragraph or item needs its article'
            : (value.element === undefined) !== (value.commitment === undefined)
              ? 'a commitment and its element go together'
              : undefined;
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  })
  .meta({ id: 'Citation', description: 'A place in an instrument, as data.' });

/** A place in an instrument, as data. */
export type Citation = z.infer<typeof citation>;
/** A place in another instrument. */
export type RelatedCitation = z.infer<typeof relatedCitation>;
