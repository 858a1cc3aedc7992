import { describeCoverage, type ProvisionCoverage } from '../service/describe-rulesets.ts';
import type { LibraryRuleset } from '../service/rule-library.ts';
import { counted } from './counted.ts';
import { readLibrary } from './read-library.ts';
import type { RulesOptions } from './rules-options.ts';
import { styleFor, type Style } from './style.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from './wrap.ts';

/** Between columns. */
const GAP = 2;
/** A longer entry has a line of its own. */
const WIDEST = 34;

/** Prints every provision of every instrument with its treatment, then counts. */
export async function coverRules(folder: string, { format }: RulesOptions, terminal: Terminal): Promise<void> {
  const library = await readLibrary(folder);
  const covered = library.rulesets.map((ruleset) => ({ ruleset, ...describeCoverage(ruleset, 'en') }));
  if (format === 'json') {
    const rulesets = covered.map(({ ruleset, provisions }) => ({
      id: ruleset.compiled.id,
      version: ruleset.compiled.version,
      provisions,
    }));
    terminal.stdout.write(`${JSON.stringify({ rulesets }, undefined, 2)}\n`);
    return;
  }
  const style = styleFor(terminal.stdout);
  const tables = covered.flatMap(({ ruleset, provisions }) => [...table(ruleset, provisions, style), '']);
  terminal.stdout.write(`${[...tables, countsOf(covered.flatMap(({ provisions }) => provisions))].join('\n')}\n`);
}

function table({ compiled }: LibraryRuleset, provisions: readonly ProvisionCoverage[], style: Style): string[] {
  const places = columnWidth(provisions.map(({ citation }) => citation.text));
  const classes = columnWidth(provisions.map((provision) => provision.class));
  return [
    style.heading(`${compiled.id} ${compiled.version}: ${counted(provisions.length, 'provision')}`),
    ...provisions.flatMap((provision) => {
      const place = provision.citation.text;
      const alone = place.length + GAP > places;
      const first = `${(alone ? '' : place).padEnd(places)}${provision.class.padEnd(classes)}`;
      return [...(alone ? [place] : []), ...wrap(treatmentOf(provision), first, ' '.repeat(first.length))];
    }),
  ];
}

function columnWidth(entries: readonly string[]): number {
  return Math.min(WIDEST, Math.max(0, ...entries.map((entry) => entry.length)) + GAP);
}

function treatmentOf({ rules, definitions, no_rule: reason }: ProvisionCoverage): string {
  if (reason !== null) return `no rule: ${reason}`;
  return rules.length > 0 ? `rules: ${rules.join(', ')}` : `definitions: ${definitions.join(', ')}`;
}

function countsOf(provisions: readonly ProvisionCoverage[]): string {
  const withRules = provisions.filter(({ rules }) => rules.length > 0).length;
  const withReason = provisions.filter(({ no_rule: reason }) => reason !== null).length;
  const withDefinitions = provisions.length - withRules - withReason;
  return `${counted(provisions.length, 'provision')}: ${withRules} with rules, ${withDefinitions} with definitions, ${withReason} with a reason for no rule`;
}
