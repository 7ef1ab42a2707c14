/**
 * Searches what a message carries: the keys and values that the panel shows, without the envelope that all messages
 * have in common. Tokens are found by who knows them; the mask over them stays.
 */
import { decode } from '../../entry/decode.ts';
import { MARK } from '../../entry/encode.ts';
import { decodeNote } from '../../entry/note.ts';
import { isRecord } from '../../scapi/kind.ts';
import { serviceOf } from '../../scapi/services.ts';
import { scalarText, shapeOf } from '../json/shape.ts';
import type { Test } from './filter.ts';
import { fits, fold, longestPart } from './glob.ts';
import { STEP_WORK } from './pattern/walk.ts';

/** A test that a payload can answer. */
export type PayloadTest = Extract<Test, { by: 'text' | 'pattern' | 'name' }>;

/** Narrows a test to one that a payload can answer. */
export function isPayloadTest(test: Test): test is PayloadTest {
  return (
    test.by === 'text' ||
    test.by === 'pattern' ||
    (test.by === 'name' && (test.field === 'state' || test.field === 'key'))
  );
}

/** Work in steps: each `next()` is a short while's, so that the panel can breathe in between. */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Characters that are compared in one step. */
const CHUNK = 64 * 1024;
/** What it costs to come to a value, in looks of a pattern at a character. */
const VALUE_WORK = 200;
/** What is looked for, in characters, for which a step compares so many. For a longer text it compares fewer. */
const SHORT = 64;
/** Keys that stand in every message, and stamps that tell nothing (scapi.md §1.2, §2). */
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
const MARKED = `"${MARK}"`;
const STAMPS = new Set(['userAgent', 'protocolVersion']);

/**
 * Which of the tests are found in a body.
 * @param isNote the body is the probe's note of a call, and the message is inside it
 */
export function* findInBody(
  tests: readonly PayloadTest[],
  body: string,
  isNote: boolean,
): Steps<ReadonlySet<PayloadTest>> {
  const found = new Set<PayloadTest>();
  const open = yield* possible(tests, body);
  if (open.length === 0) return found;
  const message = isNote ? decodeNote(body)?.message : decode(body);
  yield;
  let work = 0;
  for (const one of textsOf(message)) {
    work += VALUE_WORK + (one?.text.length ?? 0);
    for (let i = open.length - 1; one && i >= 0; i -= 1) {
      const test = open[i];
      if (!test) continue;
      const before = workOf(test);
      if (yield* answers(test, one)) {
        found.add(test);
        open.splice(i, 1);
      }
      work += workOf(test) - before;
    }
    if (open.length === 0) break;
    if (work < STEP_WORK) continue;
    work = 0;
    yield;
  }
  return found;
}

function workOf(test: PayloadTest): number {
  return test.by === 'pattern' ? test.matcher.work : 0;
}

/**
 * The tests that a body may answer, told by its encoded text. That is certain only for plain JSON and one way: what is
 * not in the encoded text is not in the payload.
 */
function* possible(tests: readonly PayloadTest[], body: string): Steps<PayloadTest[]> {
  if (body.includes(MARKED)) return [...tests];
  const open: PayloadTest[] = [];
  for (const test of tests) {
    const needle = needleOf(test);
    if (needle === '' || (yield* contains(body, needle))) open.push(test);
  }
  return open;
}

const needles = new WeakMap<PayloadTest, string>();

/** What the encoded text has where the test is found, folded; empty: that is not certain. Made once for all bodies. */
function needleOf(test: PayloadTest): string {
  const known = needles.get(test);
  if (known !== undefined) return known;
  const text = test.by === 'text' ? test.folded : test.by === 'name' ? longestPart(test.folded) : '';
  // Half of a pair of surrogates is written otherwise alone.
  const needle = /[\ud800-\udfff]/u.test(text) ? '' : JSON.stringify(text).slice(1, -1);
  needles.set(test, needle);
  return needle;
}

