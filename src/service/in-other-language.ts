import { chooseLocale } from './choose-locale.ts';
import { respond } from './evaluation-response.ts';
import type { ReportSubject } from './report-subject.ts';

/**
 * The same evaluation with its texts in the other of the two languages.
 *
 * @throws ServiceError `unknown_locale` when a ruleset is not written in it
 */
export function inOtherLanguage(subject: ReportSubject): ReportSubject {
  const { evaluation, rulesets, answers, asOf, answeredOn, targetLaunch } = subject;
  const again = respond({
    id: evaluation.id,
    rulesets,
    answers,
    asOf,
    answeredOn: answeredOn ?? undefined,
    locale: chooseLocale(evaluation.locale === 'en' ? 'zh-CN' : 'en', rulesets),
    targetLaunch,
  });
  return { ...subject, evaluation: again };
}
