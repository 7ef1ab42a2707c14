/** A decoded value as JSON text for the clipboard. */
import { maskToken } from '../../../protocol/secret-names.ts';
import { type Child, childPath, childrenOf, scalarText, shapeOf } from './shape.ts';

/** Deeper than this a copy says so instead of going on. */
const MAX_DEPTH = 200;
const NONE: ReadonlySet<string> = new Set();

/**
 * JSON with two spaces of indentation. What JSON has no word for becomes a text in round brackets, `(undefined)`,
 * `(Date 2026-01-31T10:00:00.000Z)`; a Map becomes a list of pairs, a Set a list. Tokens are masked.
 *
 * @param shown paths whose tokens the user chose to see: these are copied as they are
 * @param most values that are written; what comes after them is left out. All, if not said
 */
export function jsonText(
  value: unknown,
  names: readonly string[] = [],
  shown: ReadonlySet<string> = new Set(),
  most = Number.POSITIVE_INFINITY,
): string {
  return JSON.stringify(new Writer(names, shown, most).plain(value), null, 2);
}

class Writer {
  private readonly above: unknown[] = [];
  private readonly names: string[];
  private readonly steps: string[] = [];

  constructor(
    names: readonly string[],
    private readonly shown: ReadonlySet<string>,
    private left: number,
  ) {
    this.names = [...names];
  }

  plain(value: unknown): unknown {
    this.left -= 1;
    const { above } = this;
    const shape = shapeOf(value);
    switch (shape) {
      case 'array':
      case 'set':
      case 'map':
      case 'object': {
        if (above.includes(value)) return '(cycle)';
        if (above.length >= MAX_DEPTH) return `(deeper than ${MAX_DEPTH})`;
        above.push(value);
        const plain = this.holder(value, childrenOf(value, this.left));
        above.pop();
        return plain;
      }
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0) ? this.mask(value) : `(${scalarText(value)})`;
      case 'text':
        return this.mask(value);
      case 'boolean':
      case 'null':
        return value;
      default:
        return `(${scalarText(value)})`;
    }
  }

  private holder(value: unknown, children: readonly Child[]): unknown {
    if (value instanceof Map) {
      const keys = value.keys();
      return this.list(children, (child) => {
        const key: unknown = keys.next().value;
        const writer = new Writer([], NONE, this.left);
        const written = writer.plain(key);
        this.left = writer.left;
        return [written, this.inner(child, typeof key === 'string' ? key : null)];
      });
    }
    if (shapeOf(value) !== 'object') return this.list(children, (child) => this.inner(child, null));
    return Object.fromEntries(this.list(children, (child) => [child.step, this.inner(child, child.step)]));
  }

  private list<Result>(children: readonly Child[], write: (child: Child) => Result): Result[] {
    const written: Result[] = [];
    for (const child of children) {
      if (this.left <= 0) break;
      written.push(write(child));
    }
    return written;
  }

  /** @param name of the value, which may say that it is a token; null for none */
  private inner({ step, value }: Child, name: string | null): unknown {
    if (name !== null) this.names.push(name);
    this.steps.push(step);
    const plain = this.plain(value);
    this.steps.pop();
    if (name !== null) this.names.pop();
    return plain;
  }

  private mask(value: unknown): unknown {
    const isShown = this.shown.size > 0 && this.shown.has(this.steps.reduce(childPath, ''));
    return isShown ? value : (maskToken(this.names, value) ?? value);
  }
}
