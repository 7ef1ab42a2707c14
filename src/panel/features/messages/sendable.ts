/** What of a recorded message can be sent again exactly as it was. Pure. */
import { Bytes } from '../../../entry/decode.ts';
import { childPath, childrenOf, shapeOf } from '../../values/json/shape.ts';
import { wholeBytes } from '../../values/literal/typed-arrays.ts';

/** More values than this are not looked through. */
const MOST = 200_000;

/**
 * The path (JSON pointer; the empty text is the value itself) of the first value that a command cannot carry as it was:
 * an object met twice, something that was not recorded whole. Null if all can be sent again.
 */
export function firstUnsendable(value: unknown): string | null {
  const open: { path: string; value: unknown }[] = [{ path: '', value }];
  let seen = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { path } = next;
    const shape = shapeOf(next.value);
    seen += 1;
    const isCut = next.value instanceof Bytes && wholeBytes(next.value) === null;
    if (isCut || shape === 'marker' || seen > MOST) return path;
    if (next.value instanceof Map) for (const key of next.value.keys()) open.push({ path, value: key });
    for (const child of childrenOf(next.value, MOST)) {
      open.push({ path: childPath(path, child.step), value: child.value });
    }
  }
  return null;
}

/** A recorded value as it was, where `firstUnsendable` finds nothing: binary content is a value again. */
export function asItWas(value: unknown): unknown {
  if (value instanceof Bytes) return wholeBytes(value);
  if (Array.isArray(value)) return value.map(asItWas);
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [asItWas(key), asItWas(inner)]));
  if (value instanceof Set) return new Set([...value].map(asItWas));
  if (shapeOf(value) !== 'object') return value;
  const copy = {};
  for (const [key, inner] of Object.entries(Object(value))) {
    // Assigning `__proto__` would change the copy's prototype instead of adding a key.
    Object.defineProperty(copy, key, { value: asItWas(inner), enumerable: true, configurable: true, writable: true });
  }
  return copy;
}
