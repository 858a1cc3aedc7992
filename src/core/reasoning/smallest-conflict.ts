/** Goals by their numbers, in ascending order. */
type Goals = readonly number[];

/**
 * The smallest set of goals that cannot be reached together; among equals the one whose first members come first. Exact: whatever
 * conflicts meets every set of goals whose removal would make the rest reachable, so the smallest set that meets all of those found
 * so far is a lower bound, and a conflict once it is none more.
 *
 * @param goals - all of them; together they cannot be reached
 * @param isReachable - whether some goals can be reached together; of fewer goals at least as true as of more
 * @returns the conflict; `[]` when even no goal at all is out of reach, which then is not the goals' doing
 */
export function smallestConflict(goals: Goals, isReachable: (goals: Goals) => boolean): Goals {
  const corrections: Goals[] = [];
  for (;;) {
    const candidate = smallestMeeting(corrections);
    if (!isReachable(candidate)) return candidate;
    const kept = grow(candidate, goals, isReachable);
    const correction = goals.filter((goal) => !kept.includes(goal));
    if (correction.length === 0) throw new RangeError('the goals can be reached together');
    corrections.push(correction);
  }
}

/** A largest set of goals around some of them that can be reached together: none can be added. */
function grow(start: Goals, goals: Goals, isReachable: (goals: Goals) => boolean): Goals {
  return goals.reduce<Goals>((kept, goal) => {
    if (kept.includes(goal)) return kept;
    const more = [...kept, goal].sort((a, b) => a - b);
    return isReachable(more) ? more : kept;
  }, start);
}

/** The smallest set that has a member in each of some sets, by deepening the search one member at a time. */
function smallestMeeting(sets: readonly Goals[]): Goals {
  for (let size = 0; ; size += 1) {
    const found = meeting(sets, size, -1);
    if (found !== undefined) return found;
  }
}

/** The first set, in ascending order, of at most `size` members beyond `after` that meets every set. */
function meeting(sets: readonly Goals[], size: number, after: number): Goals | undefined {
  if (sets.length === 0) return [];
  if (size === 0) return undefined;
  // Members are taken in ascending order, so that one of a set must come before its last.
  const last = Math.min(...sets.map((set) => Math.max(...set)));
  const candidates = [...new Set(sets.flat())].filter((goal) => goal > after && goal <= last).sort((a, b) => a - b);
  for (const goal of candidates) {
    const rest = meeting(
      sets.filter((set) => !set.includes(goal)),
      size - 1,
      goal,
    );
    if (rest !== undefined) return [goal, ...rest];
  }
  return undefined;
}
