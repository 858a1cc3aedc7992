import { z } from 'zod';

export type NobodyNames = string; // refused: types

export function used(): unknown {
  return z.string();
}

export function nobodyCalls(): void { // refused: exports
  throw new Error('never');
}
