import { describe, expect, it } from 'vitest';
import { formatPlacedIssue } from '../../../src/core/questionnaire/parse-answers-file.ts';
import { parseVariantsFile } from '../../../src/core/questionnaire/parse-variants-file.ts';
import { miniRules } from '../../support/mini-rules.ts';

const { questionnaire } = miniRules({ rules: [{ met: 'a.p' }] });

function parse(text: string): unknown {
  const parsed = parseVariantsFile(questionnaire, 'v.yaml', text);
  return parsed.ok ? parsed.variants : parsed.issues.map(formatPlacedIssue);
}

describe('a variants file', () => {
  it('holds variants with and without an id; null says that a fact is not known', () => {
    const text = 'variants:\n  - { id: signed, answers: { a.p: true, a.q: null } }\n  - answers: {}\n';
    expect(parse(text)).toEqual([
      {
        id: 'signed',
        answers: new Map([
          ['a.p', true],
          ['a.q', undefined],
        ]),
      },
      { id: null, answers: new Map() },
    ]);
  });

  it('may be JSON', () => {
    expect(parse('{"variants": [{"answers": {"a.count": 3}}]}')).toEqual([
      { id: null, answers: new Map([['a.count', 3]]) },
    ]);
  });

  it('is told every fault with its place', () => {
    const text = `varients: []
variants:
  - id: same
    answers: { a.p: yes }
  - id: same
    answer: {}
  - id: ""
    answers: { a.pp: true, a.parts: [x, x] }
  - 7
  - answers: null
`;
    expect(parse(text)).toEqual([
      'v.yaml:1:1: unknown_key: "varients" is no key of a variants file. Expected variants. Did you mean "variants"?',
      'v.yaml:4:21: wrong_type: "yes" is no answer to "a.p". Expected true, false, or null while it is not known.',
      'v.yaml:5:5: missing_key: "answers" is missing. Expected fact ids and their values below it.',
      'v.yaml:5:9: duplicate_variant: variant 0 has the id "same" already. Expected each id once.',
      'v.yaml:6:5: unknown_key: "answer" is no key of a variant. Expected one of id, answers. Did you mean "answers"?',
      'v.yaml:7:9: wrong_value: "" is no id of a variant. Expected a text of 1 to 200 characters.',
      'v.yaml:8:16: unknown_fact: "a.pp" is no fact of the questionnaire. Expected a fact id of the questionnaire. Did you mean "a.p"?',
      'v.yaml:8:41: duplicate_option: "x" stands twice. Expected each option once.',
      'v.yaml:9:5: wrong_type: 7 is no variant. Expected { id: …, answers: … }.',
      'v.yaml:10:14: wrong_type: the answers are no object. Expected an object of fact ids and values.',
    ]);
  });

  it.each([
    ['nothing', '', 'v.yaml:1:1: wrong_type: the file holds no variants. Expected below the key "variants" a list of'],
    ['answers alone', 'a.p: true', 'v.yaml:1:1: wrong_type: the file holds no variants.'],
    [
      'no variant',
      'variants: []',
      'v.yaml:1:11: wrong_value: there are 0 variants. Expected a list of 1 to 1000 variants.',
    ],
    [
      'more than 1,000',
      `variants: [${'{answers: {}},'.repeat(1001)}]`,
      'v.yaml:1:11: wrong_value: there are 1001 variants. Expected a list of 1 to 1000 variants.',
    ],
    ['a word for a list', 'variants: all', 'v.yaml:1:11: wrong_value: "all" is no list.'],
    ['a key twice', 'variants: []\nvariants: []', 'v.yaml:2:1: yaml-duplicate-key: this key stands twice'],
  ])('that holds %s is refused', (_name, text, message) => {
    expect(parse(text)).toEqual([expect.stringContaining(message)]);
  });
});
