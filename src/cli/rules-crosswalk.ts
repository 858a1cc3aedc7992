import { describeCrosswalk, type CrosswalkDescription } from '../service/describe-crosswalks.ts';
import { counted } from './counted.ts';
import { readLibrary } from './read-library.ts';
import type { RulesOptions } from './rules-options.ts';
import { styleFor, type Style } from './style.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from './wrap.ts';

const STANDING = 'The relation compares content only. Meeting one instrument never proves the other.';

/** Prints every crosswalk: its mappings with relation and rationale, then the evidence that serves both. */
export async function printCrosswalks(folder: string, { format }: RulesOptions, terminal: Terminal): Promise<void> {
  const library = await readLibrary(folder);
  const crosswalks = library.crosswalks.map((crosswalk) => describeCrosswalk(library, crosswalk, 'en'));
  if (format === 'json') {
    terminal.stdout.write(`${JSON.stringify({ crosswalks }, undefined, 2)}\n`);
    return;
  }
  const style = styleFor(terminal.stdout);
  const mappings = crosswalks.reduce((sum, crosswalk) => sum + crosswalk.mappings.length, 0);
  const last = `${counted(crosswalks.length, 'crosswalk')}, ${counted(mappings, 'mapping')}`;
  terminal.stdout.write(
    `${[...crosswalks.flatMap((crosswalk) => [...linesOf(crosswalk, style), '']), last].join('\n')}\n`,
  );
}

function linesOf(crosswalk: CrosswalkDescription, style: Style): string[] {
  const { source, target } = crosswalk;
  return [
    style.heading(`${crosswalk.id} ${crosswalk.version}`),
    ...wrap(`${source.title} (${source.id} ${source.version})`, 'From  ', '      '),
    ...wrap(`${target.title} (${target.id} ${target.version})`, 'To    ', '      '),
    ...wrap(`${crosswalk.nature} ${STANDING}`),
    ...crosswalk.mappings.flatMap((mapping) => ['', ...linesOfMapping(mapping)]),
    '',
    style.heading('Evidence that serves both'),
    ...crosswalk.evidence.flatMap((entry) => ['', ...linesOfEvidence(entry)]),
  ];
}

function linesOfMapping(mapping: CrosswalkDescription['mappings'][number]): string[] {
  const { source, targets, relation, earlier, rationale, note } = mapping;
  const dated = earlier === null ? relation : `${relation}; before ${earlier.before} ${earlier.relation}`;
  return [
    ...wrap(`${source.citation} | ${citations(targets)} | ${dated}`, '', '  '),
    ...wrap(note === null ? rationale : `${rationale} ${note}`, '  '),
  ];
}

function linesOfEvidence({ title, source, target, limit }: CrosswalkDescription['evidence'][number]): string[] {
  return [
    ...wrap(title),
    ...wrap(`serves ${citations(source.places)}, and ${citations(target.places)}`, '  '),
    ...wrap(limit, '  '),
  ];
}

function citations(places: readonly { readonly citation: string }[]): string {
  return places.map(({ citation }) => citation).join('; ');
}
