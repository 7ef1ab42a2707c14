/** Writes a value as a literal that `literal-parse.ts` reads back as the same value. */
import { Bytes, Opaque, Reference } from '../../../entry/decode.ts';
import { maskToken } from '../../../protocol/secret-names.ts';
import { inSentence } from '../../text/invisible.ts';
import { escapeInvisible } from '../../text/unseen.ts';
import { literalBytes } from './typed-arrays.ts';

/** How a value is written. */
export interface PrintOptions {
  /**
   * What becomes of tokens: `show` writes them, `mask` writes dots, a list takes them in, and `hidden(1)`… stands for
   * them.
   */
  readonly tokens: 'show' | 'mask' | unknown[];
  /** The keys above the value, which may say that it is a token. */
  readonly names?: readonly string[];
}

/** What fits into so many characters stays on one line. */
const LINE = 76;
/** Deeper than this something stands in; `literal-parse.ts` reads as deep as 300. */
const MAX_DEPTH = 300;

/**
 * A value as text, tidy over several lines where it is long. What has no literal (a function, a cycle, a blob, what the
 * record cut off) is written as ⟨words⟩, which the parser refuses and explains.
 */
export function printLiteral(value: unknown, { tokens, names = [] }: PrintOptions = { tokens: 'show' }): string {
  const above: unknown[] = [];

  const holder = (open: string, parts: readonly string[], close: string, level: number): string => {
    if (parts.length === 0) return open + close;
    const length = parts.reduce((sum, part) => sum + part.length + 2, open.length + close.length + level * 2);
    const spaced = open.endsWith('{') ? ' ' : '';
    if (length <= LINE && !parts.some((part) => part.includes('\n')))
      return `${open}${spaced}${parts.join(', ')}${spaced}${close}`;
    const indent = '  '.repeat(level + 1);
    return `${open}\n${parts.map((part) => indent + part).join(',\n')}\n${'  '.repeat(level)}${close}`;
  };

  const object = (one: object, level: number, path: readonly string[]): string => {
    const inner = (child: unknown, name?: string) =>
      write(child, level + 1, name === undefined ? path : [...path, name]);
    if (Array.isArray(one)) {
      // A hole in a list arrives as a hole, and reads as undefined.
      return holder(
        '[',
        Array.from(one, (child: unknown) => inner(child)),
        ']',
        level,
      );
    }
    if (one instanceof Date) {
      const time = one.getTime();
      return Number.isNaN(time) ? 'new Date(NaN)' : `new Date("${one.toISOString()}")`;
    }
    if (one instanceof Map) {
      const pairs = Array.from(one, ([key, child]: [unknown, unknown]) =>
        holder('[', [inner(key), inner(child, typeof key === 'string' ? key : undefined)], ']', level + 1),
      );
      return holder('new Map([', pairs, '])', level);
    }
    if (one instanceof Set)
      return holder(
        'new Set([',
        Array.from(one, (child: unknown) => inner(child)),
        '])',
        level,
      );
    const bytes = literalBytes(one);
    if (bytes) return binary(bytes.name, bytes.elements);
    if (one instanceof Reference) return standIn(`same as ${one.path || 'the whole'}`);
    if (one instanceof Opaque) return standIn([one.type, one.head].filter(Boolean).join(' '));
    if (one instanceof Bytes) return standIn(`${one.type}, ${one.kept.length} of ${one.length} bytes kept`);
    const type = Object.prototype.toString.call(one).slice(8, -1);
    if (type !== 'Object') return standIn(type);
    const parts = Object.entries(one).map(([key, child]) => `${keyText(key)}: ${inner(child, key)}`);
    return holder('{', parts, '}', level);
  };

  const write = (one: unknown, level: number, path: readonly string[]): string => {
    if (tokens !== 'show') {
      const masked = maskToken(path, one);
      if (masked !== null && tokens === 'mask') return quoted(masked);
      if (masked !== null && Array.isArray(tokens)) return `hidden(${tokens.push(one)})`;
    }
    if (typeof one !== 'object' || one === null) return scalar(one);
    if (above.includes(one)) return standIn('cycle');
    if (level > MAX_DEPTH) return standIn(`deeper than ${MAX_DEPTH}`);
    above.push(one);
    const text = object(one, level, path);
    above.pop();
    return text;
  };

  return write(value, 0, names);
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  return typeof value === 'function' || typeof value === 'symbol' ? standIn(typeof value) : String(value);
}

/** `{"__proto__": 1}` would set a prototype where the text is pasted as JavaScript. */
function keyText(key: string): string {
  return key === '__proto__' ? '["__proto__"]' : quoted(key);
}

function quoted(text: string): string {
  return escapeInvisible(JSON.stringify(text));
}

function binary(name: string, elements: readonly unknown[]): string {
  const list = elements.map(scalar).join(', ');
  if (name === 'ArrayBuffer') return `new Uint8Array([${list}]).buffer`;
  if (name === 'DataView') return `new DataView(new Uint8Array([${list}]).buffer)`;
  return `new ${name}([${list}])`;
}

function standIn(words: string): string {
  return `⟨${inSentence(words).replaceAll(/[⟨⟩]/g, ' ').slice(0, 200)}⟩`;
}
