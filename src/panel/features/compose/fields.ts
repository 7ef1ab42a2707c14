/** The form of a call: one field for each parameter, typed text with a chosen type, so that 10 stays a number. Pure. */

import { maskToken } from '../../../protocol/secret-names.ts';
import type { Parameter } from '../../../protocol/service.ts';
import { serviceOf } from '../../../protocol/services.ts';
import { isAsWritten } from '../../values/json/exact.ts';
import { type Literal, parseLiteral } from '../../values/literal/literal-parse.ts';
import { printLiteral } from '../../values/literal/literal-print.ts';

/** The types of a single value. `undefined`: left out, as the client library sends it; `literal`: anything, as text. */
export const SIMPLE_TYPES = ['text', 'number', 'boolean', 'null', 'undefined', 'literal'] as const;
/** See SIMPLE_TYPES. */
export type SimpleType = (typeof SIMPLE_TYPES)[number];

/** The types of a field. `keys`: rows of key and value; `absent`: the list of parameters ends before it. */
export type FieldType = SimpleType | 'keys' | 'absent';

/** One key of an object with its value. */
export interface KeyRow {
  readonly id: number;
  readonly key: string;
  readonly type: SimpleType;
  readonly text: string;
}

/** One parameter as it is being typed. */
export interface Field {
  readonly type: FieldType;
  readonly text: string;
  readonly rows: readonly KeyRow[];
}

/** Where tokens go that are not shown; null: they are shown. */
export type Hidden = unknown[] | null;

/** More keys than this are edited as text. */
const MOST_ROWS = 200;

/** The parameters of a service as the catalogue has them; empty where nobody knows them. */
export function parametersOf(service: string): readonly Parameter[] {
  return serviceOf(service)?.parameters ?? [];
}

/** What a parameter can be picked from; null: nothing that is known. */
export function pickFrom({ name }: Parameter): 'interactions' | 'cases' | null {
  if (name === 'interactionId' || name === 'consultInteractionId') return 'interactions';
  return name === 'caseId' ? 'cases' : null;
}

/** Whether the first parameter of a service is an interaction's id. */
export function takesInteraction(service: string): boolean {
  const first = parametersOf(service)[0];
  return first !== undefined && pickFrom(first) === 'interactions';
}

/** A field that nothing was typed into yet. */
export function emptyField(parameter: Parameter): Field {
  const field = (type: FieldType, text = ''): Field => ({ type, text, rows: [] });
  if (parameter.optional) return field('undefined');
  if (parameter.type.startsWith('object')) return field('keys');
  if (parameter.type === 'number') return field('number');
  return parameter.type === 'boolean' ? field('boolean', 'true') : field('text');
}

/** The keys that the catalogue names for an object: suggestions, not a rule. */
export function namedKeys(parameter: Parameter | undefined): readonly string[] {
  const inside = /\{([^}:]*)\}/.exec(parameter?.type ?? '')?.[1] ?? '';
  return inside.split(/,\s*|\s+or\s+/).filter(Boolean);
}

/** A field that holds a value. @param name the parameter's name, which may say that the value is a token */
export function fieldOf(value: unknown, name: string, hidden: Hidden): Field {
  if (!isRows(value)) return { ...simpleOf(value, [name], hidden), rows: [] };
  const rows = Object.entries(value).map(([key, inner], id) => ({ id, key, ...simpleOf(inner, [name, key], hidden) }));
  return { type: 'keys', text: '', rows };
}

/** Whether rows can stand for a value. An object with an empty key is edited as text. */
function isRows(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.length <= MOST_ROWS && !keys.includes('');
}

function simpleOf(value: unknown, names: readonly string[], hidden: Hidden) {
  const literal = (): { type: SimpleType; text: string } => {
    return { type: 'literal', text: printLiteral(value, { tokens: hidden ?? 'show', names }) };
  };
  if (hidden && maskToken(names, value) !== null) return literal();
  switch (typeof value) {
    case 'string':
      return { type: 'text', text: value } as const;
    case 'number':
      return { type: 'number', text: printLiteral(value) } as const;
    case 'boolean':
      return { type: 'boolean', text: String(value) } as const;
    case 'undefined':
      return { type: 'undefined', text: '' } as const;
    default:
      return value === null ? ({ type: 'null', text: '' } as const) : literal();
  }
}

