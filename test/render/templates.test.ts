import { beforeAll, describe, expect, test } from 'vitest';
import type { ReportModel } from '../../src/core/report/report-model.ts';
import { escapeMarkdown } from '../../src/render/escape-markdown.ts';
import { compileTemplates, type Template } from '../../src/render/handlebars-environment.ts';
import { exampleReport } from '../support/example-reports.ts';
import { realRules } from '../support/real-rules.ts';

let model: ReportModel;
beforeAll(async () => {
  model = exampleReport(await realRules(), 'clear');
});

function compileHtml(text: string, partials: Readonly<Record<string, string>> = {}): Template<ReportModel> {
  const named = Object.entries(partials).map(([name, partial]): [string, string] => [`partials/html-${name}`, partial]);
  const templateOf = compileTemplates(new Map([['report.html', text], ...named]), {
    format: 'html',
    escaping: 'html',
    helpers: {},
  });
  return templateOf('report');
}

describe('a template', () => {
  test.each([
    ['{{nonsense}}', '"nonsense" not defined in [object Object]'],
    ['{{headline.nonsense}}', '"nonsense" not defined in [object Object]'],
    ['{{#each nonsense}}x{{/each}}', 'each: expected a list, got undefined'],
    ['{{#some nonsense}}x{{/some}}', 'some: expected a list, got undefined'],
    ['{{#is nonsense "x"}}x{{/is}}', 'is: expected two words'],
    ['{{#each contents}}{{nonsense}}{{/each}}', '"nonsense" not defined in [object Object]'],
    ['{{#each contents}}{{@root.nonsense}}{{/each}}', '"nonsense" not defined in [object Object]'],
    ['{{> html-part}}', '"nonsense" not defined in [object Object]'],
  ])('that names what is not there throws: %s', (text, message) => {
    expect(() => compileHtml(text, { part: '{{nonsense}}' })(model)).toThrow(message);
  });

  test.each([
    ['{{#if title}}x{{/if}}', `You specified knownHelpersOnly, but used the unknown helper if`],
    ['{{#with headline}}x{{/with}}', `You specified knownHelpersOnly, but used the unknown helper with`],
    ['{{lookup headline "gate"}}', `You specified knownHelpersOnly, but used the unknown helper lookup`],
    ['{{log title}}', `You specified knownHelpersOnly, but used the unknown helper log`],
  ])('has no helpers but ours: %s', (text, message) => {
    expect(() => compileHtml(text)(model)).toThrow(message);
  });

  test.each(['{{constructor}}', '{{__proto__}}', '{{labels.toString}}', '{{headline.cautions.constructor}}'])(
    'reaches no prototype: %s',
    (text) => {
      expect(compileHtml(text)(model)).toBe('');
    },
  );

  test.each([
    ['{{#each title}}x{{/each}}', 'each: expected a list, got string'],
    ['{{#some headline}}x{{/some}}', 'some: expected a list, got object'],
    ['{{#is contents "x"}}x{{/is}}', 'is: expected two words'],
  ])('that takes one kind of value for another throws: %s', (text, message) => {
    expect(() => compileHtml(text)(model)).toThrow(new TypeError(message));
  });

  test('that is missing, or does not parse, or lacks a partial is refused', () => {
    expect(() => compileTemplates(new Map(), { format: 'html', escaping: 'html', helpers: {} })('report')).toThrow(
      'the template report.html is missing',
    );
    expect(() => compileHtml('{{#each contents}}')).toThrow('Parse error on line 1');
    expect(() => compileHtml('{{> html-nowhere}}')(model)).toThrow('The partial html-nowhere could not be found');
  });

  test('that prints a value as it is where it must escape by itself is refused', () => {
    const compileMarkdown = (text: string): Template<ReportModel> =>
      compileTemplates(new Map([['report.md', text]]), {
        format: 'md',
        escaping: 'own',
        helpers: { md: escapeMarkdown },
      })<ReportModel>('report');
    expect(compileMarkdown('{{md title}}')(model)).toBe('Assessment record');
    expect(() => compileMarkdown('\n{{#each contents}}{{heading}}{{/each}}')).toThrow(
      'report.md:2: {{heading}} is printed without escaping',
    );
    expect(() => compileMarkdown('{{{title}}}')).toThrow('report.md:1: {{title}} is printed without escaping');
  });

  test('that prints a value without escaping in HTML is refused', () => {
    expect(() => compileHtml('{{{title}}}')).toThrow('report.html:1: {{title}} is printed without escaping');
    expect(() => compileHtml('{{&title}}')).toThrow('report.html:1: {{title}} is printed without escaping');
  });
});

describe('Markdown escaping', () => {
  test.each([
    ['# heading', String.raw`\# heading`],
    ['1. item', String.raw`1\. item`],
    ['1.0.0', '1.0.0'],
    ['2) item', String.raw`2\) item`],
    ['- item', String.raw`\- item`],
    ['+ item', String.raw`\+ item`],
    ['=====', String.raw`\=====`],
    ['> quote', '&gt; quote'],
    ['a\n\n# b', 'a # b'],
    ['    code', 'code'],
    ['*a* _b_ `c` ~~d~~', String.raw`\*a\* \_b\_ \`c\` \~\~d\~\~`],
    ['![x](y)', String.raw`!\[x\](y)`],
    ['<b>&copy;', '&lt;b&gt;&amp;copy;'],
    ['a | b', String.raw`a \| b`],
    [String.raw`\*`, String.raw`\\\*`],
    ['https://example.org www.example.org', String.raw`https\://example.org www\.example.org`],
    ['$x$', String.raw`\$x\$`],
    ['Art. 17(1): 3–15 days', 'Art. 17(1): 3–15 days'],
  ])('%j', (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test('refuses what is no text', () => {
    expect(() => escapeMarkdown(3)).toThrow(new TypeError('md: expected a text, got number'));
  });
});
