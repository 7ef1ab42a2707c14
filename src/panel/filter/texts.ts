/** Every key and value of a message or an interaction, as the panel writes them. */
import { isRecord } from '../../protocol/kind.ts';
import { serviceOf } from '../../protocol/services.ts';
import { scalarText, shapeOf } from '../values/json/shape.ts';
import type { NameField, PropertyField } from './filter-fields.ts';

/**
 * Keys that stand in every message, and stamps that tell nothing (docs/protocol.md#sending,
 * docs/protocol.md#message-shapes).
 */
const ENVELOPE = new Set([
  'request',
  'event',
  'data',
  'parameters',
  'referenceId',
  'errorMessage',
  'subscriptionId',
  'frameId',
]);
const STAMPS = new Set(['userAgent', 'protocolVersion']);

/** A text of the payload, and what it is there. */
export interface Found {
  readonly text: string;
  readonly is: PropertyField | 'key' | 'user data value' | 'other';
  /** Of a value in user data: its keys, with dots in between. */
  readonly path: string;
}

/** The properties of an interaction by which one can filter (docs/protocol.md#interaction-object). */
const PROPERTIES: ReadonlyMap<string, PropertyField> = new Map([
  ['state', 'state'],
  ['previousState', 'previous'],
  ['interactionUUID', 'uuid'],
  ['callUuid', 'uuid'],
  ['caseId', 'case'],
  ['selectedCaseId', 'case'],
  ['media', 'medium'],
  ['direction', 'direction'],
  ['callType', 'calltype'],
  ['recordingState', 'recording'],
]);

/** Whether a field asks for a property of an interaction. */
export function isProperty(field: NameField): field is PropertyField {
  for (const known of PROPERTIES.values()) if (known === field) return true;
  return false;
}

interface Open {
  readonly value: unknown;
  /** The key under which it stands. */
  readonly name: string;
  /** In user data: the keys that lead to it. */
  readonly path: string;
  readonly holds: 'envelope' | 'user data' | 'inside user data' | 'key' | 'other';
}

/**
 * Every key and value, as the panel writes them; null for a value that is no text itself, so that whoever reads can breathe
 * there too. No recursion and no lists of all children: a page chooses the depth and the number.
 */
export function* textsOf(message: unknown): Generator<Found | null, void, undefined> {
  const service = isRecord(message) && typeof message.request === 'string' ? message.request : '';
  const open: Iterator<Found | Open>[] = [
    [{ value: message, name: '', path: '', holds: 'envelope' } as const].values(),
  ];
  yield* textsWithin(open, service);
}

/** The same of an interaction. */
export function textsOfInteraction(raw: unknown): Generator<Found | null, void, undefined> {
  return textsWithin([[{ value: raw, name: '', path: '', holds: 'other' } as const].values()], '');
}

function* textsWithin(open: Iterator<Found | Open>[], service: string): Generator<Found | null, void, undefined> {
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const { value: one, done } = top.next();
    if (done) open.pop();
    else if ('is' in one) yield one;
    else if (HOLDERS.has(shapeOf(one.value))) {
      open.push(within(one, service));
      yield null;
    } else yield scalarOf(one);
  }
}

const HOLDERS: ReadonlySet<string> = new Set(['array', 'object', 'map', 'set']);

function scalarOf({ value, name, path, holds }: Open): Found {
  const text = typeof value === 'string' ? value : scalarText(value);
  if (holds === 'inside user data') return { text, is: 'user data value', path };
  const property = holds === 'other' && isNamed(value) ? PROPERTIES.get(name) : undefined;
  return { text, is: property ?? (holds === 'key' ? 'key' : 'other'), path: '' };
}

/** Ids may be numbers. */
function isNamed(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}

/** What a holder holds: its keys as texts, its values to be opened. */
function* within({ value, path, holds }: Open, service: string): Generator<Found | Open, void, undefined> {
  const keyIs = holds === 'user data' ? 'key' : 'other';
  if (value instanceof Map) {
    for (const [key, inner] of value) {
      const name = typeof key === 'string' ? key : '';
      if (typeof key === 'string') yield { text: key, is: keyIs, path: '' };
      else yield { value: key, name: '', path, holds: 'other' };
      yield { value: inner, name, path: pathTo(holds, path, name), holds: insideOf(holds, key) };
    }
  } else if (value instanceof Set || Array.isArray(value)) {
    for (const inner of value) yield { value: inner, name: '', path, holds: insideOf(holds, null) };
  } else {
    for (const key in Object(value)) {
      if (!Object.hasOwn(Object(value), key) || (holds === 'envelope' && STAMPS.has(key))) continue;
      const inner: unknown = Reflect.get(Object(value), key);
      if (!(holds === 'envelope' && ENVELOPE.has(key))) yield { text: key, is: keyIs, path: '' };
      if (holds === 'envelope' && key === 'parameters' && Array.isArray(inner)) yield* parametersOf(service, inner);
      else yield { value: inner, name: key, path: pathTo(holds, path, key), holds: insideOf(holds, key) };
    }
  }
}

/** Longer paths, in characters, are cut: a page chooses the depth. */
const LONGEST_PATH = 1_000;

function pathTo(holds: Open['holds'], path: string, key: string): string {
  if (holds === 'user data') return key.slice(0, LONGEST_PATH);
  return holds === 'inside user data' && path.length < LONGEST_PATH ? `${path}.${key}`.slice(0, LONGEST_PATH) : path;
}

function insideOf(holds: Open['holds'], key: unknown): Open['holds'] {
  if (holds === 'user data' || holds === 'inside user data') return 'inside user data';
  return key === 'userData' ? 'user data' : 'other';
}

/**
 * A call's parameters: some of them are user data, or a key of it (docs/protocol.md#interaction-services,
 * docs/protocol.md#voice-services, docs/protocol.md#other-services).
 */
function* parametersOf(service: string, parameters: readonly unknown[]): Generator<Open, void, undefined> {
  const known = serviceOf(service)?.parameters ?? [];
  for (const [index, value] of parameters.entries()) {
    const name = known[index]?.name ?? '';
    const isUserData = name === 'userData' || name === 'keyValues';
    yield { value, name, path: '', holds: isUserData ? 'user data' : name === 'key' ? 'key' : 'other' };
  }
}
