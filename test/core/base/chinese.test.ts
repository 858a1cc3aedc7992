import { describe, expect, test } from 'vitest';
import { chineseDate, chineseList, chineseNumber } from '../../../src/core/base/chinese.ts';

describe('numbers of Chinese legal texts', () => {
  test.each([
    [1, '一'],
    [9, '九'],
    [10, '十'],
    [11, '十一'],
    [12, '十二'],
    [20, '二十'],
    [24, '二十四'],
    [99, '九十九'],
    [100, '一百'],
    [103, '一百零三'],
    [110, '一百一十'],
    [112, '一百一十二'],
    [999, '九百九十九'],
    [0, '0'],
    [1000, '1000'],
    [1.5, '1.5'],
    [Number.NaN, 'NaN'],
  ])('%d is %s', (number, words) => {
    expect(chineseNumber(number)).toBe(words);
  });

  test('differ from each other', () => {
    const all = Array.from({ length: 999 }, (_, index) => chineseNumber(index + 1));
    expect(new Set(all).size).toBe(999);
  });
});

test.each([
  ['2026-11-23', '2026年11月23日'],
  ['2023-08-05', '2023年8月5日'],
  ['2026-02-30', '2026-02-30'],
  ['soon', 'soon'],
])('the day %s is written %s', (day, words) => {
  expect(chineseDate(day)).toBe(words);
});

test.each([
  [[], ''],
  [['甲'], '甲'],
  [['甲', '乙'], '甲和乙'],
  [['甲', '乙', '丙'], '甲、乙和丙'],
])('the list of %j is %s', (items, words) => {
  expect(chineseList(items)).toBe(words);
});
