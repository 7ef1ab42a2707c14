/** What somebody may have meant who misspelled a word. */

/** Longer words are no typos, and more of them are not looked at: the time that it takes stays small. */
const MOST_LETTERS = 60;
const MOST_KNOWN = 2000;

/** A word in quotation marks, cut to a readable length. */
export function quoted(word: string): string {
  return `"${word.length > MOST_LETTERS ? `${word.slice(0, MOST_LETTERS)}…` : word}"`;
}

/** Ends a sentence that tells of an unknown word: with a question if a known one is near, else with a full stop. */
export function orDidYouMean(sentence: string, word: string, known: Iterable<string>): string {
  return `${sentence}${didYouMean(word, known) || '.'}`;
}

/** `; did you mean "answer"?` for a word that is nearly one of the known ones, else an empty text. */
export function didYouMean(word: string, known: Iterable<string>): string {
  if (word.length > MOST_LETTERS) return '';
  const wanted = word.toLowerCase();
  // A third of the letters may be wrong: more than that is a guess.
  const most = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | null = null;
  let least = most + 1;
  let looked = 0;
  for (const one of known) {
    if (++looked > MOST_KNOWN) break;
    if (Math.abs(one.length - wanted.length) > most) continue;
    const distance = editDistance(wanted, one.toLowerCase());
    if (distance < least) [best, least] = [one, distance];
  }
  return best === null ? '' : `; did you mean "${best}"?`;
}

/** Letters to add, drop, change, or swap with their neighbour. */
function editDistance(from: string, to: string): number {
  // Rows of the table of distances between beginnings; two past rows suffice.
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (swapped) least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[to.length] ?? 0;
}
