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
export const { addEventListener, removeEventListener } = EventTarget.prototype;
export const { postMessage: portPost, start: portStart } = MessagePort.prototype;
export const eventPorts = getterOf<readonly MessagePort[]>(MessageEvent.prototype, 'ports');
export const eventData = getterOf<unknown>(MessageEvent.prototype, 'data');
export const { isArray } = Array;
export const { isView } = ArrayBuffer;
export const { reduce } = Array.prototype;
export const NativeProxy = Proxy;
export const clone = structuredClone;
/** `Function.prototype.toString`, before any page patched it (zone.js does). */
export const functionText = Function.prototype.toString;
export const functionCall: Callable = Function.prototype.call;

const { defineProperty } = Reflect;
const { bind } = Function.prototype;
const lookUpGetter: Callable = Reflect.get(Object.prototype, '__lookupGetter__');
const NativeText = String;
/** Characters of a value as text. */
const LONGEST_TEXT = 1_000;
const NativeWeakMap = WeakMap;
const NativeMap = Map;
const { get: weakGet, set: weakSet } = WeakMap.prototype;
const { get: mapGet, set: mapSet } = Map.prototype;
const { replace, slice } = String.prototype;
const { toStringTag } = Symbol;
/** Of the browser's own errors (`DataCloneError`): accessors that run nothing of the page's. */
const nameGetter = getOwnPropertyDescriptor(DOMException.prototype, 'name')?.get;
const messageGetter = getOwnPropertyDescriptor(DOMException.prototype, 'message')?.get;
const NativeError = Error;
/** Firefox has it from 138 on. */
const captureStackTrace = Reflect.get(Error, 'captureStackTrace') as typeof Error.captureStackTrace | undefined;
/** Firefox: an accessor of the prototype. */
const stackGetter = getOwnPropertyDescriptor(Error.prototype, 'stack')?.get;

/** The function behind an accessor of the browser's own. */
function getterOf<Value>(holder: object, key: string): () => Value {
  return Object(Reflect.getOwnPropertyDescriptor(holder, key)?.get);
}

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

/** A function with its `this` and its first arguments fixed. Only at the start: it walks a list. */
export function bound(target: Callable, self: unknown, ...given: unknown[]): Callable {
  return apply(bind, target, [self, ...given]);
}

/** A list of arguments, for `apply`, each of which is read from an accessor. Only at the start, as `bound`. */
export function accessorList(...getters: Callable[]): readonly unknown[] {
  const list = { __proto__: null, length: getters.length };
  getters.forEach((getter, index) => {
    defineProperty(list, index, { get: getter as () => unknown });
  });
  return Object(list);
}

/** A property that is a plain value. */
export function valued(value: unknown): Property {
  return { __proto__: null, value, enumerable: true, writable: true, configurable: true };
}

/** Defines a property. @returns whether that was possible */
export function define(holder: object, key: string, property: Property): boolean {
  return defineProperty(holder, key, property);
}

/** The beginning of a text, in characters. */
export function cut(text: string, most: number): string {
  return text.length > most ? apply(slice, text, [0, most]) : text;
}

/** Whether a property is an accessor, on the object or above it. A descriptor would take four times as long. */
export function hasGetter(holder: object, key: string): boolean {
  return apply(lookUpGetter, holder, [key]) !== undefined;
}

/** A property and the object of the prototype chain that has it. */
export interface Place {
  readonly holder: object;
  readonly found: PropertyDescriptor;
}

/** So far up a prototype chain is looked: that of a proxy may have no end. */
const MOST_PROTOTYPES = 100;

/** Where a property is: on the object itself or above it. Runs nothing of the page's. @throws if a proxy refuses */
export function placeOf(value: object, key: string | symbol): Place | null {
  let holder: object | null = value;
  for (let i = 0; holder && i < MOST_PROTOTYPES; i += 1) {
    const found = getOwnPropertyDescriptor(holder, key);
    if (found) return { holder, found };
    holder = getPrototypeOf(holder);
  }
  return null;
}

/** A property's text, or undefined, without running an accessor of the page's. @throws as `placeOf` */
function textIn(value: object, key: string | symbol): string | undefined {
  const { value: plain, get: getter } = placeOf(value, key)?.found ?? {};
  const text: unknown =
    getter && (getter === nameGetter || getter === messageGetter) ? apply(getter, value, []) : plain;
  return typeof text === 'string' ? text : undefined;
}

/**
 * A value as text; never throws, and runs nothing of the page's: an error by name and message, any other object by its
 * type (`[object Object]`).
 */
export function textOf(value: unknown): string {
  if (!isObject(value)) return cut(NativeText(value), LONGEST_TEXT);
  try {
    const message = textIn(value, 'message');
    const name = textIn(value, 'name');
    if (name !== undefined && message !== undefined) return cut(message ? `${name}: ${message}` : name, LONGEST_TEXT);
  } catch {
    // A proxy may refuse to be looked at.
  }
  return typeName(value);
}

/** `[object Function]`, `[object Promise]`…, without asking it, of what is an object or a symbol; never throws. */
export function typeName(value: unknown): string {
  let type: string | undefined;
  try {
    type = isCallable(value) ? 'Function' : isObject(value) ? textIn(value, toStringTag) : 'Symbol';
  } catch {
    // As above.
  }
  return `[object ${type ?? 'Object'}]`;
}

/** Why a port refused a message, in the words that a window has for it. */
export function whyRefused(error: unknown): string {
  return apply(replace, textOf(error), ["'MessagePort'", "'Window'"]);
}

/** An empty list without a prototype: what the page makes of `Array.prototype` does not run when something is added. */
export function emptyList<One>(): One[] {
  const list: One[] = [];
  setPrototypeOf(list, null);
  return list;
}

/** The value of an own property that is no accessor: reading it runs nothing of the page's. */
export function ownValue(holder: unknown, key: string): unknown {
  return isObject(holder) ? getOwnPropertyDescriptor(holder, key)?.value : undefined;
}

/** A place in the page's code, until it is written out. */
export class Where {
  declare readonly stack: string;
}
// What writes a stack out looks for a name and a message, here and above: of an error, the page could see that.
setPrototypeOf(Where.prototype, null);

/** Where the page is at this moment; the lines of a plan (`unseen.ts`) are left out, as far as the browser can do that. */
export function takeWhere(): Where | Error {
  if (!captureStackTrace) return new NativeError();
  const where = new Where();
  captureStackTrace(where, reduce);
  return where;
}

/**
 * A stack as the browser writes it; at most `most` characters. A page that formats stacks itself
 * (`Error.prepareStackTrace`, Chromium) is not asked to: this is not its error. Where that cannot be helped, there is none.
 */
export function stackOf(where: Where | Error, most: number): string {
  const place = placeOf(NativeError, 'prepareStackTrace');
  const formatting = place?.found;
  // Read-only, an accessor, or inherited: the browser looks up the chain, too.
  if (place && (place.holder !== NativeError || !place.found.writable)) return '';
  if (formatting) set(NativeError, 'prepareStackTrace', undefined);
  const stack: unknown = stackGetter && !captureStackTrace ? apply(stackGetter, where, []) : where.stack;
  if (formatting) set(NativeError, 'prepareStackTrace', formatting.value);
  return typeof stack === 'string' ? cut(stack, most) : '';
}
