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

/** Whether a whole name fits a pattern in which `*` stands for any characters. Both folded. */
export function fits(name: string, glob: string): boolean {
  if (name === glob) return true;
  const [first = '', ...others] = glob.split('*');
  const last = others.pop();
  if (last === undefined || name.length < first.length + last.length) return false;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (const part of others) {
    const found = name.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}

/** The longest part of a pattern without a wildcard. */
export function longestPart(glob: string): string {
  return glob.split('*').reduce((longest, part) => (part.length > longest.length ? part : longest), '');
}
