import type { Question, Questionnaire } from '../language/questionnaire.ts';
import { textIn, type Locale } from '../language/shapes/text.ts';

/** What the schema says beside the texts of the questions. */
const WORDS: Readonly<
  Record<Locale, { readonly title: string; readonly about: string; readonly attestation: string }>
> = {
  en: {
    title: 'Preclear answers',
    about: 'Fact ids and values. A fact that is absent or null is unknown.',
    attestation: 'A named person vouches for a judgement, or refuses to.',
  },
  'zh-CN': {
    title: 'Preclear答复',
    about: '事实的标识及其值。未列出或者为null的事实即为尚不明确。',
    attestation: '由具名责任人就一项判断作出确认，或者拒绝确认。',
  },
};

/**
 * The JSON Schema (draft 2020-12) of an answers object, with titles in a locale, so that an editor or form can complete and check.
 * {@link parseAnswers} accepts exactly what the schema does, but for dates that do not exist and blank texts.
 */
export function answersSchema(questionnaire: Questionnaire, locale: Locale): Record<string, unknown> {
  const words = WORDS[locale];
  const properties = questionnaire.questions.map((question): [string, unknown] => [
    question.id,
    propertyOf(question, locale),
  ]);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: words.title,
    description: words.about,
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries<unknown>(properties),
    $defs: {
      attestation: {
        description: words.attestation,
        type: 'object',
        additionalProperties: false,
        required: ['attested'],
        properties: {
          attested: { type: 'boolean' },
          by: { type: ['string', 'null'], minLength: 1, maxLength: 2000 },
          role: { type: ['string', 'null'], minLength: 1, maxLength: 2000 },
          on: { type: ['string', 'null'], format: 'date' },
          evidence: {
            type: ['array', 'null'],
            minItems: 1,
            maxItems: 100,
            items: { type: 'string', minLength: 1, maxLength: 2000 },
          },
        },
        if: { properties: { attested: { const: true } } },
        then: {
          required: ['by', 'role', 'on', 'evidence'],
          properties: {
            by: { type: 'string' },
            role: { type: 'string' },
            on: { type: 'string' },
            evidence: { type: 'array' },
          },
        },
      },
    },
  };
}

function propertyOf(question: Question, locale: Locale): Record<string, unknown> {
  const texts = { title: textIn(locale, question.text), description: textIn(locale, question.help) };
  const fallback = question.default === undefined ? {} : { default: question.default };
  return { ...texts, ...fallback, ...typeOf(question, locale) };
}

function typeOf(question: Question, locale: Locale): Record<string, unknown> {
  const options = Object.entries(question.options ?? {}).map(([value, label]) => ({
    const: value,
    title: textIn(locale, label),
  }));
  switch (question.type) {
    case 'boolean':
      return { type: ['boolean', 'null'] };
    case 'choice':
      return { oneOf: [...options, { type: 'null' }] };
    case 'choices':
      return { type: ['array', 'null'], uniqueItems: true, items: { oneOf: options } };
    case 'integer':
      return { type: ['integer', 'null'], ...(question.min === undefined ? {} : { minimum: question.min }) };
    case 'date':
      return { type: ['string', 'null'], format: 'date' };
    case 'attestation':
      return { oneOf: [{ $ref: '#/$defs/attestation' }, { type: 'null' }] };
  }
}
