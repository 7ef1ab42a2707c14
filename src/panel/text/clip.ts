/** What a line shows of a text that a page may make a megabyte long. */

/** Characters of a text, and of a key. */
const LONGEST_TEXT = 300;
const LONGEST_KEY = 200;

/** A text as a line shows it; its value in Properties or JSON has more of it. */
export function clip(text: string): string {
  return text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
}

/** A key as a cell shows it. */
export function clipKey(key: string): string {
  return key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key;
}
