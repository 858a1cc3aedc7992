import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { ReviewCode } from '../language/shapes/ruleset-file.ts';
import { textIn, type Locale } from '../language/shapes/text.ts';
import type { Review } from './evaluation.ts';
import { evaluationWordsFor } from './evaluation-words.ts';

/** Why a result of a ruleset asks for a person, and for whom. */
export function reviewOf(ruleset: CompiledRuleset, code: Exclude<ReviewCode, 'condition'>, locale: Locale): Review {
  return { code, why: evaluationWordsFor(locale).review[code], ask: reviewerFor(ruleset, code, locale) };
}

/** What holds for the findings of a unit while a condition does, as a review. */
export function conditionalReview(ruleset: CompiledRuleset, why: string, locale: Locale): Review {
  return { code: 'condition', why, ask: reviewerFor(ruleset, 'condition', locale) };
}

/** Whom to ask: counsel, unless the ruleset names somebody else. */
function reviewerFor({ file }: CompiledRuleset, code: ReviewCode, locale: Locale): string {
  const named = file.reviewers?.[code];
  return named === undefined ? evaluationWordsFor(locale).reviewer : textIn(locale, named);
}
