import { parse } from '@marcbachmann/cel-js';
import { describe, expect, test } from 'vitest';
import { operandsOf, type Expression } from '../../../src/core/language/expression.ts';
import { sourceText } from '../../../src/core/language/source-text.ts';
import { realRules } from '../../support/real-rules.ts';

describe('the text of a part of a condition', () => {
  // `¦` marks where the range of the parser begins and ends.
  test.each([
    ['¦a && b¦', 'a && b'],
    ['!(¦a in b¦)', 'a in b'],
    ['¦!(a in b¦)', '!(a in b)'],
    ['(¦a && b) || c¦', '(a && b) || c'],
    ['x && ((¦a || b) && (c || d¦))', '(a || b) && (c || d)'],
    ['( (¦a) \n && b ) || (c\n¦) ', '( (a) && b ) || (c )'],
    ['¦a == "(" && (b == \')\'¦)', 'a == "(" && (b == \')\')'],
    ['¦l.all(m, m in r) || (b¦)', 'l.all(m, m in r) || (b)'],
  ])('of %j is %j', (marked, expected) => {
    const [before = '', range = '', after = ''] = marked.split('¦');
    expect(sourceText(before + range + after, before.length, before.length + range.length)).toBe(expected);
  });

  test('is a condition of its own for every part of every condition of the shipped rules', async () => {
    const texts = new Set<string>();
    const collect = (expression: Expression): void => {
      texts.add(expression.source);
      for (const part of operandsOf(expression)) collect(part);
    };
    for (const { rules, definitions } of (await realRules()).rulesets) {
      for (const { applies, met } of rules) for (const condition of [applies, met]) collect(condition);
      for (const { condition } of definitions) collect(condition);
    }
    expect(texts.size).toBeGreaterThan(300);
    const broken = [...texts].filter((text) => {
      try {
        parse(text);
        return false;
      } catch {
        return true;
      }
    });
    expect(broken).toEqual([]);
  });
});
