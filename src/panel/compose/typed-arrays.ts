/** Binary content as literals: typed arrays, buffers and views, and back from what the record kept of them. */
import { Bytes } from '../../entry/decode.ts';

/** A list of numbers of one width. */
export type NumberArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

type Elements = NumberArray | BigInt64Array | BigUint64Array;

const OF_NUMBERS: Readonly<Record<string, (from: readonly number[] | ArrayBuffer) => NumberArray>> = {
  Int8Array: (from) => (from instanceof ArrayBuffer ? new Int8Array(from) : new Int8Array(from)),
  Uint8Array: (from) => (from instanceof ArrayBuffer ? new Uint8Array(from) : new Uint8Array(from)),
  Uint8ClampedArray: (from) =>
    from instanceof ArrayBuffer ? new Uint8ClampedArray(from) : new Uint8ClampedArray(from),
  Int16Array: (from) => (from instanceof ArrayBuffer ? new Int16Array(from) : new Int16Array(from)),
  Uint16Array: (from) => (from instanceof ArrayBuffer ? new Uint16Array(from) : new Uint16Array(from)),
  Int32Array: (from) => (from instanceof ArrayBuffer ? new Int32Array(from) : new Int32Array(from)),
  Uint32Array: (from) => (from instanceof ArrayBuffer ? new Uint32Array(from) : new Uint32Array(from)),
  Float32Array: (from) => (from instanceof ArrayBuffer ? new Float32Array(from) : new Float32Array(from)),
  Float64Array: (from) => (from instanceof ArrayBuffer ? new Float64Array(from) : new Float64Array(from)),
};

const OF_BIGINTS: Readonly<Record<string, (from: readonly bigint[] | ArrayBuffer) => BigInt64Array | BigUint64Array>> =
  {
    BigInt64Array: (from) => (from instanceof ArrayBuffer ? new BigInt64Array(from) : new BigInt64Array([...from])),
    BigUint64Array: (from) => (from instanceof ArrayBuffer ? new BigUint64Array(from) : new BigUint64Array([...from])),
  };

/** Whether `new <name>([…])` makes a typed array here. */
export function isTypedArrayName(name: string): boolean {
  return Object.hasOwn(OF_NUMBERS, name) || Object.hasOwn(OF_BIGINTS, name);
}

/**
 * A typed array of these elements. JavaScript would cut 300 to 44 in a Uint8Array; here it is a fault.
 * @returns the index of the first element that does not fit, where one does not
 */
export function typedArray(name: string, elements: readonly unknown[]): Elements | { readonly misfit: number } {
  const ofNumbers = Object.hasOwn(OF_NUMBERS, name) ? OF_NUMBERS[name] : undefined;
  const isFine = ofNumbers ? isNumber : isBigint;
  const stranger = elements.findIndex((one) => !isFine(one));
  if (stranger >= 0) return { misfit: stranger };
  const made = ofNumbers ? ofNumbers(elements.filter(isNumber)) : OF_BIGINTS[name]?.(elements.filter(isBigint));
  if (!made) return { misfit: 0 };
  // A Float32Array rounds what it is given, as its name says.
  if (name === 'Float32Array') return made;
  const kept: readonly (number | bigint)[] = [...made];
  const cut = kept.findIndex((one, index) => !Object.is(one, elements[index]));
  return cut < 0 ? made : { misfit: cut };
}

/** Binary content for a literal: the elements, and what stands around them. Null where it is not whole or not known. */
export function literalBytes(value: unknown): { readonly name: string; readonly elements: readonly unknown[] } | null {
  if (value instanceof Bytes) {
    if (value.kept.length !== value.length) return null;
    return elementsOf(value.type, value.kept);
  }
  if (value instanceof ArrayBuffer) return elementsOf('ArrayBuffer', new Uint8Array(value));
  if (!ArrayBuffer.isView(value)) return null;
  const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return elementsOf(Object.prototype.toString.call(value).slice(8, -1), bytes);
}

function elementsOf(name: string, bytes: Uint8Array): ReturnType<typeof literalBytes> {
  if (name === 'ArrayBuffer' || name === 'DataView') return { name, elements: [...bytes] };
  const make = Object.hasOwn(OF_NUMBERS, name) ? OF_NUMBERS[name] : undefined;
  const makeBig = Object.hasOwn(OF_BIGINTS, name) ? OF_BIGINTS[name] : undefined;
  const buffer = new Uint8Array(bytes).buffer;
  try {
    const elements = make?.(buffer) ?? makeBig?.(buffer);
    return elements ? { name, elements: [...elements] } : null;
  } catch {
    // A length that is no multiple of the element's width: not what its name says.
    return null;
  }
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

function isBigint(value: unknown): value is bigint {
  return typeof value === 'bigint';
}
