import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import type { ReportModel } from '../../src/core/report/report-model.ts';
import { layOutReport } from '../../src/core/report/layout/lay-out-report.ts';
import { createCsvRenderer } from '../../src/render/csv.ts';
import { exampleReport } from '../support/example-reports.ts';
import { realRules } from '../support/real-rules.ts';

const csv = createCsvRenderer();
let rules: CompiledRules;
beforeAll(async () => {
  rules = await realRules();
});

async function write(...models: readonly [ReportModel, ...ReportModel[]]): Promise<string> {
  const document = layOutReport(models[0], 'gate');
  return Buffer.from(await csv.render({ documents: [document], models })).toString();
}

/** Reads CSV back by its grammar: RFC 4180, section 2. */
function read(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 1);
}

function applicable({
  findings,
}: ReportModel): readonly { readonly rule: string; readonly status: string; readonly title: string }[] {
  return findings.rulesets.flatMap(({ units }) =>
    units.flatMap(({ open, in_place: inPlace }) => [...open, ...inPlace]),
  );
}

describe('the CSV of a report', () => {
  test('has one row a finding that applies, and begins with words of the contract', async () => {
    const model = exampleReport(rules, 'blocked');
    const text = await write(model);
    expect(text.startsWith('\uFEFFrule,instrument,unit,status,severity,reviewed_status,disposition,title,')).toBe(true);
    const [, ...rows] = read(text.slice(1));
    expect(rows.map((row) => [row[0], row[3], row[7]])).toEqual(
      applicable(model).map(({ rule, status, title }) => [rule, status, title]),
    );
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([20]));
  });

  test('has the words of both languages beside each other', async () => {
    const models = [exampleReport(rules, 'blocked'), exampleReport(rules, 'blocked', { locale: 'zh-CN' })] as const;
    const [head, first] = read((await write(...models)).slice(1));
    expect(head?.filter((name) => name.startsWith('title'))).toEqual(['title_en', 'title_zh-CN']);
    const [english, chinese] = models.map((model) => applicable(model)[0]?.title);
    expect([first?.[7], first?.[20]]).toEqual([english, chinese]);
  });

  test('leads what a spreadsheet would compute with an apostrophe', async () => {
    const by = { name: 'A. Person', role: 'Counsel' };
    const review = {
      rule: 'cn-gai-17-1-security-assessment',
      disposition: 'commented',
      status: null,
      citation: null,
      by,
    } as const;
    const { paper } = exampleReport(rules, 'blocked');
    for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1']) {
      const model = exampleReport(rules, 'blocked');
      const reviews = [{ ...review, status: '', citation: '', words: formula, reason: '', by: '' } as const];
      const rows = read((await write({ ...model, paper: { ...paper, reviews } })).slice(1));
      const row = rows.find(([rule]) => rule === review.rule);
      expect(row?.at(-1)).toBe(`'${formula}`);
    }
  });
});
