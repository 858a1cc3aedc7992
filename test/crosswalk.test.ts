import { beforeAll, describe, expect, it } from 'vitest';
import type { CompiledRules } from '../src/core/language/compile-rules.ts';
import type { CompiledRuleset } from '../src/core/language/compiled-ruleset.ts';
import type { CrosswalkFile, CrosswalkPlace, Relation } from '../src/core/language/shapes/crosswalk-file.ts';
import { CHINESE_CROSSWALK } from '../src/core/report/crosswalk-zh-cn.ts';
import { ENGLISH_CROSSWALK } from '../src/core/report/crosswalk-en.ts';
import { readDraft } from './support/independent-law.ts';
import { realRules } from './support/real-rules.ts';

// The crosswalk carries the places, relations and facts of its draft; what it adds is texts.

interface DraftMapping {
  readonly source: string;
  readonly target: readonly string[];
  readonly relation: Relation;
}

interface Draft {
  readonly matching_rationale: string;
  readonly commitment_level: readonly DraftMapping[];
  readonly sub_element_level: readonly DraftMapping[];
  readonly reusable_evidence: readonly {
    readonly us_provisions: readonly string[];
    readonly cn_provisions: readonly string[];
    readonly us_facts: readonly string[];
    readonly cn_facts: readonly string[];
  }[];
  readonly shared_facts: readonly string[];
  readonly kept_apart: readonly (readonly string[])[];
}

const draft = readDraft('crosswalk') as Draft;

let rules: CompiledRules;
let file: CrosswalkFile;
let us: CompiledRuleset;
let cn: CompiledRuleset;

beforeAll(async () => {
  rules = await realRules();
  const [crosswalk] = rules.crosswalks;
  const [source, target] = [crosswalk?.source, crosswalk?.target].map((id) => rules.rulesets.find((r) => r.id === id));
  if (crosswalk === undefined || source === undefined || target === undefined) throw new Error('no crosswalk');
  [file, us, cn] = [crosswalk.file, source, target];
});

/** A place as the drafts write it; where a unit and a provision could be taken for each other, its kind decides. */
function written(ruleset: CompiledRuleset, { unit, provision }: CrosswalkPlace): string {
  if (provision === undefined) return unit ?? '*';
  expect(ruleset.units.map(({ id }) => id)).not.toContain(provision);
  return provision;
}

describe('the crosswalk from the US commitments to the Interim Measures', () => {
  it('has the mappings of its draft, whole commitments first', () => {
    const found = file.mappings.map(({ source, target, relation }) => ({
      source: written(us, source),
      target: target.map((place) => written(cn, place)),
      relation,
    }));
    const drafted = [...draft.commitment_level, ...draft.sub_element_level];
    expect(found).toEqual(drafted.map(({ source, target, relation }) => ({ source, target, relation })));
    expect(file.matching).toBe(draft.matching_rationale);
  });

  it('has one relation that turns on a day: that of the Labelling Measures', () => {
    expect(
      file.mappings.flatMap(({ source, earlier }) => (earlier === undefined ? [] : [{ source, earlier }])),
    ).toEqual([
      { source: { provision: 'C5/develop' }, earlier: { before: '2025-09-01', relation: 'intersects-with' } },
    ]);
  });

  it('takes nothing for the same, and one element alone for a part of what China asks', () => {
    const strong = file.mappings.filter(({ relation }) => !['intersects-with', 'no-relationship'].includes(relation));
    expect(strong.map(({ source, relation }) => ({ source, relation }))).toEqual([
      { source: { provision: 'C5/develop' }, relation: 'subset-of' },
    ]);
  });

  it('has the evidence of its draft', () => {
    expect(file.evidence.map(({ source, target }) => ({ source, target }))).toEqual(
      draft.reusable_evidence.map((entry) => ({
        source: { provisions: entry.us_provisions, facts: entry.us_facts },
        target: { provisions: entry.cn_provisions, facts: entry.cn_facts },
      })),
    );
  });

  it('shares the facts and keeps apart the pairs of its draft', () => {
    const shared = us.questions.map(({ id }) => id).filter((id) => cn.questionById.has(id));
    expect(shared.toSorted()).toEqual([...draft.shared_facts].toSorted());
    expect(file.kept_apart).toEqual(draft.kept_apart);
    for (const [a, b] of file.kept_apart ?? []) expect(a).not.toBe(b);
  });

  it('speaks both languages in every text, and no English in Chinese', () => {
    const texts = textsIn(file);
    expect(texts.length).toBeGreaterThan(55);
    for (const { en, zh } of texts) {
      expect(zh, en).toMatch(/^[\u4e00-\u9fff《“]/u);
      expect(zh?.replace(/GB 45438-2025/, ''), en).not.toMatch(
        /[A-Za-z]{2,}|["',;?!]|[\u4e00-\u9fff] [\u4e00-\u9fff]/u,
      );
      expect(zh?.endsWith('。'), en).toBe(en.endsWith('.'));
    }
  });
});

function textsIn(value: unknown): readonly { readonly en: string; readonly zh: string | undefined }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('en' in value) {
    const { en, 'zh-CN': zh } = value as { readonly en: string; readonly 'zh-CN'?: string };
    return [{ en, zh }];
  }
  return Object.values(value).flatMap(textsIn);
}

describe('the words of the part on crosswalks', () => {
  it('are as many in Chinese as in English', () => {
    const shape = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shape);
      if (typeof value !== 'object' || value === null) return typeof value;
      return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, shape(entry)]));
    };
    expect(shape(CHINESE_CROSSWALK)).toEqual(shape(ENGLISH_CROSSWALK));
  });

  it('never take one instrument for the other', () => {
    expect(ENGLISH_CROSSWALK.standing).toBe(
      'The relation compares content only. Meeting one instrument never proves the other.',
    );
    expect(CHINESE_CROSSWALK.heading('甲', '乙')).toBe('甲与乙');
    expect(CHINESE_CROSSWALK.leftOut(3)).toBe('有3项未列出：此处所评估的文件版本中没有其所指之处。');
  });
});
