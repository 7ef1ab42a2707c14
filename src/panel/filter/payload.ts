/**
 * Searches what a message carries: the keys and values that the panel shows, without the envelope that all messages
 * have in common. Tokens are found by who knows them; the mask over them stays.
 */
import { decode } from '../../entry/decode.ts';
import { MARK } from '../../entry/encode.ts';
import { decodeNote } from '../../entry/note.ts';
import type { Steps } from '../values/steps.ts';
import type { Test } from './filter.ts';
import { fits, fold, longestPart } from './glob.ts';
import { STEP_WORK } from './pattern/walk.ts';
import { type Found, isProperty, textsOf } from './texts.ts';

/** A test that a payload can answer. */
export type PayloadTest = Extract<Test, { by: 'text' | 'pattern' | 'name' | 'data' }>;

/** Narrows a test to one that a payload can answer. */
export function isPayloadTest(test: Test): test is PayloadTest {
  return (
    test.by === 'text' ||
    test.by === 'pattern' ||
    test.by === 'data' ||
    (test.by === 'name' && (test.field === 'key' || isProperty(test.field)))
  );
}

/** Characters that are compared in one step. */
const CHUNK = 64 * 1024;
/** What it costs to come to a value, in looks of a pattern at a character. */
const VALUE_WORK = 200;
/** What is looked for, in characters, for which a step compares so many. For a longer text it compares fewer. */
const SHORT = 64;
const MARKED = `"${MARK}"`;

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
  return yield* findIn(open, textsOf(message));
}

/** Which of the tests are found among texts. */
export function* findIn(tests: readonly PayloadTest[], texts: Iterable<Found | null>): Steps<ReadonlySet<PayloadTest>> {
  const found = new Set<PayloadTest>();
  const open = [...tests];
  let work = 0;
  for (const one of texts) {
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
  const text = certainPart(test);
  // Half of a pair of surrogates is written otherwise alone.
  const needle = /[\ud800-\udfff]/u.test(text) ? '' : JSON.stringify(text).slice(1, -1);
  needles.set(test, needle);
  return needle;
}

/** What is in the encoded text as it is in the test. */
function certainPart(test: PayloadTest): string {
  if (test.by === 'text') return test.folded;
  if (test.by === 'name') return longestPart(test.folded);
  // The path is cut where one key ends and the next begins; the value may be written otherwise than it is shown.
  return test.by === 'data' ? longestPart(test.foldedPath.replaceAll('.', '*')) : '';
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

function* answers(test: PayloadTest, { text, is, path }: Found): Steps<boolean> {
  if (test.by === 'text') return yield* contains(text, test.folded);
  if (test.by === 'pattern') return yield* test.matcher.scan(text);
  if (test.by === 'data') {
    if (is !== 'user data value' || !fits(fold(path), test.foldedPath)) return false;
  } else if (is !== test.field) return false;
  // A long name, a long pattern: a page may have thousands of such keys.
  if (text.length * test.folded.length > CHUNK) yield;
  return fits(fold(text.slice(0, LONGEST_NAME)), test.folded);
}

const LONGEST_NAME = 10_000;
