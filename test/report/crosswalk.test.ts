import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import { buildReport } from '../../src/core/report/build-report.ts';
import type { CrosswalkPart, ReportModel } from '../../src/core/report/report-model.ts';
import { createHtmlRenderer } from '../../src/render/html.ts';
import { createMarkdownRenderer } from '../../src/render/markdown.ts';
import { EXAMPLES, exampleReport, reportInput } from '../support/example-reports.ts';
import { realRules } from '../support/real-rules.ts';
import { realTemplates } from '../support/real-templates.ts';
import { printed } from '../support/printed.ts';

let rules: CompiledRules;
beforeAll(async () => {
  rules = await realRules();
});

/** The one crosswalk of a report. */
function only({ crosswalk }: ReportModel): CrosswalkPart['crosswalks'][number] {
  const [first, ...others] = crosswalk.crosswalks;
  if (first === undefined || others.length > 0) throw new Error('expected one crosswalk');
  return first;
}

describe('the crosswalk in a report', () => {
  test('is a part of its own, names its version and digest, and says that it is no part of the result', () => {
    const model = exampleReport(rules, 'benchmark');
    expect(model.contents).toContainEqual({ id: 'crosswalk', number: '14', heading: 'Crosswalk' });
    expect(model.crosswalk.standing).toBe(
      'The relation compares content only. Meeting one instrument never proves the other.',
    );
    expect(model.crosswalk.lead.join(' ')).toContain('it is no part of the result');
    expect(only(model).about).toEqual([
      { label: 'Crosswalk version', value: '1.0.0' },
      { label: 'Crosswalk digest', value: 'sha256:us-voluntary-commitments--cn-interim-measures' },
      { label: 'Compared by', value: 'Meaning' },
    ]);
  });

  test('shows each mapping and each piece of evidence once', () => {
    const { groups, unrelated, evidence, left_out: leftOut } = only(exampleReport(rules, 'benchmark'));
    expect(groups.map(({ heading }) => heading.slice(0, 12))).toEqual(
      ['1', '2', '4', '5', '6', '7', '8'].map((number) => `Commitment ${number}`),
    );
    const related = groups.flatMap(({ rows }) => rows);
    expect([related.length, unrelated.length, evidence.length, leftOut]).toEqual([28, 13, 8, []]);
    expect(related.filter(({ relation }) => relation === 'no-relationship')).toEqual([]);
    expect(unrelated.filter(({ relation }) => relation !== 'no-relationship')).toEqual([]);
  });

  test('says of both sides what the evaluation came to, of a place by the rules that treat it', () => {
    const model = exampleReport(rules, 'benchmark');
    const [us, cn] = [1, 0].map((index) => model.findings.rulesets[index]?.units ?? []);
    const commitment = us?.find(({ unit }) => unit === 'c1');
    const article = cn?.find(({ unit }) => unit === '17');
    const group = only(model).groups[0];
    expect([group?.status, group?.status_words]).toEqual([commitment?.status, commitment?.status_words]);
    expect(group?.rows[0]?.source).toEqual({
      citation: 'Commitment 1',
      title: 'Internal and external red-teaming',
      status: '',
      status_words: '',
    });
    expect(group?.rows[0]?.targets).toEqual([
      {
        citation: 'Art. 17',
        title: 'Security assessment and algorithm filing',
        status: article?.status,
        status_words: article?.status_words,
      },
    ]);
    const element = group?.rows.find(({ source }) => source.citation === 'Commitment 1, fifth risk');
    const of = (rule: string): string | undefined =>
      [...(us ?? []), ...(cn ?? [])]
        .flatMap(({ open, in_place: inPlace }) => [...open, ...inPlace])
        .find((finding) => finding.rule === rule)?.status_words;
    const treating = rules.rulesets[1]?.rules.filter(({ entry }) => entry.provisions.includes('C1/b5')) ?? [];
    expect(treating.map(({ id }) => of(id))).toEqual([element?.source.status_words]);
    expect(element?.targets.map(({ citation }) => citation)).toEqual(['Art. 4(2)']);
  });

  test('says so where no rule treats a place, and gives the whole of an instrument its verdict', () => {
    const { groups, unrelated } = only(exampleReport(rules, 'blocked'));
    const encouragement = groups.flatMap(({ rows }) => rows).flatMap(({ targets }) => targets);
    expect(encouragement.find(({ citation }) => citation === 'Art. 6(1)')).toMatchObject({
      status: 'no_rule',
      status_words: 'No rule',
    });
    expect(unrelated.flatMap(({ targets }) => targets).find(({ citation }) => citation === 'Interim Measures')).toEqual(
      {
        citation: 'Interim Measures',
        title: 'Interim Measures for the Management of Generative Artificial Intelligence Services',
        status: '',
        status_words: 'Blocking gaps found: do not launch yet',
      },
    );
  });

  test.each([
    ['2025-08-31', 'Overlaps in part', []],
    [
      '2025-09-01',
      'All that it asks is asked there as well',
      ['Holds together with the rules that go with Art. 12: the Labelling Measures and GB 45438-2025.'],
    ],
  ])('as of %s a commitment on labels is told to be: %s', (asOf, words, notes) => {
    const { groups } = only(exampleReport(rules, 'blocked', { asOf }));
    const row = groups.flatMap(({ rows }) => rows).find(({ source }) => source.citation === 'Commitment 5, mark');
    expect([row?.relation_words, row?.notes]).toEqual([words, notes]);
  });

  test('says that there is none unless both instruments were assessed', () => {
    const [binding] = rules.rulesets;
    if (binding === undefined) throw new Error('no ruleset');
    const { crosswalk } = buildReport(reportInput({ ...rules, rulesets: [binding] }, EXAMPLES.blocked()));
    expect(crosswalk).toMatchObject({
      crosswalks: [],
      lead: ['No crosswalk relates the instruments assessed.'],
    });
  });

  test('leaves out and counts what an older ruleset does not have', () => {
    const input = reportInput(rules, EXAMPLES.blocked());
    const [crosswalk] = input.crosswalks;
    if (crosswalk === undefined) throw new Error('no crosswalk');
    const { file } = crosswalk.compiled;
    const newer = {
      ...file,
      mappings: file.mappings.map((mapping, index) =>
        index === 0 ? { ...mapping, target: [{ unit: '99' }] } : mapping,
      ),
      evidence: file.evidence.map((entry, index) =>
        index === 0 ? { ...entry, source: { ...entry.source, provisions: ['C9/new'] } } : entry,
      ),
    };
    const crosswalks = [{ ...crosswalk, compiled: { ...crosswalk.compiled, file: newer } }];
    const { groups, evidence, left_out: leftOut } = only(buildReport({ ...input, crosswalks }));
    expect([groups.flatMap(({ rows }) => rows).length, evidence.length]).toEqual([27, 7]);
    expect(leftOut).toEqual([
      '2 entries are left out: the versions of the instruments assessed here do not have the places named.',
    ]);
  });

  test('is printed whole in HTML and Markdown', async () => {
    const templates = await realTemplates();
    const model = exampleReport(rules, 'benchmark');
    const { groups, unrelated, evidence } = only(model);
    const texts = [
      ...[...groups.flatMap(({ rows }) => rows), ...unrelated].map(({ rationale }) => rationale),
      ...evidence.flatMap(({ title, limit }) => [title, limit]),
    ];
    const plain = (text: string): string => text.replaceAll('&#x27;', "'").replaceAll('\\', '');
    for (const renderer of [createHtmlRenderer(templates), createMarkdownRenderer(templates)]) {
      const text = plain(await printed(renderer, model));
      expect(texts.filter((one) => !text.includes(one))).toEqual([]);
      expect(text).toContain(model.crosswalk.standing);
    }
  });
});
