/** Texts without case, and names with wildcards. */

/**
 * A text as it is compared: without case. A capital sigma has two small forms by its place in the word; here it has
 * one, so that a part of a folded text is the folded part.
 */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // Looked for first: this runs for every row at every key, and hardly any text has one.
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}

/**
 * Whether a whole name fits a pattern in which `*` stands for any characters. Both folded. In time bounded by the
 * product of the lengths.
 */
export function fits(name: string, glob: string): boolean {
  if (name === glob) return true;
  let at = 0;
  let wanted = 0;
  let star = -1;
  let mark = 0;
  while (at < name.length) {
    if (glob[wanted] === '*') {
      star = wanted;
      mark = at;
      wanted += 1;
    } else if (glob[wanted] === name[at]) {
      wanted += 1;
      at += 1;
    } else if (star >= 0) {
      wanted = star + 1;
      mark += 1;
      at = mark;
    } else return false;
  }
  while (glob[wanted] === '*') wanted += 1;
  return wanted === glob.length;
}

/** The longest part of a pattern without a wildcard. */
export function longestPart(glob: string): string {
  return glob.split('*').reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
