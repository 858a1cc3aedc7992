import { z } from 'zod';
import { QUESTION_TYPES } from '../../core/language/shapes/question-file.ts';
import { answerValue } from './common.ts';

const question = z
  .object({
    id: z.string(),
    type: z.enum(QUESTION_TYPES),
    text: z.string(),
    help: z.string(),
    why: z.string(),
    labels: z.object({ true: z.string(), false: z.string() }).nullable(),
    options: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
    min: z.number().int().nullable(),
    default: answerValue.nullable(),
  })
  .meta({ id: 'Question', description: 'One typed entry of the shared vocabulary.' });

/** The questions by group. */
export const questionnaire = z
  .object({
    groups: z.array(z.object({ id: z.string(), title: z.string(), about: z.string(), questions: z.array(question) })),
  })
  .meta({ id: 'Questionnaire', description: 'Questions by group, in the order a person would answer.' });
