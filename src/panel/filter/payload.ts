/**
 * Searches what a message carries: the keys and values that the panel shows, without the envelope that all messages
 * have in common. Tokens are found by who knows them; the mask over them stays.
 */
import { decode } from '../../entry/decode.ts';
import { MARK } from '../../entry/encode.ts';
import { decodeNote } from '../../entry/note.ts';
import { isRecord } from '../../scapi/kind.ts';
import { serviceOf } from '../../scapi/services.ts';
import { childrenOf, scalarText, shapeOf } from '../json/shape.ts';
import type { Test } from './filter.ts';
import { fits, fold, longestPart } from './glob.ts';

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

/** Characters that are compared, and values that are visited, in one step. */
const CHUNK = 64 * 1024;
const VALUES = 256;
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
  let visited = 0;
  for (const { text, is } of textsOf(message)) {
    for (let i = open.length - 1; i >= 0; i -= 1) {
      const test = open[i];
      if (!test || !(yield* answers(test, text, is))) continue;
      found.add(test);
      open.splice(i, 1);
    }
    if (open.length === 0) break;
    visited += 1;
    if (visited % VALUES === 0) yield;
  }
  return found;
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
  for (let at = 0; at < text.length; at += CHUNK) {
    if (at > 0) yield;
    if (fold(text.slice(at, at + CHUNK + folded.length)).includes(folded)) return true;
  }
  return false;
}

function* answers(test: PayloadTest, text: string, is: Found['is']): Steps<boolean> {
  switch (test.by) {
    case 'text':
      return yield* contains(text, test.folded);
    case 'pattern':
      return yield* test.matcher.scan(text);
    case 'name':
      if (test.field === 'state') return is === 'state' && fits(fold(text.slice(0, LONGEST_NAME)), test.folded);
      return is === 'user data key' && fits(fold(text.slice(0, LONGEST_NAME)), test.folded);
  }
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

/** Every key and value, as the panel writes them. No recursion: a page chooses the depth. */
function* textsOf(message: unknown): Generator<Found, void, undefined> {
  const service = isRecord(message) && typeof message.request === 'string' ? message.request : '';
  const open: Open[] = [{ value: message, name: '', holds: 'envelope' }];
  for (let one = open.pop(); one; one = open.pop()) {
    const { value, name, holds } = one;
    const shape = shapeOf(value);
    if (!['array', 'object', 'map', 'set'].includes(shape)) {
      const text = typeof value === 'string' ? value : scalarText(value);
      const isState = name === 'state' && typeof value === 'string' && holds === 'other';
      yield { text, is: isState ? 'state' : holds === 'key' ? 'user data key' : 'other' };
      continue;
    }
    const keys = value instanceof Map ? [...value.keys()] : null;
    const children = childrenOf(value, Number.POSITIVE_INFINITY);
    for (const [index, { step, value: inner }] of children.entries()) {
      const isNamed = shape === 'object' || keys !== null;
      const key: unknown = keys ? keys[index] : step;
      if (holds === 'envelope' && STAMPS.has(step)) continue;
      if (shape === 'object' && !(holds === 'envelope' && ENVELOPE.has(step)))
        yield { text: step, is: holds === 'user data' ? 'user data key' : 'other' };
      else if (keys) {
        if (typeof key === 'string') yield { text: key, is: holds === 'user data' ? 'user data key' : 'other' };
        else open.push({ value: key, name: '', holds: 'other' });
      }
      if (holds === 'envelope' && step === 'parameters' && Array.isArray(inner)) addParameters(open, service, inner);
      else open.push({ value: inner, name: isNamed && typeof key === 'string' ? key : '', holds: within(holds, key) });
    }
  }
}

function within(holds: Open['holds'], key: unknown): Open['holds'] {
  if (holds === 'user data' || holds === 'inside user data') return 'inside user data';
  return key === 'userData' ? 'user data' : 'other';
}

/** A call's parameters: some of them are user data, or a key of it (scapi.md §4.1, §4.4, §4.7). */
function addParameters(open: Open[], service: string, parameters: readonly unknown[]): void {
  const known = serviceOf(service)?.parameters ?? [];
  for (const [index, value] of parameters.entries()) {
    const name = known[index]?.name;
    const isUserData = name === 'userData' || name === 'keyValues';
    open.push({ value, name: '', holds: isUserData ? 'user data' : name === 'key' ? 'key' : 'other' });
  }
}
