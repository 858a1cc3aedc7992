import type { Pair } from './circle-back.ts';

export type Circle = Pair | null;
