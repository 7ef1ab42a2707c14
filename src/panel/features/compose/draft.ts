/**
 * A call as it is being written, and what it comes to. Three ways to write it: a form, the list of parameters as text,
 * the whole message as text; from one to the other, values and their types are kept. Pure.
 */
import { serviceOf } from '../../../protocol/services.ts';
import { parseLiteral } from '../../values/literal/literal-parse.ts';
import { printLiteral } from '../../values/literal/literal-print.ts';
import type { LiteralFault } from '../../values/literal/literal-problem.ts';
import { type CarriedFault, carriedFault } from './carried.ts';
import { emptyField, type Field, fieldOf, type Hidden, parametersOf, readField } from './fields.ts';
import { type MessageFault, readMessage } from './message.ts';

/** How a call is written. */
export const MODES = ['form', 'list', 'message'] as const;
/** See MODES. */
export type Mode = (typeof MODES)[number];

/** A call as it is being written. */
export interface Draft {
  /** In the mode `message`, the text says the service. */
  readonly service: string;
  readonly mode: Mode;
  readonly fields: readonly Field[];
  /** The list of parameters, or the whole message; blank: no parameters. */
  readonly text: string;
  /** What `hidden(1)`, `hidden(2)`… stand for: tokens that came from a message and are not shown. */
  readonly hidden: readonly unknown[];
  /** The user typed something: choosing a service does not write over it. */
  readonly touched: boolean;
}

/** What is wrong with a draft, and where. */
export interface DraftProblem {
  readonly is: LiteralFault | MessageFault | CarriedFault | 'no_service' | 'not_list' | 'no_form';
  readonly from: number;
  readonly to: number;
  readonly what: string;
  /** Index of the field, and id of its row; null for none. */
  readonly field: number | null;
  readonly row: number | null;
}

/** What a draft comes to. */
export type Compiled =
  | {
      readonly ok: true;
      readonly service: string;
      /** Undefined: the message has no `parameters`. */
      readonly parameters: unknown;
      /** Stamps in the text that the tool sets itself. */
      readonly ignored: readonly string[];
    }
  | { readonly ok: false; readonly problem: DraftProblem };

/** An empty draft for a service. */
export function freshDraft(service: string): Draft {
  const fields = parametersOf(service).map(emptyField);
  return { service, mode: 'form', fields, text: '', hidden: [], touched: false };
}

function failed(is: DraftProblem['is'], what = '', more: Partial<DraftProblem> = {}): Compiled & { ok: false } {
  return { ok: false, problem: { is, from: 0, to: 0, what, field: null, row: null, ...more } };
}

/** What a draft comes to: service and parameters, or the first thing that is wrong. */
export function compile(draft: Draft): Compiled {
  const read = readDraft(draft);
  if (!read.ok) return read;
  if (read.service === '') return failed('no_service');
  const fault = carriedFault(read.parameters);
  return fault ? failed(fault.is, fault.what) : read;
}

function readDraft({ service, mode, fields, text, hidden }: Draft): Compiled {
  if (mode === 'form') return readForm(service, fields, hidden);
  if (text.trim() === '') {
    return mode === 'list' ? { ok: true, service, parameters: undefined, ignored: [] } : failed('request');
  }
  const read = parseLiteral(text, hidden);
  if (!read.ok) return failed(read.problem.is, read.problem.what, read.problem);
  if (mode === 'list') {
    if (!Array.isArray(read.value)) return failed('not_list', '', { to: text.length });
    return { ok: true, service, parameters: read.value, ignored: [] };
  }
  const message = readMessage(read.value);
  return message.ok ? message : failed(message.is, message.what);
}

function readForm(service: string, fields: readonly Field[], hidden: readonly unknown[]): Compiled {
  const parameters: unknown[] = [];
  for (const [index, field] of fields.entries()) {
    const read = readField(field, hidden);
    if (!read.ok) return failed(read.problem.is, read.problem.what, { ...read.problem, field: index, row: read.row });
    // The list ends at the last parameter that is there.
    if (field.type !== 'absent') parameters[index] = read.value;
  }
  const list = parameters.length === 0 ? undefined : Array.from(parameters);
  return { ok: true, service, parameters: list, ignored: [] };
}

