interface Finding {
  readonly status: 'met' | 'not_met';
  readonly note?: string;
}

export function cast(text: string, list: readonly Finding[]): unknown[] {
  const made = { status: 'met', extra: 1 } as Finding; // refused: @typescript-eslint/consistent-type-assertions
  const status = text as Finding['status']; // refused: @typescript-eslint/no-unsafe-type-assertion
  const first = list[0]!; // refused: @typescript-eslint/no-non-null-assertion
  // @ts-ignore: refused: @typescript-eslint/ban-ts-comment
  const wrong: number = text;
  return [made, status, first, wrong];
}

export function shadow(text: string): string[] {
  return ['a', text].map((text) => text); // refused: @typescript-eslint/no-shadow
}

export function sortAsText(numbers: number[]): number[] {
  return numbers.sort(); // refused: @typescript-eslint/require-array-sort-compare
}

export class Counter {
  private least = 1; // refused: @typescript-eslint/prefer-readonly

  atLeast(): number {
    return this.least;
  }
}

export function forget(work: () => Promise<void>): void {
  work(); // refused: @typescript-eslint/no-floating-promises
  throw 'words'; // refused: @typescript-eslint/only-throw-error
}

export function describe(finding: Finding): string {
  const unused = 1; // refused: @typescript-eslint/no-unused-vars
  return `${finding.note}`; // refused: @typescript-eslint/restrict-template-expressions
}

export function reassign(count: number): number {
  count += 1; // refused: no-param-reassign
  console.log(count); // refused: no-console
  return count;
}

// eslint-disable-next-line no-console -- nothing to suppress; refused: unused-disable-directive
export const quiet = 1;
