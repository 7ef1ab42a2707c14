/** A decoded value as JSON text for the clipboard. */
import { maskToken } from './mask.ts';
import { childPath, childrenOf, scalarText, shapeOf } from './shape.ts';

/** Deeper than this a copy says so instead of going on. */
const MAX_DEPTH = 200;

/**
 * JSON with two spaces of indentation. What JSON has no word for becomes a text in round brackets, `(undefined)`,
 * `(Date 2026-01-31T10:00:00.000Z)`; a Map becomes a list of pairs, a Set a list. Tokens are masked.
 *
 * @param shown paths whose tokens the user chose to see: these are copied as they are
 */
export function jsonText(
  value: unknown,
  names: readonly string[] = [],
  shown: ReadonlySet<string> = new Set(),
): string {
  return JSON.stringify(plain(value, names, '', shown, []), null, 2);
}

function plain(
  value: unknown,
  names: readonly string[],
  path: string,
  shown: ReadonlySet<string>,
  above: readonly unknown[],
): unknown {
  if (above.includes(value)) return '(cycle)';
  const shape = shapeOf(value);
  const inner = (child: { step: string; value: unknown }, name?: string) =>
    plain(child.value, name === undefined ? names : [...names, name], childPath(path, child.step), shown, [
      ...above,
      value,
    ]);
  if (['array', 'object', 'map', 'set'].includes(shape) && above.length >= MAX_DEPTH)
    return `(deeper than ${MAX_DEPTH})`;
  const children = childrenOf(value, Number.POSITIVE_INFINITY);
  switch (shape) {
    case 'array':
    case 'set':
      return children.map((child) => inner(child));
    case 'map': {
      const keys = value instanceof Map ? [...value.keys()] : [];
      return children.map((child, i) => {
        const key = keys[i];
        return [plain(key, [], '', shown, [...above, value]), inner(child, typeof key === 'string' ? key : undefined)];
      });
    }
    case 'object':
      return Object.fromEntries(children.map((child) => [child.step, inner(child, child.step)]));
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0)
        ? mask(value, names, path, shown)
        : `(${scalarText(value)})`;
    case 'text':
      return mask(value, names, path, shown);
    case 'boolean':
    case 'null':
      return value;
    default:
      return `(${scalarText(value)})`;
  }
}

function mask(value: unknown, names: readonly string[], path: string, shown: ReadonlySet<string>): unknown {
  return shown.has(path) ? value : (maskToken(names, value) ?? value);
}
