/**
 * The entry of a list that is known to be there.
 *
 * @throws RangeError when it is not: a fault of ours
 */
export function at<T>(list: readonly T[], index: number): T {
  const entry = list[index];
  if (entry === undefined) throw new RangeError(`no entry ${index} in a list of ${list.length}`);
  return entry;
}
