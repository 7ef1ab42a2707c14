/** What was probably meant by a word that is not known. */

/** How many letters must be changed, added, left out or swapped to make one word of the other. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The known word that is most like another one; null if none is much like it. */
export function nearest<Word extends string>(word: string, known: readonly Word[]): Word | null {
  const wanted = word.toLowerCase().slice(0, 40);
  const begun = wanted.length >= 2 ? known.find((one) => one.startsWith(wanted)) : undefined;
  if (begun) return begun;
  let best: Word | null = null;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const one of known) {
    const steps = distance(wanted, one);
    if (steps < least) {
      best = one;
      least = steps;
    }
  }
  return best;
}
