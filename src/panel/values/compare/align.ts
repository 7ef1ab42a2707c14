/** Which members of two lists belong together: a longest common subsequence of their keys. Pure. */

/** Two members that belong together, by their places. */
export type Match = readonly [left: number, right: number];

/** So many members of each list are laid side by side at once: the table of it has the square of that. */
const WINDOW = 1_000;

/**
 * The matches of two lists, in the order of both; each member is in one at most. What is equal at both ends costs nothing
 * more. Longer lists are aligned window by window: the cost grows with the length, and what lies further apart than a
 * window is not found.
 */
export function alignKeys(left: readonly string[], right: readonly string[]): readonly Match[] {
  const least = Math.min(left.length, right.length);
  let head = 0;
  while (head < least && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < least - head && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1;

  const matches: Match[] = Array.from({ length: head }, (_, at) => [at, at] as const);
  const [leftEnd, rightEnd] = [left.length - tail, right.length - tail];
  let [fromLeft, fromRight] = [head, head];
  while (fromLeft < leftEnd && fromRight < rightEnd) {
    const isLast = leftEnd - fromLeft <= WINDOW && rightEnd - fromRight <= WINDOW;
    const [leftPart, rightPart] = [
      left.slice(fromLeft, Math.min(leftEnd, fromLeft + WINDOW)),
      right.slice(fromRight, Math.min(rightEnd, fromRight + WINDOW)),
    ];
    let [nextLeft, nextRight] = [fromLeft, fromRight];
    for (const [a, b] of commonOf(leftPart, rightPart)) {
      // Near the end of a window, nobody knows yet what comes after it.
      if (!isLast && nextLeft > fromLeft && Math.max(a, b) >= (WINDOW * 3) / 4) break;
      matches.push([fromLeft + a, fromRight + b]);
      [nextLeft, nextRight] = [fromLeft + a + 1, fromRight + b + 1];
    }
    if (isLast) break;
    const isFar = nextLeft - fromLeft >= WINDOW / 2 || nextRight - fromRight >= WINDOW / 2;
    // Each window goes on by half of one at least.
    fromLeft = isFar ? nextLeft : Math.max(nextLeft, fromLeft + WINDOW / 2);
    fromRight = isFar ? nextRight : Math.max(nextRight, fromRight + WINDOW / 2);
  }
  for (let at = 0; at < tail; at += 1) matches.push([leftEnd + at, rightEnd + at]);
  return matches;
}

/** The longest common subsequence of two short lists, by the table of all beginnings. */
function commonOf(left: readonly string[], right: readonly string[]): readonly Match[] {
  const width = right.length + 1;
  /** How much is common from each pair of places on. */
  const common = new Uint16Array((left.length + 1) * width);
  const after = (a: number, b: number) => common[a * width + b] ?? 0;
  for (let a = left.length - 1; a >= 0; a -= 1) {
    for (let b = right.length - 1; b >= 0; b -= 1)
      common[a * width + b] =
        left[a] === right[b] ? after(a + 1, b + 1) + 1 : Math.max(after(a + 1, b), after(a, b + 1));
  }
  const matches: Match[] = [];
  let [a, b] = [0, 0];
  while (a < left.length && b < right.length) {
    if (left[a] === right[b]) {
      matches.push([a, b]);
      a += 1;
      b += 1;
    } else if (after(a + 1, b) >= after(a, b + 1)) a += 1;
    else b += 1;
  }
  return matches;
}
