/**
 * Masks tokens. A JWT passes in the answer of `auth.getJwtToken` (docs/protocol.md#trap-tokens-and-personal-data), and
 * pages put tokens into user data. Recognised by form (JWT, bearer, basic), by the name of the address's parameter, or of the property
 * (`secret-names.ts`). A hint, not a guarantee: what looks like no token is shown.
 */

// No repetition without an end: on a token of a million characters, the browser's matcher runs out of its stack.
const JWT_START = /(?<![A-Za-z0-9+/])eyJ[A-Za-z0-9_-]{10}/g;
const NO_JWT = /[^A-Za-z0-9_-]/g;
/** Parts of a JWT after the first, at most. */
const JWT_PARTS = 4;
const BEARER_START = /\b(bearer)[ \t]{1,8}[A-Za-z0-9._~+/=-]{12}/gi;
const NO_BEARER = /[^A-Za-z0-9._~+/=-]/g;
/** A parameter of an address. */
const PARAMETER =
  /([?&#](?:[\w.-]{0,60}token|jwt|bearer|passw(?:or)?d|pwd|(?:client_?)?secret|api_?key|authorization)=)[^&#\s"'<>]+/gi;
const BASIC_START = /^\s{0,8}(basic)[ \t]{1,8}[A-Za-z0-9+/]{8}/i;
const NO_BASIC = /[^A-Za-z0-9+/]/g;
const BASIC_END = /^={0,2}\s{0,8}$/;

/** Most texts have nothing of what each token has. */
const MAYBE_TOKEN = /eyJ|[=\s]/;

/** What stands for a token. The dots say nothing of its length. */
export const MASK = '••••••••';

/** The text with the tokens in it masked. */
export function masked(text: string): string {
  if (!MAYBE_TOKEN.test(text)) return text;
  const basic = BASIC_START.exec(text);
  if (basic && BASIC_END.test(text.slice(endOf(text, basic[0].length, NO_BASIC)))) return `${basic[1]} ${MASK}`;
  const bearers = replaceRuns(text, BEARER_START, (word, from) => ({
    written: `${word} ${MASK}`,
    end: endOf(text, from, NO_BEARER),
  }));
  const jwts = replaceRuns(bearers, JWT_START, (_, from) => ({ written: `eyJ${MASK}`, end: endOfJwt(bearers, from) }));
  return jwts.replace(PARAMETER, `$1${MASK}`);
}

/** Where the run of characters ends that a place is in. @param others finds a character that does not belong to it */
function endOf(text: string, from: number, others: RegExp): number {
  others.lastIndex = from;
  return others.exec(text)?.index ?? text.length;
}

function endOfJwt(text: string, from: number): number {
  let end = endOf(text, from, NO_JWT);
  for (let parts = 0; parts < JWT_PARTS && text[end] === '.'; parts += 1) {
    const next = endOf(text, end + 1, NO_JWT);
    if (next === end + 1) break;
    end = next;
  }
  return end;
}

/** Writes something else in the place of what begins so. @param run what is written, and where that which it replaces ends */
function replaceRuns(
  text: string,
  start: RegExp,
  run: (word: string, from: number) => { readonly written: string; readonly end: number },
): string {
  let result = '';
  let done = 0;
  start.lastIndex = 0;
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const { written, end } = run(found[1] ?? '', start.lastIndex);
    result += text.slice(done, found.index) + written;
    done = end;
    start.lastIndex = end;
  }
  return result + text.slice(done);
}
