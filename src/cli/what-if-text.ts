import type { Evaluation } from '../core/evaluation/evaluation.ts';
import { cite } from '../core/evaluation/citation.ts';
import { textIn } from '../core/language/shapes/text.ts';
import { wordsFor } from '../core/report/words.ts';
import { ENGINE_VERSION } from '../service/engine-version.ts';
import type { WhatIfResponse } from '../service/what-if.ts';
import { changeWords, GATE_WORDS } from './change-words.ts';
import { counted } from './counted.ts';
import type { EvaluatedFile } from './evaluate-file.ts';
import type { Style } from './style.ts';
import { wrap } from './wrap.ts';

const INDENT = '  ';

/** What would change under each variant, for a terminal. */
export function whatIfText(
  response: WhatIfResponse,
  evaluated: EvaluatedFile,
  asOfIsToday: boolean,
  style: Style,
): string {
  const { base, variants } = response;
  const { file } = evaluated;
  const sections = [
    [
      ...wrap(`Preclear ${ENGINE_VERSION} — ${file.product?.name ?? wordsFor('en').productNotNamed}, what if`),
      style.aside(`As of ${response.as_of}${asOfIsToday ? ', today in UTC' : ''}`),
    ],
    [
      style.heading('As answered'),
      ...gateLines(base.gate, style),
      ...wrap(openWords(base.open, base.open), INDENT),
      ...warningLines(base.warnings),
    ],
    ...variants.map(({ id, gate, open, changes, warnings }, index) => [
      ...wrap(id ?? `Variant ${index + 1}`).map((line) => style.heading(line)),
      ...gateLines(gate, style),
      ...wrap(openWords(open, base.open), INDENT),
      ...changeLines(changes, evaluated),
      ...warningLines(warnings),
    ]),
  ];
  const last = wrap('Change an answer only after the facts have changed. Not legal advice.');
  return `${[...sections, last].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function gateLines(gate: Evaluation['gate'], style: Style): readonly string[] {
  return wrap(GATE_WORDS[gate], INDENT).map((line) => style.result(gate, line));
}

function openWords(open: Evaluation['open'], base: Evaluation['open']): string {
  const { gateCounts } = wordsFor('en');
  const blockers = `${gateCounts.blockers}: ${open.blockers}${differenceWords(open.blockers - base.blockers)}`;
  return `${blockers} · ${gateCounts.others}: ${open.others}${differenceWords(open.others - base.others)}`;
}

function differenceWords(difference: number): string {
  if (difference === 0) return '';
  return ` (${Math.abs(difference)} ${difference > 0 ? 'more' : 'fewer'})`;
}

function changeLines(changes: WhatIfResponse['variants'][number]['changes'], { subject }: EvaluatedFile): string[] {
  if (changes.length === 0) return [`${INDENT}No finding changes.`];
  const rules = new Map(
    subject.rulesets.flatMap(({ compiled }) =>
      compiled.rules.map((rule) => [`${compiled.id} ${rule.id}`, { compiled, rule }] as const),
    ),
  );
  const lines = changes.flatMap(({ ruleset, rule: id, from, to }) => {
    const found = rules.get(`${ruleset} ${id}`);
    const place = found === undefined ? '' : `${cite(found.compiled, found.rule.entry.citation, 'en').text} — `;
    const title = found === undefined ? id : textIn('en', found.rule.entry.title);
    return wrap(`${place}${title}: ${changeWords(from, to)}`, '  - ', '    ');
  });
  return [`${INDENT}${counted(changes.length, 'finding changes', 'findings change')}:`, ...lines];
}

function warningLines(warnings: WhatIfResponse['base']['warnings']): string[] {
  return warnings.flatMap(({ message }) => wrap(`Look at again: ${message}`, INDENT));
}
