import { cite } from '../core/evaluation/citation.ts';
import { textIn } from '../core/language/shapes/text.ts';
import type { Change, FindingImpact, Why } from '../core/reasoning/finding-impact.ts';
import type { RulesetImpact } from '../core/reasoning/impact.ts';
import { plainText } from '../core/report/plain-text.ts';
import { ENGINE_VERSION } from '../service/engine-version.ts';
import type {
  ImpactCandidate,
  ImpactLine,
  ImpactOnProduct,
  ImpactSummary,
  SkippedProduct,
} from '../service/impact-lines.ts';
import type { ProductRecord } from '../service/ports.ts';
import type { RuleLibrary } from '../service/rule-library.ts';
import { changeWords, GATE_WORDS, VERDICT_WORDS } from './change-words.ts';
import { counted } from './counted.ts';
import { wrap } from './wrap.ts';

const INDENT = '  ';

const WHY_WORDS: Readonly<Record<Why, string>> = {
  rules_changed: 'rules changed',
  date_passed: 'date passed',
  either: 'rules changed; date passed: each alone',
  both: 'rules changed and date passed: only together',
};

const SKIPPED_WORDS: Readonly<Record<SkippedProduct['skipped'], string>> = {
  answers_erased: 'Not compared: its answers were erased.',
  not_reproduced: 'Not compared: judged again as it was, it does not come to what was stored. Verify its evaluation.',
};

/** The lines of an impact in words, for a terminal, one after the other. */
export class ImpactText {
  readonly #library: RuleLibrary;
  readonly #findProduct: (id: string) => Promise<ProductRecord | undefined>;

  constructor(library: RuleLibrary, findProduct: (id: string) => Promise<ProductRecord | undefined>) {
    this.#library = library;
    this.#findProduct = findProduct;
  }

  async of(line: ImpactLine): Promise<string> {
    const lines =
      'candidate' in line ? headLines(line) : 'summary' in line ? lastLines(line) : await this.#product(line);
    return `${lines.join('\n')}\n${'summary' in line ? '' : '\n'}`;
  }

  async #product(line: ImpactOnProduct | SkippedProduct): Promise<readonly string[]> {
    const name = plainText((await this.#findProduct(line.product))?.name ?? 'Product');
    const heading = wrap(`${name} (${line.product})`);
    if ('skipped' in line) return [...heading, ...wrap(SKIPPED_WORDS[line.skipped], INDENT)];
    const lost = line.no_longer_answered.join(', ');
    return [
      ...heading,
      ...gateLines(line.gate),
      ...line.rulesets.flatMap((ruleset) => this.#ruleset(ruleset)),
      ...(lost === '' ? [] : wrap(`To be answered again, since the question is another one: ${lost}`, INDENT)),
    ];
  }

  #ruleset({ id, verdict, findings }: RulesetImpact): readonly string[] {
    const compiled = this.#library.rulesets.find((ruleset) => ruleset.compiled.id === id)?.compiled;
    const name = compiled === undefined ? id : textIn('en', compiled.file.short_title);
    const titles = new Map(
      compiled?.rules.map((rule) => [
        rule.id,
        `${cite(compiled, rule.entry.citation, 'en').text} — ${textIn('en', rule.entry.title)}`,
      ]),
    );
    return [
      ...wrap(`${name}: ${changeOf(verdict, (value) => VERDICT_WORDS[value])}`, INDENT),
      ...findings.flatMap((finding) => findingLines(finding, titles.get(finding.rule) ?? finding.rule)),
    ];
  }
}

function headLines({ candidate: { as_of: asOf, rulesets } }: ImpactCandidate): readonly string[] {
  const tried = rulesets.map(({ id, version }) => `${id} ${version}`).join(', ');
  const day = asOf === null ? 'each product on the day it was judged for' : `as of ${asOf}`;
  return wrap(`Preclear ${ENGINE_VERSION} — impact of ${tried}; ${day}`);
}

function gateLines(gate: ImpactOnProduct['gate']): readonly string[] {
  return gate.why === null ? [] : wrap(`Gate: ${changeOf(gate, (value) => GATE_WORDS[value])}`, INDENT);
}

function findingLines({ from, to, why }: FindingImpact, title: string): readonly string[] {
  return wrap(`${title}: ${changeWords(from, to)} (${WHY_WORDS[why]})`, '  - ', '    ');
}

function changeOf<T>({ from, to, why }: Change<T>, words: (value: T) => string): string {
  return why === null ? words(from) : `${words(from)} → ${words(to)} (${WHY_WORDS[why]})`;
}

function lastLines({ summary }: ImpactSummary): readonly string[] {
  const { products, changed, unchanged, erased, not_reproduced: notReproduced, gates } = summary;
  const parts = [
    `${changed} of ${counted(products, 'product')} ${changed === 1 ? 'changes' : 'change'}`,
    `${unchanged} unchanged`,
    ...(erased === 0 ? [] : [`${erased} not compared, answers erased`]),
    ...(notReproduced === 0 ? [] : [`${notReproduced} not compared, not reproduced`]),
  ];
  return [
    ...wrap(`${parts.join('; ')}.`),
    ...gates.flatMap(({ from, to, products: number }) =>
      wrap(`${counted(number, 'product')}: ${GATE_WORDS[from]} → ${GATE_WORDS[to]}`, '  - ', '    '),
    ),
  ];
}
