/** Replaces what addresses and stacks tell of persons. What is left says where in the code something was. */
import { isSecretName } from '../../protocol/secret-names.ts';
import { MASK } from '../../protocol/tokens.ts';
import { formOf } from './forms.ts';
import { errorNameIn, isKnownPath } from './known-words.ts';
import type { RedactionRun } from './run.ts';

const SCHEME = /^[a-z][a-z0-9+.-]{1,30}:\/\//i;
/** Addresses that have no host with a path. */
const OPAQUE = /^(?:data|blob|mailto|tel|sip|sips|javascript|callto):/i;
const EXTENSION = /\.[a-z][a-z0-9]{0,4}$/i;
const PLACE = /(?::\d{1,9}){0,2}$/;
const PARAMETER = /^[A-Za-z][\w.-]{0,40}$/;
/** A word of a path, which may stay elsewhere. */
const PLAIN_PART = /^[a-z-]{1,40}(?:\.[a-z]{1,5})?$/;
/** Longer ones are replaced as a whole. */
const MOST = 10_000;
const MOST_LINE = 2_000;
/** Where V8 and Firefox have no file. */
const NO_FILE = new Set(['<anonymous>', 'native', '[native code]', 'unknown location', '']);

/** Addresses and stacks. */
export class AddressRedactor {
  /** @param functionName redacts the name of a function */
  constructor(
    private readonly run: RedactionRun,
    private readonly functionName: (name: string) => string,
  ) {}

  /** An address without what tells of persons; null for what is none. */
  address(text: string): string | null {
    if (!text.includes(':')) return null;
    if (!SCHEME.test(text) || text.length > MOST || /\s/.test(text)) {
      return OPAQUE.test(text) ? this.opaque(text) : null;
    }
    const hashAt = text.indexOf('#');
    const [bare, hash] = hashAt < 0 ? [text, ''] : [text.slice(0, hashAt), text.slice(hashAt + 1)];
    const queryAt = bare.indexOf('?');
    const [whole, query] = queryAt < 0 ? [bare, ''] : [bare.slice(0, queryAt), bare.slice(queryAt + 1)];
    const hostAt = whole.indexOf('://') + 3;
    const pathAt = whole.indexOf('/', hostAt);
    const path = pathAt < 0 ? '' : whole.slice(pathAt);
    const origin = this.origin(whole.slice(0, hostAt), pathAt < 0 ? whole.slice(hostAt) : whole.slice(hostAt, pathAt));
    return (
      origin +
      this.path(path) +
      (query === '' ? '' : `?${this.query(query)}`) +
      (hash === '' ? '' : `#${hash.includes('=') ? this.query(hash) : this.replace(decoded(hash), 'hash')}`)
    );
  }

  private opaque(text: string): string {
    const end = text.indexOf(':') + 1;
    return (
      text.slice(0, end).toLowerCase() + this.replace(decoded(text.slice(end)), formOf(text.slice(end)) ?? 'address')
    );
  }

  private origin(scheme: string, host: string): string {
    const { run } = this;
    if (host === '' || run.origins.has(scheme + host)) return scheme + host;
    if (run.isCollecting) run.hosts.set(scheme + host, host);
    return scheme + run.pseudonym(host, 'host');
  }

  private path(path: string): string {
    return path
      .split('/')
      .map((part) => this.part(decoded(part)))
      .join('/');
  }

  /** A part of a path. The ending of a file's name stays. */
  private part(part: string): string {
    if (part === '' || this.run.stays(part, isKnownPath(part))) return part;
    const ending = formOf(part) === 'file' ? (EXTENSION.exec(part)?.[0] ?? '') : '';
    const name = ending === '' ? 'path' : 'file';
    return (PLAIN_PART.test(part) ? this.run.pseudonym(part, name) : this.replace(part, name)) + ending;
  }

  /** A query. Its names stay, as keys do. */
  private query(query: string): string {
    return query
      .split('&')
      .map((pair) => {
        const end = pair.indexOf('=');
        if (end < 0) return pair === '' ? '' : this.replace(decoded(pair), 'query');
        const name = decoded(pair.slice(0, end));
        const value = decoded(pair.slice(end + 1).replaceAll('+', ' '));
        const key = this.run.stays(name, PARAMETER.test(name)) ? name : this.replace(name, 'key');
        if (value === '') return `${key}=`;
        return `${key}=${isSecretName(name) ? MASK : this.replace(value, formOf(value) ?? 'value')}`;
      })
      .join('&');
  }

  private replace(text: string, word: string): string {
    // A pseudonym has a blank before what makes it long.
    return this.run.replace(text, word).replaceAll(' ', '_');
  }

  /** A stack, line by line. */
  stack(text: string): string {
    return text
      .split('\n')
      .map((line) => this.line(line))
      .join('\n');
  }

  private line(line: string): string {
    const bare = line.trimStart();
    if (bare === '' || line.length > MOST_LINE) return bare === '' ? '' : this.run.replace(line, 'error');
    const indent = ' '.repeat(Math.min(8, line.length - bare.length));
    // V8: `at name (place)` or `at place`.
    if (bare.startsWith('at ')) {
      const open = bare.endsWith(')') ? bare.lastIndexOf(' (') : -1;
      if (open < 0) {
        const isAsync = bare.startsWith('at async ');
        return `${indent}at ${isAsync ? 'async ' : ''}${this.place(bare.slice(isAsync ? 9 : 3))}`;
      }
      return `${indent}at ${this.functionName(bare.slice(3, open))} (${this.place(bare.slice(open + 2, -1))})`;
    }
    // Firefox: `name@place`.
    const at = bare.search(/@[a-z][a-z0-9+.-]{1,30}:/i);
    if (at >= 0) return `${indent}${this.functionName(bare.slice(0, at))}@${this.place(bare.slice(at + 1))}`;
    const name = errorNameIn(bare);
    const rest = bare.slice(name.length);
    return indent + name + (rest === '' ? '' : this.run.replace(rest, formOf(rest) ?? 'error'));
  }

  /** A file with line and column. */
  private place(text: string): string {
    const position = PLACE.exec(text)?.[0] ?? '';
    const file = text.slice(0, text.length - position.length);
    if (NO_FILE.has(file)) return file + position;
    const address = this.address(file) ?? (file.includes(' ') ? this.replace(file, 'file') : this.path(file));
    return address + position;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
