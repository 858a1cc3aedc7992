import { distance } from 'fastest-levenshtein';

/**
 * Finds the known name that a misspelt one most likely meant. Capitals and small letters are the same here.
 *
 * @returns `undefined` when nothing known is near: more than a third of the letters would have to change
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.floor(name.length / 3) + 1;
  for (const candidate of known) {
    // So many letters at least are to be added or left out.
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const changes = distance(wanted, candidate.toLowerCase());
    if (changes < bestDistance) {
      best = candidate;
      bestDistance = changes;
    }
  }
  return best;
}
