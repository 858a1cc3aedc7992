import type { Circle } from './circle.ts'; // refused: no-circular

export type Pair = readonly [Circle, Circle];
