import { isOpen } from '../evaluation/roll-up.ts';
import type { UnitResult } from '../evaluation/evaluation.ts';
import { describeFinding, risksOf } from './describe-finding.ts';
import type { RulesetFile } from '../language/shapes/ruleset-file.ts';
import { beginPart } from './part-heading.ts';
import type { Particular } from './part-model.ts';
import type { FindingsPart, RulesetFindings, UnitFindings } from './report-model.ts';
import type { AssessedRuleset, ReportSource } from './report-source.ts';
import type { ReportWords } from './report-words.ts';
import { unitWords } from './status-words.ts';

/** Every finding that applies or may apply, by instrument and unit; units of which nothing applies are only named. */
export function buildFindings(source: ReportSource): FindingsPart {
  const rulesets = source.rulesets.map((ruleset) => findingsOfRuleset(source, ruleset));
  return { ...beginPart(source.words, 'findings', rulesets.length > 0 ? 'something' : 'nothing'), rulesets };
}

function findingsOfRuleset(source: ReportSource, ruleset: AssessedRuleset): RulesetFindings {
  const { words } = source;
  const { file } = ruleset.compiled;
  const name = source.text(file.short_title);
  const open = ruleset.findings.filter(({ finding }) => isOpen(finding));
  return {
    ruleset: file.id,
    heading: source.text(file.title),
    nature: source.text(file.nature),
    about: aboutRuleset(source, ruleset),
    source: officialSource(ruleset),
    units: ruleset.result.units
      .filter(({ applicable }) => applicable > 0)
      .map((unit) => findingsOfUnit(source, ruleset, unit)),
    silent: silentUnits(source, ruleset),
    risks_heading: words.findings.risksHeading(name),
    risks: risksOf(
      source,
      ruleset,
      open.flatMap(({ rule }) => rule.entry.consequences),
    ),
  };
}

/** Where the official text is; the address is empty when it is none that a reader could follow. */
export function officialSource({ compiled }: AssessedRuleset): RulesetFindings['source'] {
  const { url } = compiled.file.source;
  return { text: sourceText(url), url: /^https?:\/\//.test(url) ? url : '' };
}

function sourceText(url: string): string {
  return url.replace(/^https?:\/\//, '');
}

/** What identifies an instrument: who made it, since when it is in force, how far it was checked, in which version it is encoded. */
export function aboutRuleset(
  { words, text }: ReportSource,
  { compiled: { file } }: AssessedRuleset,
): readonly Particular[] {
  const { findings } = words;
  const { from, to } = file.in_force;
  return [
    { label: findings.authority, value: text(file.authority) },
    ...(file.source.number === undefined ? [] : [{ label: findings.number, value: text(file.source.number) }]),
    {
      label: findings.inForce,
      value: to === undefined ? findings.inForceFrom(from) : findings.inForceFromTo(from, to),
    },
    { label: findings.checkedThrough, value: words.date(file.verified_through) },
    { label: findings.version, value: file.version },
    ...(file.signatories === undefined ? [] : [{ label: findings.signatories, value: signatoriesOf(words, file) }]),
    ...(file.public_claim === undefined ? [] : [{ label: findings.publicClaim, value: text(file.public_claim) }]),
  ];
}

function signatoriesOf(words: ReportWords, { signatories = [] }: RulesetFile): string {
  return words.semicolons(signatories.map(({ on, names }) => words.findings.signedOn(on, names)));
}

function findingsOfUnit(source: ReportSource, ruleset: AssessedRuleset, unit: UnitResult): UnitFindings {
  const { words } = source;
  const ofUnit = ruleset.findings.filter(({ finding }) => finding.unit === unit.id);
  return {
    unit: unit.id,
    heading: unitHeading(source, ruleset, unit.id),
    status: unit.status,
    status_words: unitWords(source, ruleset, unit),
    counts: words.findings.counts(unit.met, unit.applicable),
    scores: unit.score === null ? [] : [words.score.range(unit.score)],
    open: ofUnit.filter(({ finding }) => isOpen(finding)).map((assessed) => describeFinding(source, ruleset, assessed)),
    in_place: ofUnit
      .filter(({ finding }) => finding.status === 'met')
      .map((assessed) => describeFinding(source, ruleset, assessed)),
  };
}

/** "Article 17 — Security assessment", "Commitment 1 — Red-teaming"; what is no numbered commitment has its title alone. */
export function unitHeading(source: ReportSource, { compiled }: AssessedRuleset, id: string): string {
  const unit = compiled.units.find((candidate) => candidate.id === id);
  const title = unit === undefined ? id : source.text(unit.title);
  const number = unitNumber(id);
  return number === undefined ? title : source.words.findings.unit(source.text(compiled.file.unit_word), number, title);
}

/** The number of an article or commitment; `undefined` where it has a name alone. */
export function unitNumber(id: string): string | undefined {
  const number = /^c?(\d+(?:-\d+)?)$/.exec(id)?.[1];
  return id === 'c0' ? undefined : number;
}

function silentUnits(source: ReportSource, ruleset: AssessedRuleset): readonly string[] {
  const { words } = source;
  const { compiled, result } = ruleset;
  const word = source.text(compiled.file.unit_word);
  const name = (unit: UnitResult): string => unitNumber(unit.id) ?? unitHeading(source, ruleset, unit.id);
  const silent = result.units.filter(({ applicable }) => applicable === 0);
  const withoutRule = silent.filter(({ status }) => status === 'no_rule').map(name);
  const notApplicable = silent.filter(({ status }) => status !== 'no_rule').map(name);
  return [
    ...(notApplicable.length === 0 ? [] : [words.findings.doesNotApply(word, notApplicable)]),
    ...(withoutRule.length === 0 ? [] : [words.findings.withoutRule(word, withoutRule)]),
  ];
}
