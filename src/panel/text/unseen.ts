/** What is asked of texts that somebody types: whether something of them cannot be seen, and how it is written. See `invisible.ts`. */
import { INVISIBLE, PLAIN, piecesOf } from './invisible.ts';

/** Whether a text has characters that nobody can see; spaces and ends of lines do not count, unless there is nothing else. */
export function hasInvisible(text: string): boolean {
  if (PLAIN.test(text)) return false;
  if (text !== '' && text.trim() === '') return true;
  return piecesOf(text, 'none').some((piece) => piece.is !== 'text' && !piece.text.startsWith('\n'));
}

const EACH = new RegExp(INVISIBLE, 'gu');

/** A text in quotes with escapes for what nobody can see, as JavaScript and JSON write them: `\\u200b`. */
export function escapeInvisible(quoted: string): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return PLAIN.test(quoted) ? quoted : quoted.replace(EACH, (found) => found.split('').map(escaped).join(''));
}
