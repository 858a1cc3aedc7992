import { citeRelated, cite } from '../evaluation/citation.ts';
import type { CompiledDefinition, CompiledRuleset } from '../language/compiled-ruleset.ts';
import { factOf, leavesOf, operandsOf, type Expression } from '../language/expression.ts';
import { questionReferences, reliedOn } from './answer-words.ts';
import { decidingAnswers } from './deciding-answers.ts';
import { beginPart } from './part-heading.ts';
import type { ScopePart, ScopeRow } from './report-model.ts';
import { missingFacts, type AssessedRuleset, type ReportSource } from './report-source.ts';

/** The definitions on which rules turn, with the answers that settle them. */
export function buildScope(source: ReportSource): ScopePart {
  const rulesets = source.rulesets.map((ruleset) => ({
    ruleset: ruleset.compiled.id,
    heading: source.text(ruleset.compiled.file.title),
    rows: scopeRows(source, ruleset),
  }));
  const shown = rulesets.filter(({ rows }) => rows.length > 0);
  return { ...beginPart(source.words, 'scope', shown.length > 0 ? 'something' : 'nothing'), rulesets: shown };
}

/** One row for all definitions that the same answers settle alike: eight commitments need not be told apart eight times. */
function scopeRows(source: ReportSource, ruleset: AssessedRuleset): readonly ScopeRow[] {
  const { compiled } = ruleset;
  const rows = new Map<string, ScopeRow>();
  for (const definition of definitionsThatMatter(ruleset)) {
    const { condition, entry } = definition;
    const truth = ruleset.truthOf(condition);
    const deciding = decidingAnswers(source.input, ruleset, condition);
    const missing = truth === 'unknown' ? missingIn(ruleset, condition) : [];
    // What is not known and changes nothing need not be known.
    if (truth === 'unknown' && missing.length === 0) continue;
    const statement = {
      definition: entry.id,
      meaning: source.text(entry.meaning),
      citation: citationOf(source, compiled, definition),
    };
    const key = JSON.stringify([truth, deciding, missing]);
    const row = rows.get(key) ?? {
      truth,
      truth_words: source.words.truth[truth],
      statements: [],
      relied_on: deciding.map((entryOf) => reliedOn(source, entryOf)),
      missing: questionReferences(source, missing),
    };
    rows.set(key, { ...row, statements: [...row.statements, statement] });
  }
  return [...rows.values()].map((row) => ({ ...row, statements: joinAlike(source, row.statements) }));
}

/** Numbers in figures and in Chinese numerals. */
const NUMERALS = /\d+|[一二三四五六七八九十]+/g;

type Statement = ScopeRow['statements'][number];

/** Statements that differ in a number alone are said once, with the places of the others. */
function joinAlike({ words }: ReportSource, statements: readonly Statement[]): readonly Statement[] {
  const alike = new Map<string, Statement[]>();
  for (const statement of statements) {
    const key = statement.meaning.replace(NUMERALS, '#');
    alike.set(key, [...(alike.get(key) ?? []), statement]);
  }
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    if (others.length === 0) return [first];
    const likewise = words.likewise(others.map(({ citation }) => citation));
    return [{ ...first, meaning: words.sentences([first.meaning, likewise]) }];
  });
}

/**
 * Definitions that a rule names itself, and descriptive ones; without those that hold by the date alone, which nobody asks about.
 */
function definitionsThatMatter({ compiled, truthOf }: AssessedRuleset): readonly CompiledDefinition[] {
  const named = new Set(
    compiled.rules.flatMap((rule) => [...definitionsNamedIn(rule.applies), ...definitionsNamedIn(rule.met)]),
  );
  return compiled.definitions.filter(({ entry, condition }) => {
    if (!named.has(entry.id) && entry.descriptive !== true) return false;
    const byDateAlone = leavesOf(condition).every((leaf) => factOf(leaf) === undefined);
    return !(byDateAlone && truthOf(condition) === 'true');
  });
}

function definitionsNamedIn(expression: Expression): readonly string[] {
  if (expression.op === 'definition') return [expression.id];
  return operandsOf(expression).flatMap(definitionsNamedIn);
}

/** The unanswered facts of a definition on which an open finding turns. */
function missingIn(ruleset: AssessedRuleset, condition: Expression): readonly string[] {
  const read = new Set(leavesOf(condition).map(factOf));
  return missingFacts(ruleset).filter((fact) => read.has(fact));
}

function citationOf(source: ReportSource, compiled: CompiledRuleset, { entry }: CompiledDefinition): string {
  const { citation } = entry;
  if (citation === undefined) return '';
  const { locale, words } = source;
  const place = cite(compiled, citation, locale).text;
  const related = citeRelated(compiled, citation, locale);
  return related.length === 0 || place === words.semicolons(related) ? place : words.semicolons([place, ...related]);
}
