/**
 * Reading `service-client-api.accepted-web-content-origins`: who has access, and to what
 * (docs/protocol.md#allowed-origins).
 */

/** One entry of the list. */
export interface OriginEntry {
  /** `*`, or an origin as `sameOrigin` writes it. */
  readonly origin: string;
  /** What stands in the brackets: `*`, `agent.*`, `voice.dial`. Null: no brackets. */
  readonly services: readonly string[] | null;
}

/** The list, or what is wrong with it, in words with the place. */
export type OriginsResult =
  | { readonly ok: true; readonly entries: readonly OriginEntry[] }
  | { readonly ok: false; readonly problem: string };

interface Word {
  readonly text: string;
  /** From 1, as people count. */
  readonly at: number;
}

const ORIGIN = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@()*]+\/?$/i;
const SERVICE = /^(\*|\w+\.(\*|\w+\*?))$/;

/** Reads the list. An empty text is a list of nobody. */
export function parseOrigins(text: string): OriginsResult {
  if (text.trim() === '') return { ok: true, entries: [] };
  const entries: OriginEntry[] = [];
  for (let start = 0; start <= text.length; ) {
    const end = endOfEntry(text, start);
    const entry = readEntry(text.slice(start, end), start);
    if (typeof entry === 'string') return { ok: false, problem: entry };
    entries.push(entry);
    start = end + 1;
  }
  return { ok: true, entries };
}

/** An origin in the form in which two are compared: no case, no slash at the end, no port that goes without saying. */
export function sameOrigin(origin: string): string {
  const bare = origin.trim().toLowerCase().replace(/\/$/, '');
  return bare.replace(/^(https:.*):443$/, '$1').replace(/^(http:.*):80$/, '$1');
}

/** The next comma that is in no brackets, or the end. */
function endOfEntry(text: string, start: number): number {
  let open = false;
  for (let at = start; at < text.length; at++) {
    const sign = text.charAt(at);
    if (sign === ',' && !open) return at;
    if (sign === '(') open = true;
    if (sign === ')') open = false;
  }
  return text.length;
}

/** An entry that begins at `start` (from 0) of the whole, or what is wrong with it. */
function readEntry(part: string, start: number): OriginEntry | string {
  const opened = part.indexOf('(');
  const origin = wordOf(opened < 0 ? part : part.slice(0, opened), start);
  if (origin.text === '') return `an origin is missing at character ${origin.at}`;
  if (origin.text.includes(')'))
    return `the bracket closed at character ${start + part.indexOf(')') + 1} was never opened`;
  if (origin.text !== '*' && !ORIGIN.test(origin.text)) {
    return `"${shortened(origin.text)}" at character ${origin.at} is not an origin: write https://page.example, or *`;
  }
  const services = opened < 0 ? null : readServices(part, opened, start);
  if (typeof services === 'string') return services;
  return { origin: sameOrigin(origin.text), services };
}

function readServices(part: string, opened: number, start: number): readonly string[] | string {
  const closed = part.indexOf(')', opened);
  if (closed < 0) return `the bracket opened at character ${start + opened + 1} is never closed`;
  const again = part.slice(opened + 1, closed).indexOf('(');
  if (again >= 0) return `a second bracket opens at character ${start + opened + again + 2} before the first is closed`;
  const rest = wordOf(part.slice(closed + 1), start + closed + 1);
  if (rest.text !== '') return `a comma is missing before "${shortened(rest.text)}" at character ${rest.at}`;
  const services: string[] = [];
  let from = opened + 1;
  for (const raw of part.slice(opened + 1, closed).split(',')) {
    const { text, at } = wordOf(raw, start + from);
    if (text === '') return `a service is missing in the brackets at character ${at}`;
    if (!SERVICE.test(text)) {
      return `"${shortened(text)}" at character ${at} is not a service: write agent.get, agent.* or *`;
    }
    services.push(text);
    from += raw.length + 1;
  }
  return services;
}

/** Without the blanks around it; an empty word is where its part ends. */
function wordOf(raw: string, start: number): Word {
  const blanks = raw.length - raw.trimStart().length;
  return { text: raw.trim(), at: start + blanks + 1 };
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
