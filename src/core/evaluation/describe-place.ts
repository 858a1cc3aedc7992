import type { CompiledRuleset } from '../language/compiled-ruleset.ts';
import type { NamedPlace } from '../language/crosswalk.ts';
import type { Citation } from '../language/shapes/citation.ts';
import { textIn, type Locale } from '../language/shapes/text.ts';
import { cite } from './citation.ts';

/** A place in a ruleset, with what a reader knows it by. */
export interface DescribedPlace extends NamedPlace {
  /** Where it stands, such as "Art. 17"; the name of the instrument for the whole of it. */
  readonly citation: string;
  readonly title: string;
}

/** What a reader knows a place by, or `undefined` when this version of the ruleset has no such place. */
export function describePlace(
  ruleset: CompiledRuleset,
  { kind, id }: NamedPlace,
  locale: Locale,
): DescribedPlace | undefined {
  switch (kind) {
    case 'instrument': {
      const name = textIn(locale, ruleset.file.short_title);
      return { kind, id, citation: name, title: textIn(locale, ruleset.file.title) };
    }
    case 'unit': {
      const unit = ruleset.units.find((candidate) => candidate.id === id);
      if (unit === undefined) return undefined;
      const title = textIn(locale, unit.title);
      const whole = citationOfUnit(ruleset, id);
      return { kind, id, citation: whole === undefined ? title : cite(ruleset, whole, locale).text, title };
    }
    case 'provision': {
      const provision = ruleset.provisions.find((candidate) => candidate.id === id);
      if (provision === undefined) return undefined;
      return {
        kind,
        id,
        citation: cite(ruleset, provision.citation, locale).text,
        title: textIn(locale, provision.title),
      };
    }
    case 'rule': {
      const rule = ruleset.rules.find((candidate) => candidate.id === id);
      if (rule === undefined) return undefined;
      return {
        kind,
        id,
        citation: cite(ruleset, rule.entry.citation, locale).text,
        title: textIn(locale, rule.entry.title),
      };
    }
  }
}

/** The unit in which a place stands; none for the whole of an instrument and for a place that is not there. */
export function unitOfPlace(ruleset: CompiledRuleset, { kind, id }: NamedPlace): string | undefined {
  switch (kind) {
    case 'instrument':
      return undefined;
    case 'unit':
      return id;
    case 'provision':
      return ruleset.provisions.find((candidate) => candidate.id === id)?.unit;
    case 'rule':
      return ruleset.rules.find((candidate) => candidate.id === id)?.unit;
  }
}

/** The article or commitment that a unit is; a unit that spans several, or none, is known by its title alone. */
function citationOfUnit(ruleset: CompiledRuleset, id: string): Citation | undefined {
  const places = ruleset.provisions.filter((provision) => provision.unit === id).map(({ citation }) => citation);
  for (const key of ['article', 'commitment'] as const) {
    const numbers = new Set(places.flatMap((place) => place[key] ?? []));
    const [number] = numbers;
    if (number !== undefined && numbers.size === 1) return { [key]: number };
  }
  return undefined;
}
