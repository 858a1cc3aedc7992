import { chooseLocale } from '../service/choose-locale.ts';
import { describeCoverage, type ProvisionCoverage } from '../service/describe-rulesets.ts';
import type { LibraryRuleset } from '../service/rule-library.ts';
import { readLibrary } from './read-library.ts';
import type { RulesOptions } from './rules-options.ts';
import { styleFor, type Style } from './style.ts';
import type { Terminal } from './terminal.ts';
import { cliWordsFor } from './words/cli-words-for.ts';
import type { CliWords } from './words/cli-words.ts';
import { columnsOf, padColumns, wrap } from './wrap.ts';

/** Between columns. */
const GAP = 2;
/** A longer entry has a line of its own. */
const WIDEST = 34;

/** Options of `rules coverage`. */
export interface CoverageOptions extends RulesOptions {
  readonly locale?: string;
}

type CoverageWords = CliWords['coverage'];

/**
 * Prints every provision of every instrument with its treatment, then counts.
 *
 * @throws BadInput with every problem of the rule files: a provision without treatment, a rule that cites no provision, and all others
 */
export async function coverRules(folder: string, options: CoverageOptions, terminal: Terminal): Promise<void> {
  const { rulesets } = await readLibrary(folder);
  const locale = chooseLocale(options.locale, rulesets);
  const covered = rulesets.map((ruleset) => ({ ruleset, ...describeCoverage(ruleset, locale) }));
  if (options.format === 'json') {
    const described = covered.map(({ ruleset, provisions }) => ({
      id: ruleset.compiled.id,
      version: ruleset.compiled.version,
      provisions,
    }));
    terminal.stdout.write(`${JSON.stringify({ rulesets: described }, undefined, 2)}\n`);
    return;
  }
  const { coverage: words } = cliWordsFor(locale);
  const style = styleFor(terminal.stdout);
  const tables = covered.flatMap(({ ruleset, provisions }) => [...table(words, ruleset, provisions, style), '']);
  const counts = countsOf(
    words,
    covered.flatMap(({ provisions }) => provisions),
  );
  terminal.stdout.write(`${[...tables, counts].join('\n')}\n`);
}

function table(
  words: CoverageWords,
  { compiled }: LibraryRuleset,
  provisions: readonly ProvisionCoverage[],
  style: Style,
): string[] {
  const places = columnWidth(provisions.map(({ citation }) => citation.text));
  const classes = columnWidth(provisions.map((provision) => words.class(provision.class)));
  return [
    style.heading(words.heading(`${compiled.id} ${compiled.version}`, provisions.length)),
    ...provisions.flatMap((provision) => {
      const place = provision.citation.text;
      const alone = columnsOf(place) + GAP > places;
      const first = padColumns(alone ? '' : place, places) + padColumns(words.class(provision.class), classes);
      return [...(alone ? [place] : []), ...wrap(treatmentOf(words, provision), first, ' '.repeat(columnsOf(first)))];
    }),
  ];
}

function columnWidth(entries: readonly string[]): number {
  return Math.min(WIDEST, Math.max(0, ...entries.map(columnsOf)) + GAP);
}

function treatmentOf(words: CoverageWords, { rules, definitions, no_rule: reason }: ProvisionCoverage): string {
  if (reason !== null) return words.noRule(reason);
  return rules.length > 0 ? words.rules(rules) : words.definitions(definitions);
}

function countsOf(words: CoverageWords, provisions: readonly ProvisionCoverage[]): string {
  const withRules = provisions.filter(({ rules }) => rules.length > 0).length;
  const withReason = provisions.filter(({ no_rule: reason }) => reason !== null).length;
  const withDefinitions = provisions.length - withRules - withReason;
  return words.count(provisions.length, withRules, withDefinitions, withReason);
}