/** Whether a text holds another, already folded, in steps. */
function* contains(text: string, folded: string): Steps<boolean> {
  const piece = Math.ceil(CHUNK / Math.max(1, folded.length / SHORT));
  for (let at = 0; at < text.length; at += piece) {
    if (at > 0) yield;
    if (fold(text.slice(at, at + piece + folded.length)).includes(folded)) return true;
  }
  return false;
}

function* answers(test: PayloadTest, { text, is }: Found): Steps<boolean> {
  if (test.by === 'text') return yield* contains(text, test.folded);
  if (test.by === 'pattern') return yield* test.matcher.scan(text);
  if (is !== (test.field === 'state' ? 'state' : 'user data key')) return false;
  // A long name, a long pattern: a page may have thousands of such keys.
  if (text.length * test.folded.length > CHUNK) yield;
  return fits(fold(text.slice(0, LONGEST_NAME)), test.folded);
}

const LONGEST_NAME = 10_000;

/** A text of the payload, and what it is there. */
interface Found {
  readonly text: string;
  readonly is: 'state' | 'user data key' | 'other';
}

interface Open {
  readonly value: unknown;
  /** The key under which it stands. */
  readonly name: string;
  readonly holds: 'envelope' | 'user data' | 'inside user data' | 'key' | 'other';
}

/**
 * Every key and value, as the panel writes them; null for a value that is no text itself, so that whoever reads can breathe
 * there too. No recursion and no lists of all children: a page chooses the depth and the number.
 */
function* textsOf(message: unknown): Generator<Found | null, void, undefined> {
  const service = isRecord(message) && typeof message.request === 'string' ? message.request : '';
  const open: Iterator<Found | Open>[] = [[{ value: message, name: '', holds: 'envelope' } as const].values()];
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

function scalarOf({ value, name, holds }: Open): Found {
  const text = typeof value === 'string' ? value : scalarText(value);
  const isState = name === 'state' && typeof value === 'string' && holds === 'other';
  return { text, is: isState ? 'state' : holds === 'key' ? 'user data key' : 'other' };
}

/** What a holder holds: its keys as texts, its values to be opened. */
function* within({ value, holds }: Open, service: string): Generator<Found | Open, void, undefined> {
  const keyIs = holds === 'user data' ? 'user data key' : 'other';
  if (value instanceof Map) {
    for (const [key, inner] of value) {
      if (typeof key === 'string') yield { text: key, is: keyIs };
      else yield { value: key, name: '', holds: 'other' };
      yield { value: inner, name: typeof key === 'string' ? key : '', holds: insideOf(holds, key) };
    }
  } else if (value instanceof Set || Array.isArray(value)) {
    for (const inner of value) yield { value: inner, name: '', holds: insideOf(holds, null) };
  } else {
    for (const key in Object(value)) {
      if (!Object.hasOwn(Object(value), key) || (holds === 'envelope' && STAMPS.has(key))) continue;
      const inner: unknown = Reflect.get(Object(value), key);
      if (!(holds === 'envelope' && ENVELOPE.has(key))) yield { text: key, is: keyIs };
      if (holds === 'envelope' && key === 'parameters' && Array.isArray(inner)) yield* parametersOf(service, inner);
      else yield { value: inner, name: key, holds: insideOf(holds, key) };
    }
  }
}

function insideOf(holds: Open['holds'], key: unknown): Open['holds'] {
  if (holds === 'user data' || holds === 'inside user data') return 'inside user data';
  return key === 'userData' ? 'user data' : 'other';
}

/** A call's parameters: some of them are user data, or a key of it (scapi.md §4.1, §4.4, §4.7). */
function* parametersOf(service: string, parameters: readonly unknown[]): Generator<Open, void, undefined> {
  const known = serviceOf(service)?.parameters ?? [];
  for (const [index, value] of parameters.entries()) {
    const name = known[index]?.name;
    const isUserData = name === 'userData' || name === 'keyValues';
    yield { value, name: '', holds: isUserData ? 'user data' : name === 'key' ? 'key' : 'other' };
  }
}
