import { beforeAll, describe, expect, test } from 'vitest';
import { calendarDate } from '../../src/core/base/calendar-date.ts';
import type { CompiledRules } from '../../src/core/language/compile-rules.ts';
import type { Locale } from '../../src/core/language/shapes/text.ts';
import { buildChecklist } from '../../src/core/report/checklist/build-checklist.ts';
import type { Block } from '../../src/core/report/document/blocks.ts';
import { PLAIN_PAPER } from '../../src/core/report/paper.ts';
import { realRules } from '../support/real-rules.ts';

let rules: CompiledRules;
beforeAll(async () => {
  rules = await realRules();
});

function checklist(locale: Locale, facts?: readonly string[]) {
  const { questions, groups } = rules.questionnaire;
  return buildChecklist({
    ...{ locale, groups, brand: PLAIN_PAPER.brand, engine: '0.1.0', day: calendarDate('2026-11-23') },
    rulesets: rules.rulesets.map((compiled) => ({ compiled, digest: `sha256:${compiled.id}` })),
    questions: questions.filter(({ id }) => facts === undefined || facts.includes(id)),
    product: facts === undefined ? null : 'Writer',
  });
}

function items(blocks: readonly Block[]) {
  return blocks.filter((block) => block.kind === 'group');
}

describe('the checklist on paper', () => {
  test('asks every question once, in the order in which a person answers', () => {
    const asked = items(checklist('en').body).map(({ anchor }) => anchor.replace('question-', ''));
    expect(asked).toEqual(rules.questionnaire.questions.map(({ id }) => id));
  });

  test('has a box for each option, and says which provisions ask and what to bring', () => {
    const question = rules.questionnaire.byId.get('filing.security_assessment');
    const item = items(checklist('en').body).find(({ anchor }) => anchor === 'question-filing.security_assessment');
    const [boxes] = item?.blocks.filter((block) => block.kind === 'list') ?? [];
    expect([boxes?.marker, boxes?.items.length]).toEqual(['checks', Object.keys(question?.options ?? {}).length]);
    const [fields] = item?.blocks.filter((block) => block.kind === 'fields') ?? [];
    expect(fields?.rows.map(({ label }) => label)).toEqual(['Asked for by', 'Evidence to bring']);
    expect(fields?.rows[0]?.value[0]?.[0]?.text).toMatch(/^Interim Measures: .*Art\. 17/);
  });

  test.each([
    ['en', 'users.minor_measures', 'and 1 more; see the provisions'],
    ['en', 'red_team.domains', 'and 6 more; see the provisions'],
    ['zh-CN', 'users.minor_measures', '另有1项，详见相应条款'],
    ['zh-CN', 'red_team.domains', '另有6项，详见相应条款'],
  ] as const)('names six pieces of evidence and says how many more there are: %s %s', (locale, fact, more) => {
    const item = items(checklist(locale).body).find(({ anchor }) => anchor === `question-${fact}`);
    const evidence =
      item?.blocks
        .filter((block) => block.kind === 'fields')
        .at(-1)
        ?.rows.at(-1)?.value ?? [];
    expect(evidence).toHaveLength(7);
    expect(evidence.at(-1)?.map(({ text }) => text)).toEqual([more]);
  });

  test('has blocks of the same kinds in both languages', () => {
    const kinds = (blocks: readonly Block[]): unknown =>
      blocks.map((block) => (block.kind === 'group' ? [block.kind, kinds(block.blocks)] : block.kind));
    const [english, chinese] = [checklist('en'), checklist('zh-CN')];
    expect([kinds(chinese.cover), kinds(chinese.body)]).toEqual([kinds(english.cover), kinds(english.body)]);
  });

  test('of a product holds what is open alone, and says so when nothing is', () => {
    const open = checklist('en', ['org.roles', 'filing.genai']);
    expect(items(open.body).map(({ anchor }) => anchor)).toEqual(['question-org.roles', 'question-filing.genai']);
    expect([open.subject, open.state]).toEqual(['Writer', 'What is still open']);
    expect(checklist('en', []).body).toEqual([
      {
        kind: 'paragraph',
        manner: 'plain',
        runs: [{ style: 'plain', tone: 'none', text: 'No missing answer can change a finding.', url: '', anchor: '' }],
      },
    ]);
  });

  test('says that it is no legal advice, and which rules it is of', () => {
    const { cover, footer } = checklist('en');
    expect(JSON.stringify(cover)).toContain('This checklist is no legal advice');
    expect(footer.join(' ')).toContain('sha256:cn-interim-measures');
  });
});
