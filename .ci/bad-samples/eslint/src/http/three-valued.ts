type Truth = 'true' | 'false' | 'unknown';

export function asCondition(truth: Truth, count: number, body: object | null): string {
  if (truth) return 'yes'; // refused: @typescript-eslint/no-unnecessary-condition, @typescript-eslint/strict-boolean-expressions
  if (count) return 'some'; // refused: @typescript-eslint/strict-boolean-expressions
  if (body) return 'sent'; // refused: @typescript-eslint/strict-boolean-expressions
  return 'no';
}

export function missingCase(truth: Truth): string {
  let word = '';
  switch (truth) { // refused: @typescript-eslint/switch-exhaustiveness-check
    case 'true':
      word = 'yes';
      break;
    case 'false':
      word = 'no';
      break;
  }
  return word;
}

export function hiddenCase(truth: Truth): string {
  switch (truth) { // refused: @typescript-eslint/switch-exhaustiveness-check
    case 'true':
      return 'yes';
    default:
      return 'no';
  }
}

export function emptyIsAnAnswer(text: string | null): string {
  return text || 'none'; // refused: @typescript-eslint/prefer-nullish-coalescing, @typescript-eslint/strict-boolean-expressions
}

export function loose(a: unknown, b: unknown): boolean {
  return a == b; // refused: eqeqeq
}
