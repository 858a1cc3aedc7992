import { z } from 'zod';
import type { Questionnaire } from '../language/questionnaire.ts';
import type { Locale } from '../language/shapes/text.ts';
import { answersSchema } from './answers-schema.ts';
import { answersFileShape } from './parse-answers-file.ts';

/**
 * The JSON Schema (draft 2020-12) of an answers file, header included, so that an editor can complete and check while one writes.
 *
 * @param rulesetIds - those that exist
 */
export function answersFileSchema(
  questionnaire: Questionnaire,
  rulesetIds: readonly string[],
  locale: Locale,
): Record<string, unknown> {
  const header = answersFileShape.extend({
    rulesets: z.array(z.enum(rulesetIds)).min(1).nullish().describe('Rulesets to evaluate; all of them when left out.'),
  });
  const { properties, ...rest } = z.toJSONSchema(header, { io: 'input', target: 'draft-2020-12' });
  const { $schema: _dialect, $defs, ...answers } = answersSchema(questionnaire, locale);
  return {
    ...rest,
    title: 'Preclear answers file',
    description: 'What is answered of one product, and by whom.',
    properties: { ...properties, answers },
    $defs,
  };
}
