import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, Reference } from './decode.ts';
import { encode } from './encode.ts';
import { posted } from './testdata/hostile.ts';
import { decodeWhole } from './whole.ts';

/** Values whose parts stand in several places, without a cycle: each part may use all that were made before it. */
const shared = fc
  .array(
    fc.record({
      kind: fc.constantFrom('object', 'array', 'map', 'set', 'date'),
      parts: fc.array(fc.oneof(fc.nat(9), fc.string(), fc.constant(null)), { maxLength: 4 }),
      keys: fc.array(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'a/b', '~', '$$')), {
        minLength: 4,
        maxLength: 4,
      }),
    }),
    { minLength: 1, maxLength: 10 },
  )
  .map((recipes) => {
    const made: unknown[] = [];
    for (const { kind, parts, keys } of recipes) {
      const values = parts.map((part) =>
        typeof part === 'number' && made.length > 0 ? made[part % made.length] : part,
      );
      if (kind === 'array') made.push(values);
      else if (kind === 'map') made.push(new Map(values.map((value, n) => [n % 2 === 0 ? value : keys[n], value])));
      else if (kind === 'set') made.push(new Set(values));
      else if (kind === 'date') made.push(new Date(made.length));
      else made.push(Object.fromEntries(values.map((value, n) => [keys[n] ?? '', value])));
    }
    return made;
  });

/** How many parts a value comes to when each place is counted; stops at `most`. */
function partsOf(value: unknown, most = 1_000_000): number {
  let count = 0;
  const walk = (one: unknown): void => {
    count += 1;
    if (typeof one !== 'object' || one === null || count > most) return;
    const inner = one instanceof Map ? [...one].flat() : one instanceof Set ? [...one] : Object.values(one);
    for (const part of inner) walk(part);
  };
  walk(value);
  return count;
}

/** How deep lists in lists are. */
function depthOf(value: unknown): number {
  const all: { readonly one: unknown; readonly depth: number }[] = [{ one: value, depth: 0 }];
  let most = 0;
  for (const { one, depth } of all) {
    most = Math.max(most, depth);
    if (Array.isArray(one)) for (const part of one) all.push({ one: part, depth: depth + 1 });
  }
  return most;
}

describe('a message in which objects stand twice', () => {
  it('is read as it was, however they are shared', () => {
    fc.assert(
      fc.property(shared, (value) => {
        expect(decodeWhole(encode(value))).toEqual(structuredClone(value));
      }),
    );
  });
  it('keeps a stand-in where there is a cycle', () => {
    const around: { self?: unknown; twice: unknown[] } = { twice: [] };
    around.self = around;
    const inner = { name: 'in' };
    around.twice = [inner, inner];
    const read = Object(decodeWhole(encode({ around })));
    expect(read.around.self).toEqual(new Reference('/around'));
    expect(read.around.twice).toEqual([{ name: 'in' }, { name: 'in' }]);
  });
  it('does not grow without end, in breadth or in depth', () => {
    let doubled: unknown = { leaf: 1 };
    for (let n = 0; n < 60; n++) doubled = [doubled, doubled];
    expect(partsOf(decodeWhole(encode(doubled)))).toBeLessThan(200_000);
    const many = Array.from({ length: 50_000 }, (_, n) => n);
    expect(partsOf(decodeWhole(encode(Array.from({ length: 1_000 }, () => many))))).toBeLessThan(200_000);
    const links: unknown[] = [];
    for (let n = 0; n < 100; n++) {
      let link: unknown = links.at(-1) ?? {};
      for (let deep = 0; deep < 300; deep++) link = [link];
      links.push(link); // Each as deep as the encoding allows, with the one before it at its end.
    }
    expect(depthOf(decodeWhole(encode(links)))).toBeLessThan(1_000);
  });
  it('takes any text, and whatever is not repeated is read as ever', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), posted.map(encode)), (text) => {
        const value = decodeWhole(text);
        if (!text.includes('"ref"')) expect(value).toEqual(decode(text));
      }),
    );
    const forged = ['/a', '/1', '/__proto__', '/0/length', '', '/', 'x', '/1/0'].map((v) => ({ $$: 'ref', v }));
    for (const first of forged) {
      const value = decodeWhole(JSON.stringify([first, [first, first], { $$: 'ref', v: 3 }]));
      expect(() => JSON.stringify(value)).not.toThrow();
    }
  });
});
