/** Search in what is sorted. */

/**
 * The first place at which something does not hold any more; `to` if it holds everywhere. It must hold up to a place and not
 * from there on. Takes as many looks as the length has binary digits.
 * @param from the place to begin at
 */
export function firstNot(to: number, holds: (place: number) => boolean, from = 0): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