/** The value of typed text. */
export function readSimple(type: SimpleType, text: string, hidden: readonly unknown[]): Literal {
  switch (type) {
    case 'text':
      return { ok: true, value: text };
    case 'null':
      return { ok: true, value: null };
    case 'undefined':
      return { ok: true, value: undefined };
    case 'boolean':
      return { ok: true, value: text === 'true' };
    case 'literal':
      return parseLiteral(text, hidden);
    case 'number': {
      const read = parseLiteral(text, hidden);
      const typed = text.trim();
      if (!read.ok) return read;
      if (typeof read.value === 'number') {
        const keeps = isAsWritten(typed) || !/^[+-]?[\d.]+$/.test(typed) || Object.is(read.value, -0);
        if (keeps) return read;
        return { ok: false, problem: { is: 'written', from: 0, to: text.length, what: typed.slice(0, 60) } };
      }
      return { ok: false, problem: { is: 'number', from: 0, to: text.length, what: text.slice(0, 60) } };
    }
  }
}

/** A field's value; `row` says which row has the problem. */
export type FieldValue =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: Extract<Literal, { ok: false }>['problem']; readonly row: number | null };

/** The value of a field. */
export function readField({ type, text, rows }: Field, hidden: readonly unknown[]): FieldValue {
  if (type === 'absent') return { ok: true, value: undefined };
  if (type !== 'keys') {
    const read = readSimple(type, text, hidden);
    return read.ok ? read : { ...read, row: null };
  }
  const made = {};
  for (const row of rows) {
    const wrong = (is: 'key_empty' | 'twice') =>
      ({ ok: false, row: row.id, problem: { is, from: 0, to: row.key.length, what: row.key.slice(0, 60) } }) as const;
    if (row.key === '') return wrong('key_empty');
    if (Object.hasOwn(made, row.key)) return wrong('twice');
    const read = readSimple(row.type, row.text, hidden);
    if (!read.ok) return { ...read, row: row.id };
    // Assigning `__proto__` would change the prototype.
    Object.defineProperty(made, row.key, { value: read.value, enumerable: true, configurable: true, writable: true });
  }
  return { ok: true, value: made };
}

/** A value's text under another type, as far as it can be kept. A token that is hidden does not show up by this. */
export function retypeSimple(type: SimpleType, text: string, to: SimpleType, hidden: readonly unknown[]): string {
  if (to === 'boolean') return text.trim() === 'false' ? 'false' : 'true';
  if (type === to || to === 'null' || to === 'undefined') return text;
  const read = readSimple(type, text, hidden);
  if (to === 'literal') return read.ok && type !== 'null' && type !== 'undefined' ? printLiteral(read.value) : text;
  if (type !== 'literal') return text;
  if (read.ok && hidden.includes(read.value)) return '';
  return read.ok && typeof read.value === 'string' ? read.value : text;
}

/** The same field under another type, with what it holds where that is possible. */
export function retype(field: Field, to: FieldType, hidden: unknown[]): Field {
  const read = readField(field, hidden);
  if (to === 'keys') {
    const parsed = field.type === 'text' ? parseLiteral(field.text, hidden) : read;
    const rows = parsed.ok && isRows(parsed.value) ? fieldOf(parsed.value, '', hidden).rows : field.rows;
    return { ...field, type: to, rows };
  }
  if (field.type === 'keys') {
    const text = read.ok && to === 'literal' ? printLiteral(read.value, { tokens: hidden }) : field.text;
    return { ...field, type: to, text };
  }
  if (to === 'absent' || field.type === 'absent') return { ...field, type: to };
  return { ...field, type: to, text: retypeSimple(field.type, field.text, to, hidden) };
}
