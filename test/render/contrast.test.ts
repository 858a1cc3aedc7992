import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { PLAIN_PAPER } from '../../src/core/report/paper.ts';

// Whether text can be read on its ground: WCAG 2.2, success criterion 1.4.3. No browser is asked: the colours of a report's page are
// variables of its style, a set for light screens, for dark ones and for paper.

const LEAST = 4.5;
const STYLE = new URL('../../templates/partials/html-style.hbs', import.meta.url);
const GROUNDS = ['--paper', '--wash'];
const TEXTS = ['--ink', '--soft', '--accent', '--stop', '--caution', '--wait', '--good'];

/** Relative luminance of `#rrggbb`, from 0 to 1, as WCAG defines it. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

test('the measure is that of WCAG', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

test('every colour of text can be read on every ground, on light screens, dark ones and paper', async () => {
  const style = (await readFile(STYLE, 'utf8')).replace('var(--brand)', PLAIN_PAPER.brand.accent);
  const themes = [...style.matchAll(/:root \{([^}]*)\}/g)].map(
    ([, rules = '']) =>
      new Map([...rules.matchAll(/(--[\w-]+): (#[\da-f]{6})\b/g)].map(([, name, color]) => [name, color])),
  );
  expect(themes).toHaveLength(3);
  const [light] = themes;
  for (const [index, theme] of themes.entries()) {
    // What a medium does not say is as on light screens.
    const colorOf = (name: string): string => theme.get(name) ?? light?.get(name) ?? 'none';
    for (const ground of GROUNDS)
      for (const text of TEXTS) {
        const ratio = contrast(colorOf(text), colorOf(ground));
        expect([index, text, ground, ratio >= LEAST]).toEqual([index, text, ground, true]);
      }
  }
  // What is coloured as text is coloured with one of them.
  const used = [...style.matchAll(/(?<![\w-])color: var\((--[\w-]+)\)/g)].map(([, name]) => name);
  expect([...new Set(used)].filter((name) => name !== undefined && ![...TEXTS, '--tone'].includes(name))).toEqual([]);
});
