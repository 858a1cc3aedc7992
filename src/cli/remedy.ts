import type { Finding } from '../core/evaluation/evaluation.ts';
import { textIn } from '../core/language/shapes/text.ts';
import type { EvaluatedFile } from './evaluate-file.ts';
import { sentencesOf } from './wrap.ts';

/** What to do about an open finding, in a sentence: the first of its remedy, or the last, on signing, when only that is missing. */
export function remedyOf(finding: Pick<Finding, 'rule' | 'status'>, { subject }: EvaluatedFile): string {
  const rule = subject.rulesets.flatMap(({ compiled }) => compiled.rules).find(({ id }) => id === finding.rule);
  const sentences = rule === undefined ? [] : sentencesOf(textIn(subject.evaluation.locale, rule.entry.remedy));
  return sentences.at(finding.status === 'needs_attestation' ? -1 : 0) ?? '';
}
