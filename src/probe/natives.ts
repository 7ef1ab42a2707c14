/**
 * The language's own functions, taken before the page's first line: what a page patches later neither sees the probe
 * nor breaks it. So nothing in this folder calls a method of an array, a text or a map, spreads, or iterates; and no
 * object that the browser reads options or traps from inherits from `Object.prototype` (`__proto__: null`).
 */

/** Anything that can be called. */
export type Callable = (...given: never[]) => unknown;

export const { apply, construct, get, getOwnPropertyDescriptor, getPrototypeOf, ownKeys, set, setPrototypeOf } =
  Reflect;
export const { isFrozen, isSealed } = Object;
export const { isArray } = Array;
export const NativeProxy = Proxy;
export const NativeError = Error;
export const clone = structuredClone;
/** `Function.prototype.toString`. */
export const functionText = Function.prototype.toString;

const { defineProperty } = Reflect;
const NativeText = String;
const NativeWeakMap = WeakMap;
const NativeMap = Map;
const { get: weakGet, set: weakSet } = WeakMap.prototype;
const { get: mapGet, set: mapSet } = Map.prototype;
const { replace, slice } = String.prototype;
const tag = Object.prototype.toString;
/** Firefox: an accessor of the prototype. Chromium writes `stack` on each error. */
const stackGetter = getOwnPropertyDescriptor(Error.prototype, 'stack')?.get;

/** A table whose methods no page can patch. */
export interface Table<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
}

/** Makes a table that does not keep its keys alive. */
export function createWeakTable<Value>(): Table<unknown, Value> {
  const table = new NativeWeakMap<object, Value>();
  return { get: (key) => apply(weakGet, table, [key]), set: (key, value) => apply(weakSet, table, [key, value]) };
}

/** Makes a table with texts for keys. */
export function createTextTable<Value>(): Table<string, Value> {
  const table = new NativeMap<string, Value>();
  return { get: (key) => apply(mapGet, table, [key]), set: (key, value) => apply(mapSet, table, [key, value]) };
}

/** Whether a value can be called. */
export function isCallable(value: unknown): value is Callable {
  return typeof value === 'function';
}

/** Whether a value has properties. */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** A property as it shall be; `__proto__: null`, so that nothing else is read as a part of it. */
export type Property = PropertyDescriptor & { readonly __proto__: null };

/** Defines a property. @returns whether that was possible */
export function define(holder: object, key: string, property: Property): boolean {
  return defineProperty(holder, key, property);
}

/** The beginning of a text, in characters. */
export function cut(text: string, most: number): string {
  return text.length > most ? apply(slice, text, [0, most]) : text;
}

/** A value as text; never throws. What has no text of its own is named by its type (`[object Object]`). */
export function textOf(value: unknown): string {
  try {
    return cut(NativeText(value), 1_000);
  } catch {
    return typeName(value);
  }
}

/** `[object Function]`, `[object Promise]`…; never throws. */
export function typeName(value: unknown): string {
  try {
    return apply(tag, value, []);
  } catch {
    return '[object]';
  }
}

/** The value of an own property that is no accessor: reading it runs nothing of the page's. */
export function ownValue(holder: unknown, key: string): unknown {
  return isObject(holder) ? getOwnPropertyDescriptor(holder, key)?.value : undefined;
}

/**
 * What a call that posts a message threw, without having caught it: as a rule that the message cannot be cloned, of which
 * the browser's words are the same but for the name of the function.
 */
export function whyThrown(message: unknown): string {
  try {
    clone(message);
    return 'an exception';
  } catch (error) {
    return apply(replace, textOf(error), ["'structuredClone'", "'postMessage'"]);
  }
}

/**
 * An error's stack as the browser writes it; at most `most` characters. A page that formats stacks itself
 * (`Error.prepareStackTrace`, Chromium) is not asked to: this is not its error.
 */
export function stackOf(error: Error, most: number): string {
  const formatting = getOwnPropertyDescriptor(NativeError, 'prepareStackTrace');
  const isSet = formatting?.value !== undefined && formatting.writable === true;
  if (isSet) set(NativeError, 'prepareStackTrace', undefined);
  const stack: unknown = stackGetter ? apply(stackGetter, error, []) : error.stack;
  if (isSet) set(NativeError, 'prepareStackTrace', formatting.value);
  return typeof stack === 'string' ? cut(stack, most) : '';
}
