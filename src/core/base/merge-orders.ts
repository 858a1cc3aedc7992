/**
 * One order for the members of several lists: that of the first list, into which those of the others are put after the one they follow
 * there. Each member stands once.
 */
export function mergeOrders(lists: readonly (readonly string[])[]): readonly string[] {
  const inOrder: string[] = [];
  const placed = new Set<string>();
  for (const list of lists) {
    let after = -1;
    for (const member of list) {
      if (placed.has(member)) after = inOrder.indexOf(member);
      else {
        after += 1;
        inOrder.splice(after, 0, member);
        placed.add(member);
      }
    }
  }
  return inOrder;
}
