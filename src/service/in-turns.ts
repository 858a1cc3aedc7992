import type { Steps } from '../core/base/steps.ts';

/** Does work step by step, and lets requests be answered between two steps. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    await otherTurn();
  }
}

/** Lets whatever else waits go first. Of the platform it takes what is there without an import: use cases import core alone. */
export function otherTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
