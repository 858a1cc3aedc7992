import { expect, test } from 'vitest';
import { mergeOrders } from '../../../src/core/base/merge-orders.ts';

test.each([
  [[], []],
  [[['a', 'b']], ['a', 'b']],
  [
    [
      ['a', 'b', 'c'],
      ['b', 'x', 'c'],
    ],
    ['a', 'b', 'x', 'c'],
  ],
  [
    [
      ['a', 'b'],
      ['x', 'a', 'y'],
    ],
    ['x', 'a', 'y', 'b'],
  ],
  [
    [
      ['a', 'b'],
      ['b', 'a'],
    ],
    ['a', 'b'],
  ],
])('puts what only a later list has after what it follows there: %j', (lists, merged) => {
  expect(mergeOrders(lists)).toEqual(merged);
});
