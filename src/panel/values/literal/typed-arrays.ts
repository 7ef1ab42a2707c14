/** Binary content as literals: typed arrays, buffers and views, and back from what the record kept of them. */
import { Bytes } from '../../../entry/decode.ts';

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
  const other = elements.findIndex((one) => !isFine(one));
  if (other >= 0) return { misfit: other };
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
  const whole = value instanceof Bytes ? wholeBytes(value) : value;
  if (whole instanceof ArrayBuffer) return { name: 'ArrayBuffer', elements: [...new Uint8Array(whole)] };
  if (!ArrayBuffer.isView(whole)) return null;
  const name = Object.prototype.toString.call(whole).slice(8, -1);
  const bytes = new Uint8Array(whole.buffer, whole.byteOffset, whole.byteLength);
  const elements = name === 'DataView' ? bytes : elementsOf(name, new Uint8Array(bytes).buffer);
  return elements ? { name, elements: [...elements] } : null;
}

/** Binary content from the record as the value that it was; null where it was not kept whole, or is not known. */
export function wholeBytes({ type, length, kept }: Bytes): ArrayBuffer | ArrayBufferView | null {
  if (kept.length !== length) return null;
  const { buffer } = new Uint8Array(kept);
  if (type === 'ArrayBuffer') return buffer;
  return type === 'DataView' ? new DataView(buffer) : elementsOf(type, buffer);
}

function elementsOf(name: string, buffer: ArrayBuffer): Elements | null {
  const make = Object.hasOwn(OF_NUMBERS, name) ? OF_NUMBERS[name] : undefined;
  const makeBig = Object.hasOwn(OF_BIGINTS, name) ? OF_BIGINTS[name] : undefined;
  try {
    return make?.(buffer) ?? makeBig?.(buffer) ?? null;
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
