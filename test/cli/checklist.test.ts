import { strFromU8, unzipSync } from 'fflate';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Question } from '../../src/core/language/questionnaire.ts';
import { buildLibrary, type RuleLibrary } from '../../src/service/rule-library.ts';
import { readPdf } from '../support/read-pdf.ts';
import { realRules, RULES_FOLDER } from '../support/real-rules.ts';
import { preclear, temporaryFolder, type Folder } from './harness.ts';

const rules = RULES_FOLDER;
const LOCALES = ['en', 'zh-CN'] as const;
const TIMEOUT_MS = 60_000;

let library: RuleLibrary;
/** The questions that some ruleset turns on. */
let asked: readonly Question[];
let folder: Folder;
beforeAll(async () => {
  library = buildLibrary(await realRules());
  const read = new Set(library.rulesets.flatMap(({ compiled }) => compiled.questions.map(({ id }) => id)));
  asked = library.questionnaire.questions.filter(({ id }) => read.has(id));
  folder = temporaryFolder();
});
afterAll(() => {
  folder.remove();
});

async function written(format: string, ...args: readonly string[]): Promise<Buffer> {
  const output = join(folder.path, `checklist.${format}`);
  const { exitCode, stderr } = await preclear(['checklist', ...args, '--format', format, '--output', output], {
    rules,
  });
  expect([exitCode, stderr]).toEqual([0, `Written: ${output}\n`]);
  return readFileSync(output);
}

/** What is written, without anything that only sets it: space, breaks within words, and marks of Markdown. */
function bare(text: string): string {
  return text.replaceAll(/[\s\u00AD\u200B\\]/g, '');
}

/** Questions of which the text is not there, each after the one before it. */
function missingIn(text: string, questions: readonly Question[], locale: 'en' | 'zh-CN'): readonly string[] {
  const whole = bare(text);
  let from = 0;
  return questions.flatMap((question) => {
    const place = whole.indexOf(bare(question.text[locale] ?? ''), from);
    if (place === -1) return [question.id];
    from = place;
    return [];
  });
}

describe('preclear checklist', () => {
  test.each(LOCALES)(
    'has every question in PDF, which opens as tagged text (%s)',
    async (locale) => {
      const pdf = await readPdf(await written('pdf', '--locale', locale));
      expect([pdf.language.toLowerCase().slice(0, 2), pdf.tagged, pdf.outside]).toEqual([locale.slice(0, 2), true, []]);
      expect(pdf.title).toContain(locale === 'en' ? 'Checklist' : '核对清单');
      expect(missingIn(pdf.pages.join('\n'), asked, locale)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test.each(LOCALES)('has every question in DOCX (%s)', async (locale) => {
    const files = unzipSync(await written('docx', '--locale', locale));
    const [body, core] = ['word/document.xml', 'docProps/core.xml'].map((path) =>
      strFromU8(files[path] ?? new Uint8Array()),
    );
    expect(core).toContain(locale === 'en' ? '<dc:title>Checklist' : '<dc:title>核对清单');
    const text = [...(body ?? '').matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, inner]) => inner).join('');
    const read = text.replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
    expect(missingIn(read, asked, locale)).toEqual([]);
  });

  test.each(LOCALES)('has every question in Markdown and in HTML (%s)', async (locale) => {
    const [markdown, html] = [await written('md', '--locale', locale), await written('html', '--locale', locale)];
    expect(missingIn(String(markdown), asked, locale)).toEqual([]);
    const text = String(html)
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll('&#x27;', "'")
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    expect(missingIn(text, asked, locale)).toEqual([]);
  });

  test('of an answers file holds what is open, by group and within it in the order in which a person answers', async () => {
    const stdin = 'product: { name: Writer }\nanswers: { service.audience: open_public }\n';
    const evaluated = await preclear(['check', '-', '--format', 'json'], { rules, stdin });
    const next: readonly { readonly fact: string }[] = JSON.parse(evaluated.stdout).next_questions;
    const open = new Set(next.map(({ fact }) => fact));
    const { questions } = library.questionnaire;
    expect(open.size).toBeGreaterThan(100);
    // In the order of the questions that helps most: this is not how they stand.
    expect(next.map(({ fact }) => fact)).not.toEqual(questions.map(({ id }) => id).filter((id) => open.has(id)));

    const { stdout } = await preclear(['checklist', '-', '--format', 'md'], { rules, stdin });
    const printed = [...stdout.matchAll(/^(\d+)[.](\d+) [*]{2}(.*)[*]{2}$/gm)].map(([, , , text]) => bare(text ?? ''));
    expect(printed).toEqual(questions.filter(({ id }) => open.has(id)).map(({ text }) => bare(text.en)));
    const headings = [...stdout.matchAll(/^## \d+[.] (.*)$/gm)].map(([, title]) => title);
    const withOpen = library.questionnaire.groups.filter(({ id }) =>
      questions.some((question) => question.group === id && open.has(question.id)),
    );
    expect(headings).toEqual(withOpen.map(({ title }) => title.en));
  });

  test('says that there is no such format, and which there are', async () => {
    const { exitCode, stderr } = await preclear(['checklist', '--format', 'csv'], { rules });
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining('html, ')]);
  });
});
