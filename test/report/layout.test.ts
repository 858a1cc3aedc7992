import { beforeAll, expect, test } from 'vitest';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import type { Block, Runs } from '../../src/core/report/document/blocks.ts';
import { layOutReport, REPORT_TEMPLATES, type ReportTemplate } from '../../src/core/report/layout/lay-out-report.ts';
import type { ReportModel } from '../../src/core/report/report-model.ts';
import { day, EXAMPLE_NAMES, exampleReport } from '../support/example-reports.ts';
import { realRules } from '../support/real-rules.ts';

let rules: CompiledRules;
beforeAll(async () => {
  rules = await realRules();
});

const CASES = EXAMPLE_NAMES.flatMap((name) => REPORT_TEMPLATES.map((template) => [name, template] as const));

/** What two languages have in common: the kind of each block, and how much is in it. */
function shapeOf(block: Block): unknown {
  switch (block.kind) {
    case 'heading':
      return [block.kind, block.level, block.anchor, block.number];
    case 'paragraph':
      return [block.kind, block.manner];
    case 'list':
      return [block.kind, block.items.length];
    case 'fields':
      return [block.kind, block.rows.length];
    case 'table':
      return [block.kind, block.columns.length, block.rows.map(({ anchor, tone }) => [anchor, tone])];
    case 'group':
      return [block.kind, block.anchor, block.blocks.map(shapeOf)];
    case 'figure':
      return [block.kind, block.anchor, shapeOf(block.table)];
    case 'signature':
      return [block.kind, block.rows.length];
    case 'contents':
      return [block.kind, block.entries.map(({ anchor, number }) => [anchor, number])];
    case 'page_break':
      return [block.kind];
  }
}

function anchorsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [block.anchor];
    case 'table':
      return block.rows.map(({ anchor }) => anchor);
    case 'figure':
      return [block.anchor, ...anchorsOf(block.table)];
    case 'group':
      return [block.anchor, ...block.blocks.flatMap(anchorsOf)];
    case 'paragraph':
    case 'list':
    case 'fields':
    case 'signature':
    case 'contents':
    case 'page_break':
      return [];
  }
}

function runsOf(block: Block): readonly Runs[] {
  switch (block.kind) {
    case 'paragraph':
      return [block.runs];
    case 'list':
      return block.items;
    case 'fields':
      return block.rows.flatMap(({ value }) => value);
    case 'table':
      return block.rows.flatMap(({ cells }) => cells.flat());
    case 'group':
      return [block.title, ...block.blocks.flatMap(runsOf)];
    case 'figure':
      return runsOf(block.table);
    case 'heading':
    case 'signature':
    case 'contents':
    case 'page_break':
      return [];
  }
}

function blocksOf(model: ReportModel, template: ReportTemplate): readonly Block[] {
  const { cover, body } = layOutReport(model, template);
  return [...cover, ...body];
}

test.each(CASES)('two languages of %s as %s have blocks of the same kinds in the same order', (name, template) => {
  const details = { targetLaunch: day('2027-03-01') };
  const english = blocksOf(exampleReport(rules, name, details), template);
  const chinese = blocksOf(exampleReport(rules, name, { ...details, locale: 'zh-CN' }), template);
  expect(chinese.map(shapeOf)).toEqual(english.map(shapeOf));
});

test.each(CASES)(
  'every place of %s as %s is named once, and nothing leads to a place that is not there',
  (name, template) => {
    const blocks = blocksOf(exampleReport(rules, name), template);
    const anchors = blocks.flatMap(anchorsOf).filter((anchor) => anchor !== '');
    expect(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index)).toEqual([]);
    const led = blocks.flatMap((block) => runsOf(block).flatMap((runs) => runs.map(({ anchor }) => anchor)));
    const known = new Set(['', ...anchors]);
    expect([...new Set(led.filter((anchor) => !known.has(anchor)))]).toEqual([]);
  },
);

test.each(CASES)('every row of a table of %s as %s has as many cells as there are columns', (name, template) => {
  const tables = (block: Block): readonly Extract<Block, { kind: 'table' }>[] => {
    if (block.kind === 'table') return [block];
    if (block.kind === 'figure') return [block.table];
    return block.kind === 'group' ? block.blocks.flatMap(tables) : [];
  };
  const found = blocksOf(exampleReport(rules, name), template).flatMap(tables);
  const odd = found.filter(({ columns, rows }) => rows.some(({ cells }) => cells.length !== columns.length));
  expect(odd.map(({ caption }) => caption)).toEqual([]);
});

test.each(EXAMPLE_NAMES)(
  'what is not known yet of %s stands in tables with the numbers of its questions, everything else open in full',
  (name) => {
    const model = exampleReport(rules, name);
    const blocks = blocksOf(model, 'counsel');
    const inFull = new Set(blocks.flatMap((block) => (block.kind === 'group' ? [block.anchor] : [])));
    const rows = new Map(
      blocks.flatMap((block) => (block.kind === 'table' ? block.rows.map((row) => [row.anchor, row] as const) : [])),
    );
    const numbers = new Map(model.questions.questions.map(({ fact, number }) => [fact, number]));
    const open = model.findings.rulesets.flatMap(({ units }) => units.flatMap((unit) => unit.open));
    for (const { rule, status, requirement, missing } of open) {
      const anchor = `finding-${rule}`;
      expect([rule, inFull.has(anchor)]).toEqual([rule, status !== 'undetermined']);
      if (status !== 'undetermined') continue;
      const said = (rows.get(anchor)?.cells ?? []).map((lines) =>
        lines.map((runs) => runs.map(({ text }) => text).join('')),
      );
      expect(said[1]?.[0]).toBe(requirement);
      const asked = missing.flatMap(({ fact }) => numbers.get(fact) ?? []);
      expect(said[2]).toEqual([
        ...(asked.length === 0 ? [] : [asked.join(', ')]),
        ...missing.filter(({ fact }) => !numbers.has(fact)).map(({ text }) => text),
      ]);
    }
  },
);
