/** Percent with one decimal, but for exactly nothing and everything. */
export function decimal(percent: number): string {
  return percent === 0 || percent === 100 ? String(percent) : percent.toFixed(1);
}

/** "3" or "3–15"; at most one decimal, which is all that estimates of effort have. */
export function range(low: number, high: number): string {
  return low === high ? figure(low) : `${figure(low)}–${figure(high)}`;
}

function figure(days: number): string {
  return String(Math.round(days * 10) / 10);
}
