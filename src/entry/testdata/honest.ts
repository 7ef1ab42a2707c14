/** Whether what was read back is what was written, or says honestly what it is not. Knows nothing of how it is written. */
import { expect } from 'vitest';
import { Bytes, Opaque, Reference } from '../decode.ts';

/** The place of a JSON pointer in a value; entries of a Map are pairs. */
function at(root: unknown, path: string): unknown {
  let place = root;
  for (const escaped of path.split('/').slice(1)) {
    const key = escaped.replaceAll('~1', '/').replaceAll('~0', '~');
    if (place instanceof Map || place instanceof Set) place = [...place][Number(key)];
    else if (typeof place === 'object' && place !== null) place = Reflect.get(place, key);
    else throw new Error(`${path} leads nowhere`);
  }
  return place;
}

/** Compares. @param given what was posted @param back what was read */
export function expectHonest(given: unknown, back: unknown): void {
  compare(given, back, given);
}

function compare(given: unknown, back: unknown, root: unknown): void {
  if (typeof given === 'bigint' && back instanceof Opaque) {
    expect([back.type, BigInt.asIntN(32_768, given) === given]).toEqual(['BigInt', false]);
    return;
  }
  if (typeof given !== 'object' || given === null) {
    expect(Object.is(back, given)).toBe(true);
    return;
  }
  if (back instanceof Reference) {
    expect(at(root, back.path)).toBe(given);
    return;
  }
  if (given instanceof Map) {
    expect(back).toBeInstanceOf(Map);
    compareLists([...given].flat(), back instanceof Map ? [...back].flat() : [], root);
  } else if (given instanceof Set) {
    expect(back).toBeInstanceOf(Set);
    compareLists([...given], back instanceof Set ? [...back] : [], root);
  } else if (Array.isArray(given)) {
    expect(Array.isArray(back)).toBe(true);
    compareLists([...given], Array.isArray(back) ? back : [], root);
  } else if (Object.getPrototypeOf(given) === Object.prototype) {
    expect(typeof back === 'object' && back !== null && Object.getPrototypeOf(back)).toBe(Object.prototype);
    expect(Object.keys(Object(back))).toEqual(Object.keys(given));
    for (const key of Object.keys(given)) {
      // Not through `Reflect.get`, which would find a prototype under `__proto__`.
      compare(ownOf(given, key), ownOf(Object(back), key), root);
    }
  } else compareOdd(given, back);
}

function ownOf(holder: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(holder, key)?.value;
}

function compareLists(given: readonly unknown[], back: readonly unknown[], root: unknown): void {
  expect(back.length).toBe(given.length);
  for (const [index, one] of given.entries()) compare(one, back[index], root);
}

/** Types that JSON has no word for. */
function compareOdd(given: object, back: unknown): void {
  if (given instanceof Date) {
    expect(back).toBeInstanceOf(Date);
    expect(Object.is(Number(back), given.getTime())).toBe(true);
    return;
  }
  if (given instanceof ArrayBuffer || ArrayBuffer.isView(given)) {
    expect(back).toBeInstanceOf(Bytes);
    const view =
      given instanceof ArrayBuffer
        ? new Uint8Array(given)
        : new Uint8Array(given.buffer, given.byteOffset, given.byteLength);
    if (back instanceof Bytes) expect([back.length, [...back.kept]]).toEqual([view.length, [...view]]);
    return;
  }
  expect(back).toBeInstanceOf(Opaque);
  if (!(back instanceof Opaque)) return;
  if (given instanceof RegExp) expect([back.type, back.head]).toEqual(['RegExp', String(given)]);
  else if (given instanceof Error) expect([back.type, back.head]).toEqual(['Error', `${given.name}: ${given.message}`]);
  else if (typeof given.valueOf() === 'bigint') expect(back.type).toBe('BigInt');
  else expect(back.head).toBe(Object.is(given.valueOf(), -0) ? '0' : String(given.valueOf()));
}
