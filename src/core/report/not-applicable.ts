import { reliedOn } from './answer-words.ts';
import { beginPart } from './part-heading.ts';
import type { NotApplicablePart } from './report-model.ts';
import { referTo, type AssessedFinding, type AssessedRuleset, type ReportSource } from './report-source.ts';

type Groups = NotApplicablePart['rulesets'][number]['groups'];

/** The duties that do not apply, those with the same deciding answers together. What only waits for its date is left out. */
export function buildNotApplicable(source: ReportSource): NotApplicablePart {
  const rulesets = source.rulesets.map((ruleset) => ({
    ruleset: ruleset.compiled.id,
    heading: source.text(ruleset.compiled.file.title),
    groups: groupsOf(source, ruleset),
  }));
  const shown = rulesets.filter(({ groups }) => groups.length > 0);
  return { ...beginPart(source.words, 'not_applicable', shown.length > 0 ? 'something' : 'nothing'), rulesets: shown };
}

function groupsOf(source: ReportSource, { findings }: AssessedRuleset): Groups {
  const groups = new Map<string, AssessedFinding[]>();
  for (const assessed of findings) {
    const { status, upcoming, decided_by: decidedBy } = assessed.finding;
    if (status !== 'not_applicable' || upcoming !== null) continue;
    const key = JSON.stringify(decidedBy);
    groups.set(key, [...(groups.get(key) ?? []), assessed]);
  }
  return [...groups.values()].map((group) => ({
    relied_on: (group[0]?.finding.decided_by ?? []).map((deciding) => reliedOn(source, deciding)),
    findings: group.map((assessed) => referTo(source, assessed)),
  }));
}