/** The fields that stand for these parameters; null where none can (an empty list, something that is no list). */
export function fieldsOf(service: string, parameters: unknown, hidden: Hidden): readonly Field[] | null {
  const known = parametersOf(service);
  if (parameters !== undefined && (!Array.isArray(parameters) || parameters.length === 0)) return null;
  const list: readonly unknown[] = parameters ?? [];
  const count = Math.max(known.length, list.length);
  return Array.from({ length: count }, (_, index) =>
    index < list.length
      ? fieldOf(list[index], known[index]?.name ?? '', hidden)
      : { type: 'absent', text: '', rows: [] },
  );
}

/** The draft of a call that is known. @param mode the way to write it; another one where that cannot be */
export function draftOf(service: string, parameters: unknown, mode: Mode, showTokens = false): Draft {
  const hidden: unknown[] = [];
  const tokens: Hidden = showTokens ? null : hidden;
  const draft: Draft = { service, mode, fields: [], text: '', hidden, touched: true };
  const print = (value: unknown) => printLiteral(value, { tokens: tokens ?? 'show' });
  const fields = mode === 'form' ? fieldsOf(service, parameters, tokens) : null;
  if (fields) return { ...draft, fields };
  if (mode === 'message' || (parameters !== undefined && !Array.isArray(parameters))) {
    const message = parameters === undefined ? { request: service } : { request: service, parameters };
    return { ...draft, mode: 'message', text: print(message) };
  }
  return { ...draft, mode: 'list', text: parameters === undefined ? '' : print(parameters) };
}

/** The draft in another way of writing; the problem where it cannot be shown so, or not before it is correct. */
export function switchMode(draft: Draft, mode: Mode): { readonly draft: Draft } | { readonly problem: DraftProblem } {
  if (draft.mode === mode) return { draft };
  const read = readDraft(draft);
  if (!read.ok) {
    // A form that is not filled in yet: the text begins where it is.
    if (draft.touched || draft.mode !== 'form') return read;
    return { draft: { ...skeleton(draft.service, mode), touched: false } };
  }
  const next = draftOf(read.service, read.parameters, mode);
  if (next.mode !== mode) return failed(mode === 'form' ? 'no_form' : 'not_list');
  return { draft: { ...next, touched: draft.touched } };
}

/** A text to begin with: the parameters that the catalogue names, empty. */
function skeleton(service: string, mode: Mode): Draft {
  const values = parametersOf(service).map((parameter) => {
    const { type } = emptyField(parameter);
    if (type === 'undefined') return undefined;
    if (type === 'keys') return {};
    return type === 'number' ? 0 : type === 'boolean' ? true : '';
  });
  return draftOf(service, values.length === 0 ? undefined : values, mode);
}

/** The draft for another service: what was typed for parameters of the same name is kept, and text that was typed. */
export function chooseService(draft: Draft, service: string): Draft {
  if (draft.mode === 'form') {
    const before = parametersOf(draft.service);
    const fields = parametersOf(service).map((parameter) => {
      const at = before.findIndex(({ name, type }) => name === parameter.name && type === parameter.type);
      const kept = draft.fields[at];
      return kept && kept.type !== 'absent' ? kept : emptyField(parameter);
    });
    // Where nobody knows the parameters, those that were written stay.
    const unknown = serviceOf(service)?.parameters === undefined || serviceOf(service)?.parameters === null;
    if (unknown) return { ...draft, service, fields: draft.touched ? draft.fields : [] };
    return { ...draft, service, fields };
  }
  if (!draft.touched) return { ...skeleton(service, draft.mode), touched: false };
  if (draft.mode === 'list') return { ...draft, service };
  const read = readDraft(draft);
  return read.ok ? draftOf(service, read.parameters, 'message') : draft;
}

/** The draft with its tokens in the clear. */
export function revealTokens(draft: Draft): Draft {
  const read = readDraft(draft);
  return read.ok ? draftOf(read.service, read.parameters, draft.mode, true) : draft;
}
