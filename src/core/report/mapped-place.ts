import { describePlace } from '../evaluation/describe-place.ts';
import { worstOf } from '../evaluation/roll-up.ts';
import type { NamedPlace } from '../language/crosswalk.ts';
import type { MappedPlace } from './report-model.ts';
import type { AssessedRuleset, ReportSource } from './report-source.ts';
import { findingWords, unitWords, verdictWords } from './status-words.ts';

/**
 * A place with what the evaluation came to there: that of a unit, of the worst of the rules that treat a provision, or the verdict on
 * the whole; `undefined` when the version assessed has no such place.
 */
export function mappedPlace(
  source: ReportSource,
  ruleset: AssessedRuleset,
  place: NamedPlace,
): MappedPlace | undefined {
  const described = describePlace(ruleset.compiled, place, source.locale);
  if (described === undefined) return undefined;
  const { citation, title } = described;
  return { citation, title, ...statusOf(source, ruleset, place) };
}

function statusOf(
  source: ReportSource,
  ruleset: AssessedRuleset,
  { kind, id }: NamedPlace,
): Pick<MappedPlace, 'status' | 'status_words'> {
  const { result, findings } = ruleset;
  if (kind === 'instrument') return { status: '', status_words: verdictWords(source, ruleset) };
  const unit = kind === 'unit' ? result.units.find((candidate) => candidate.id === id) : undefined;
  if (unit !== undefined) return { status: unit.status, status_words: unitWords(source, ruleset, unit) };
  const there = findings.filter(({ rule }) => (kind === 'rule' ? rule.id === id : rule.entry.provisions.includes(id)));
  const worst = worstOf(there.map(({ finding }) => finding));
  if (worst === undefined) return { status: 'no_rule', status_words: source.words.findings.noRule };
  return { status: worst.status, status_words: findingWords(source, ruleset, worst) };
}
