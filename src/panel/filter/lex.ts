/** Cuts the text of a filter into tokens with their places. Never throws: what is amiss is noted at the token. */
import { MESSENGER_PREFIX } from '../../protocol/events.ts';

/** A token. Places are offsets in the text, `to` exclusive. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly negated: boolean;
  /** `nothing`: a minus alone. */
  readonly kind: 'word' | 'quoted' | 'pattern' | 'field' | 'nothing';
  /** Where it begins behind the minus. */
  readonly start: number;
  /** The name before the colon as it was written; empty where there is none. */
  readonly field: string;
  /** Behind the name and a dot: where in the user data, as in `data.City:Paris`; empty where nothing is. */
  readonly path: string;
  /** Where the text or value begins. */
  readonly valueFrom: number;
  /** The text, the pattern's source, or the field's value. */
  readonly text: string;
  readonly flags: string;
  readonly problem: 'unclosed quote' | 'unclosed pattern' | 'no space' | null;
}

const FIELD = /^[A-Za-z]+$/;

/** All tokens of a text. */
export function lex(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text, at)) {
      at += 1;
      continue;
    }
    const token = lexOne(text, at);
    tokens.push(token);
    at = token.to;
  }
  return tokens;
}

function isSpace(text: string, at: number): boolean {
  return /\s/.test(text[at] ?? '');
}

/** Where the next white space is, or the end. */
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isSpace(text, at)) at += 1;
  return at;
}

function lexOne(text: string, from: number): Token {
  const negated = text[from] === '-';
  const start = negated ? from + 1 : from;
  const base = { from, negated, start, field: '', path: '', valueFrom: start, flags: '', problem: null };
  const first = text[start];
  if (first === undefined || isSpace(text, start)) return { ...base, to: start, kind: 'nothing', text: '' };
  if (first === '"') return { ...base, kind: 'quoted', ...readQuoted(text, start) };
  if (first === '/') return { ...base, kind: 'pattern', ...readPattern(text, start) };
  const data = readPath(text, start);
  if (data) return { ...base, kind: 'field', field: 'data', path: data.path, ...readValue(text, data.valueFrom) };
  if (/^data\."/i.test(text.slice(start, start + 6))) {
    const { problem, ...read } = readQuoted(text, start + 5);
    const isOpen = problem === 'unclosed quote';
    return { ...base, kind: 'field', field: 'data', valueFrom: start + 5, ...read, problem: isOpen ? problem : null };
  }
  const to = wordEnd(text, start);
  const word = text.slice(start, to);
  const colon = word.indexOf(':');
  const field = word.slice(0, Math.max(colon, 0));
  if (/^data\.$/i.test(word)) return { ...base, to, kind: 'field', field: 'data', text: '' };
  const isName = FIELD.test(field) && `${field}:` !== MESSENGER_PREFIX && !word.startsWith('//', colon + 1);
  if (!isName) return { ...base, to, kind: 'word', text: word };
  return { ...base, kind: 'field', field, ...readValue(text, start + colon + 1) };
}

function readValue(text: string, valueFrom: number): Pick<Token, 'valueFrom' | 'to' | 'text' | 'problem'> {
  if (text[valueFrom] === '"') return { valueFrom, ...readQuoted(text, valueFrom) };
  const to = wordEnd(text, valueFrom);
  return { valueFrom, to, text: text.slice(valueFrom, to), problem: null };
}

const DATA = /^data\.(?:"((?:[^"\\]|\\.)*)"|([^\s":]+)):/i;
/** Longer paths, in characters, are none: a text of any length is looked through. */
const LONGEST_PATH = 1_000;

/** `data.KEY:` or `data."a key":`, if that stands there. */
function readPath(text: string, start: number): { readonly path: string; readonly valueFrom: number } | null {
  const found = DATA.exec(text.slice(start, start + LONGEST_PATH));
  if (!found) return null;
  const path = found[2] ?? (found[1] ?? '').replaceAll(/\\(["\\])/g, '$1');
  return path === '' ? null : { path, valueFrom: start + found[0].length };
}

function readQuoted(text: string, quote: number): Pick<Token, 'to' | 'text' | 'problem'> {
  let content = '';
  for (let at = quote + 1; at < text.length; at += 1) {
    const character = text[at] ?? '';
    const next = text[at + 1];
    if (character === '\\' && (next === '"' || next === '\\')) {
      content += next;
      at += 1;
    } else if (character === '"') {
      const to = wordEnd(text, at + 1);
      return { to, text: content, problem: to === at + 1 ? null : 'no space' };
    } else content += character;
  }
  return { to: text.length, text: content, problem: 'unclosed quote' };
}

function readPattern(text: string, slash: number): Pick<Token, 'to' | 'text' | 'flags' | 'problem'> {
  let inClass = false;
  for (let at = slash + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) {
      const to = wordEnd(text, at + 1);
      return { to, text: text.slice(slash + 1, at), flags: text.slice(at + 1, to), problem: null };
    }
  }
  return { to: text.length, text: text.slice(slash + 1), flags: '', problem: 'unclosed pattern' };
}
