/** How deep JSON is, told from its text: whoever walks over a value that is too deep runs out of stack. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether arrays and objects of a JSON text are within each other more than `most` deep. */
export function isDeep(json: string, most: number): boolean {
  // Each opens and closes.
  if (json.length <= 2 * most) return false;
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = endOfText(json, at);
    else if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

/** Where the text that begins at a quote ends: at its other quote; behind all if it has none. */
export function endOfText(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (end >= 0 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end < 0 ? json.length : end;
}

function isEscaped(json: string, at: number): boolean {
  let before = at - 1;
  while (json.charCodeAt(before) === BACKSLASH) before -= 1;
  return (at - before) % 2 === 0;
}
