/** Work that stops now and then, so that whoever has it done can do something else in between, and that comes to a value in the end. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all of it at once. */
export function carryOut<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
