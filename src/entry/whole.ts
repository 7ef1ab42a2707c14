/** Reads a message as whoever got it sees it: an object that stands in it twice is there both times. */
import { decode, Reference } from './decode.ts';

/** How many parts a message may come to with every repeated object counted in each of its places. */
const MOST_PARTS = 100_000;
/** How deep it may become by that. */
const MOST_DEEP = 400;
/** How the encoding begins what stands for an object that was met before. */
const REPEATED = '"$$":"ref"';

/** What a part of a message comes to. */
interface Extent {
  readonly parts: number;
  readonly height: number;
}

/**
 * As `decode`, with the object itself in place of each `Reference` to it. A `Reference` stays where the message has a
 * cycle, and where more would come of it than is good for whoever reads on: a short message can repeat an object that
 * repeats an object, and so on. Never throws.
 */
export function decodeWhole(text: string): unknown {
  const value = decode(text);
  return text.includes(REPEATED) ? fillIn(value) : value;
}

function fillIn(root: unknown): unknown {
  /** Of all objects that are whole. One that is still being read, as all around a cycle are, is not among them. */
  const extents = new Map<object, Extent>();
  const lists = new Map<object, readonly unknown[]>();
  let total = 0;

  /** What a `Map` or a `Set` holds, by place, as the encoding counts: pairs, members. */
  const listOf = (holder: Map<unknown, unknown> | Set<unknown>): readonly unknown[] => {
    const list = lists.get(holder) ?? [...holder];
    lists.set(holder, list);
    return list;
  };
  /** The part at a JSON pointer; undefined if there is none. */
  const partAt = (path: string): unknown => {
    let place = root;
    for (const escaped of path.split('/').slice(1)) {
      const key = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
      const holder: unknown = place instanceof Map || place instanceof Set ? listOf(place) : place;
      if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, key)) return undefined;
      place = Reflect.get(holder, key);
    }
    return place;
  };

  const repeat = (reference: Reference, depth: number): unknown => {
    const first = partAt(reference.path);
    const extent = typeof first === 'object' && first !== null ? extents.get(first) : undefined;
    if (extent === undefined || total + extent.parts > MOST_PARTS || depth + extent.height > MOST_DEEP) {
      return reference;
    }
    total += extent.parts;
    return first;
  };
  /** Makes a part whole, in place. Its own parts come in the order of the encoding: the first place of an object first. */
  const whole = (value: unknown, depth: number): unknown => {
    const [before, inner] = [total, { height: 0 }];
    total += 1;
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Reference) return repeat(value, depth);
    const part = (one: unknown): unknown => {
      const made = whole(one, depth + 1);
      const extent = typeof made === 'object' && made !== null ? extents.get(made) : undefined;
      inner.height = Math.max(inner.height, extent?.height ?? 0);
      return made;
    };
    if (Array.isArray(value)) {
      for (const [index, one] of value.entries()) value[index] = part(one);
    } else if (value instanceof Map) {
      listOf(value); // Before it changes.
      const pairs = [...value].map(([key, one]) => [part(key), part(one)] as const);
      value.clear();
      for (const [key, one] of pairs) value.set(key, one);
    } else if (value instanceof Set) {
      listOf(value);
      const members = [...value].map(part);
      value.clear();
      for (const one of members) value.add(one);
    } else if (Object.getPrototypeOf(value) === Object.prototype) {
      for (const [key, one] of Object.entries(value)) {
        const made = part(one);
        // Assigning `__proto__` would change the prototype.
        if (made !== one) Object.defineProperty(value, key, { value: made });
      }
    }
    extents.set(value, { parts: total - before, height: inner.height + 1 });
    return value;
  };
  return whole(root, 0);
}
