import { Counter } from './casts-and-accidents.ts'; // refused: @typescript-eslint/consistent-type-imports

export function untyped(counter: Counter) { // refused: @typescript-eslint/explicit-module-boundary-types
  return counter.atLeast();
}

export const zone = process.env['TZ']; // refused: no-restricted-syntax

let hits = 0; // refused: no-restricted-syntax
export function hit(): number {
  hits += 1;
  return hits;
}

export default untyped; // refused: no-restricted-syntax
