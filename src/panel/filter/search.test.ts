import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import english from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { encode } from '../../entry/encode.ts';
import { posted } from '../../protocol/notes.ts';
import type { MessageRow } from '../../session/messages-model.ts';
import { character } from '../testdata/character.ts';
import { installTexts, messagesLookup } from '../text/i18n.ts';
import { runAll } from '../values/steps.ts';
import type { FilterFacts } from './judge.ts';
import { judge } from './judge.ts';
import { NAMES_WORK, STEP_WORK } from './pattern/walk.ts';
import { findInBody, isPayloadTest } from './payload.ts';
import { createPayloadSearch, type SearchProgress } from './search.ts';
import { createWorld, filterOf } from './testdata/rows.ts';

installTexts(messagesLookup(english));

const about: FilterFacts = { now: 5_000, clientNumber: () => null };
const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';

/** Whether a filter of one term is found in a message. */
function finds(text: string, message: unknown, isNote = false): boolean {
  const tests = filterOf(text)
    .terms.map(({ test }) => test)
    .filter(isPayloadTest);
  expect(tests).toHaveLength(1);
  return runAll(findInBody(tests, encode(message), isNote)).size === 1;
}

describe('findInBody', () => {
  const message = {
    userAgent: 'WWE Server',
    protocolVersion: 2,
    event: 'interaction',
    data: {
      eventType: 'HELD',
      interaction: {
        state: 'HELD',
        previousState: 'TALKING',
        userData: { 'Contact Id': 'C-17 "Robin"\n', state: 'Ohio', jwtToken: JWT, nested: { Deep: 1 } },
        parties: [{ name: 'Ζεύς' }],
        when: new Date(0),
        bytes: new Uint8Array([1, 255]),
        big: 12n,
        none: undefined,
      },
    },
  };
  it.each([
    ['data."Contact Id":c-17*', true],
    ['data."contact id":c-18*', false],
    ['data.nested.Deep:1', true],
    ['data.Deep:1', false],
    ['data.*:ohio', true],
    ['data.previousState:TALKING', false],
    ['previous:talking', true],
    ['previous:held', false],
    ['c-17', true],
    ['"robin"', true],
    ['"\\"robin\\""', true],
    ['"contact id"', true],
    ['ζεύσ', true],
    ['1970-01-01t00', true],
    ['"01 ff"', true],
    ['12n', true],
    ['undefined', true],
    [JWT, true],
    // What only the encoding or the envelope says.
    ['AQL', false],
    ['$$', false],
    ['"WWE Server"', false],
    ['protocolVersion', false],
    ['data', true],
    ['bigint', false],
    ['\\n', false],
    ['/^HELD$/', true],
    ['/^held$/', false],
    ['/^contact id$/i', true],
    ['/state.*HELD/', false],
    ['state:held', true],
    ['state:HE*', true],
    ['state:TALKING', false],
    ['state:Ohio', false],
    ['key:"contact id"', true],
    ['key:Contact*', true],
    ['key:Deep', false],
    ['key:eventType', false],
    ['key:state', true],
  ])('%s: %s', (text, found) => {
    expect(finds(text, message)).toBe(found);
  });

  it('does not find the envelope of a plain message', () => {
    const plain = { userAgent: 'WWE Server', protocolVersion: 2, referenceId: '7', data: null };
    for (const text of ['data', 'server', 'referenceId', 'userAgent']) expect(finds(text, plain)).toBe(false);
    expect(finds('null', plain)).toBe(true);
    expect(finds('extra', { ...plain, extra: 1 })).toBe(true);
    expect(finds('hello', 'wwe:Hello')).toBe(true);
  });

  it('knows user data among the parameters', () => {
    const call = (request: string, ...parameters: unknown[]) => ({
      userAgent: 'WWE Client',
      request,
      parameters,
      referenceId: '1',
    });
    expect(finds('key:Vip', call('interaction.setUserData', '1', { Vip: true }))).toBe(true);
    expect(finds('key:Vip', call('interaction.deleteUserData', '1', 'Vip'))).toBe(true);
    expect(finds('key:1', call('interaction.deleteUserData', '1', 'Vip'))).toBe(false);
    expect(finds('key:Vip', call('voice.dial', '5551', { Vip: 1 }))).toBe(true);
    expect(finds('key:Vip', call('my.service', { Vip: 1 }))).toBe(false);
    expect(finds('key:Vip', call('my.service', { userData: new Map([['Vip', 1]]) }))).toBe(true);
    expect(finds('key:__proto__', call('x.y', JSON.parse('{"userData":{"__proto__":1}}')))).toBe(true);
  });

  it('reads the message in a note of a call, not the note', () => {
    const note = { note: 'called', stack: 'at page.js', message: { request: 'a.b', parameters: ['hello'] } };
    expect(finds('hello', posted(note), true)).toBe(true);
    expect(finds('page.js', posted(note), true)).toBe(false);
  });

  it('survives depth, size and what cannot be read', () => {
    const deep = `${'['.repeat(20_000)}"end"${']'.repeat(20_000)}`;
    const tests = filterOf('end')
      .terms.map(({ test }) => test)
      .filter(isPayloadTest);
    expect(runAll(findInBody(tests, deep, false)).size).toBe(1);
    expect(runAll(findInBody(tests, '{"broken: end', false)).size).toBe(1);
    expect(finds('needle', { data: `${'x'.repeat(64 * 1024 - 3)}needle` })).toBe(true);
    expect(
      finds('/needle$/', { parameters: Array.from({ length: 200_000 }, (_, i) => (i === 77 ? 'needle' : '')) }),
    ).toBe(true);
  });

  it('never misses what is in the payload, whatever the encoding makes of it', () => {
    const text = fc.string({ unit: character, maxLength: 6 });
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), text, text, fc.boolean(), (value, before, needle, marked) => {
        fc.pre(needle.trim() !== '');
        const test = { by: 'text' as const, text: needle, folded: needle.toLowerCase().replaceAll('ς', 'σ') };
        const body = encode({ data: [value, { [before]: [`${before}${needle}`] }, marked ? undefined : null] });
        // Beside a lone half, the other half makes another character of it.
        fc.pre((before + needle).toLowerCase().replaceAll('ς', 'σ').includes(test.folded));
        expect(runAll(findInBody([test], body, false)).size).toBe(1);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('createPayloadSearch', () => {
  let world: ReturnType<typeof createWorld>;
  let tasks: (() => void)[];
  let clock: number;
  let heard: { progress: SearchProgress; found: readonly string[] }[];
  let search: ReturnType<typeof createPayloadSearch>;

  beforeEach(() => {
    world = createWorld();
    tasks = [];
    clock = 0;
    heard = [];
    search = createPayloadSearch({
      session: world.session,
      later: (work) => tasks.push(work),
      // Every look at the clock takes a millisecond: a slice is at most nine steps.
      now: () => clock++,
      onProgress: (progress, found) => heard.push({ progress, found: found.map(({ key }) => key) }),
    });
  });
  const breathe = () => {
    for (const work of tasks.splice(0)) work();
  };
  const finishAll = () => {
    while (tasks.length > 0) breathe();
  };
  const start = (text: string, rows: readonly MessageRow[] = world.rows, abort = new AbortController().signal) => {
    const filter = filterOf(text);
    search.search(
      filter,
      rows.filter((row) => search.verdict(filter, row, about) === 'body'),
      about,
      abort,
    );
    return filter;
  };
  const passing = (text: string) => {
    const filter = filterOf(text);
    return world.rows.filter((row) => search.verdict(filter, row, about) === 'yes').map(({ key }) => key);
  };

  it('searches newest first, in slices, with the first finds at once', () => {
    for (let i = 0; i < 40; i += 1) world.add({ note: i % 10 === 9 ? 'needle' : 'hay' });
    const filter = start('needle');
    expect(heard).toEqual([{ progress: { done: 0, total: 40, is: 'searching' }, found: [] }]);
    expect(world.reads).toBe(0);
    breathe();
    expect(heard[1]?.found[0]).toBe('e40');
    expect(search.progress.done).toBeLessThan(10);
    expect(world.rows.map((row) => search.verdict(filter, row, about)).indexOf('body')).toBe(0);
    finishAll();
    expect(heard.flatMap(({ found }) => found)).toEqual(['e40', 'e30', 'e20', 'e10']);
    expect(search.progress).toEqual({ done: 40, total: 40, is: 'idle' });
    const done = heard.map(({ progress }) => progress.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(heard.length).toBeGreaterThan(5);
  });

  it('reads each row once: new rows, and rows that changed, cost themselves', () => {
    for (let i = 0; i < 5; i += 1) world.add({ note: 'hay' });
    const { signal } = new AbortController();
    start('needle', world.rows, signal);
    finishAll();
    expect(world.reads).toBe(5);
    world.add({ note: 'needle' });
    start('needle', world.rows, signal);
    finishAll();
    expect(world.reads).toBe(6);
    world.rows[0] = { ...(world.rows[0] ?? world.add({})), answer: world.keep({ data: 'needle' }) };
    start('needle', world.rows, signal);
    finishAll();
    expect(world.reads).toBe(8);
    expect(passing('needle')).toEqual(['e1', 'e6']);
    start('needle');
    start('-needle');
    expect(tasks).toEqual([]);
    expect(world.reads).toBe(8);
  });

  it('knows a row that was made anew of the same entries: it never leaves what passes', () => {
    world.add({ note: 'hay' }, { moreAnswers: [world.keep({ data: 'more' })] });
    start('-needle');
    finishAll();
    const made = world.rows[0] ?? world.add({});
    const { entry } = made;
    world.rows[0] = { ...made, marks: [], size: 7, moreAnswers: made.moreAnswers.map((ref) => ({ ...ref })) };
    const reads = world.reads;
    expect(passing('-needle')).toEqual([made.key]);
    start('-needle');
    expect([tasks, world.reads]).toEqual([[], reads]);
    // Another answer: it may hold the word.
    world.rows[0] = { ...made, entry, moreAnswers: [...made.moreAnswers, world.keep({ data: 'needle' })] };
    expect(passing('-needle')).toEqual([]);
    start('-needle');
    finishAll();
    expect(passing('needle')).toEqual([made.key]);
  });

  it('answers for negated terms and several at once, from what is kept', () => {
    world.add({ a: 'red', b: 'green' });
    world.add({ a: 'red' });
    world.add({ a: 'blue' });
    const verdicts = (text: string) => {
      const filter = start(text);
      finishAll();
      return world.rows.map((row) => search.verdict(filter, row, about));
    };
    expect(verdicts('red green')).toEqual(['yes', 'no', 'no']);
    expect(world.reads).toBe(3);
    expect(verdicts('red -green')).toEqual(['no', 'yes', 'no']);
    expect(verdicts('-red')).toEqual(['no', 'no', 'yes']);
    expect(verdicts('green /interaction/')).toEqual(['yes', 'no', 'no']);
    expect(world.reads).toBe(3);
    expect(verdicts('red blue')).toEqual(['no', 'no', 'no']);
    // The third is known to hold no red: whatever else it holds.
    expect(world.reads).toBe(5);
  });

  it('keeps few results', () => {
    world.add({ a: 'red' });
    start('first');
    finishAll();
    for (let i = 0; i < 8; i += 1) {
      start(`word${i}`);
      finishAll();
    }
    expect(world.reads).toBe(9);
    start('word0');
    expect(tasks).toEqual([]);
    start('first');
    finishAll();
    expect(world.reads).toBe(10);
  });

  it('is cancelled, and goes on when asked again', () => {
    for (let i = 0; i < 20; i += 1) world.add({ note: 'needle' });
    const cancelling = new AbortController();
    const filter = start('needle', world.rows, cancelling.signal);
    breathe();
    const reads = world.reads;
    cancelling.abort();
    expect(search.progress.is).toBe('cancelled');
    finishAll();
    expect(world.reads).toBe(reads);
    expect(search.verdict(filter, world.rows[0] ?? world.add({}), about)).toBe('body');
    start('needle');
    finishAll();
    expect(search.progress.is).toBe('idle');
    expect(passing('needle')).toHaveLength(20);
    expect(world.reads).toBeLessThanOrEqual(21);
  });

  it('drops what waits for another filter', () => {
    for (let i = 0; i < 20; i += 1) world.add({ note: 'hay' });
    start('needle');
    breathe();
    start('straw');
    expect(search.progress).toEqual({ done: 0, total: 20, is: 'searching' });
    finishAll();
    expect(heard.at(-1)?.progress).toEqual({ done: 20, total: 20, is: 'idle' });
    expect(world.reads).toBeLessThan(40);
  });

  it('skips rows that changed while they waited, and takes rows whose entries are gone for empty', () => {
    for (let i = 0; i < 3; i += 1) world.add({ note: 'needle' });
    world.add({}, { entry: { document: 'a', n: 99 } });
    const filter = start('needle');
    world.rows.shift();
    finishAll();
    expect(search.progress).toEqual({ done: 4, total: 4, is: 'idle' });
    expect(world.rows.map((row) => search.verdict(filter, row, about))).toEqual(['yes', 'yes', 'no']);
  });

  it('stops within a body that takes long', () => {
    world.add({ list: Array.from({ length: 20_000 }, (_, i) => `hay ${i}`) });
    start('/needle/');
    breathe();
    expect(search.progress).toEqual({ done: 0, total: 1, is: 'searching' });
    finishAll();
    expect(search.progress.is).toBe('idle');
    expect(heard.length).toBeGreaterThan(10);
  });

  it('stops within texts and names on which a pattern works long, and finds what is there', () => {
    const text = '/(x|y)*x(x|y){150}z/';
    const filter = filterOf(text);
    const [term] = filter.terms;
    const matcher = term?.test.by === 'pattern' ? term.test.matcher : undefined;
    const work = () => matcher?.work ?? 0;
    // A millisecond is 10,000 looks: slices of 8 ms are judged by what was done, not by a clock.
    search = createPayloadSearch({
      session: world.session,
      later: (one) => tasks.push(one),
      now: () => work() / 10_000,
      onProgress: (progress, found) => heard.push({ progress, found: found.map(({ key }) => key) }),
    });
    for (let i = 0; i < 300; i += 1) world.add({ note: 'xy'.repeat(50) }, { name: `${'xy'.repeat(95)}${i}` });
    world.add({ note: 'xxy'.repeat(10_000) });
    world.rows.unshift(...world.rows.splice(-1));
    const named = world.add({ note: 'hay' }, { name: `${'x'.repeat(165)}z` });
    const rows = world.rows.filter((row) => search.verdict(filter, row, about) === 'body');
    expect(work()).toBeLessThan(NAMES_WORK + 10_000);
    search.search(filter, rows, about, new AbortController().signal);
    let slices = 0;
    while (tasks.length > 0) {
      const before = work();
      breathe();
      slices += 1;
      expect(work() - before).toBeLessThan(80_000 + 2 * STEP_WORK);
    }
    expect(slices).toBeGreaterThan(30);
    expect(world.rows.filter((row) => search.verdict(filter, row, about) === 'yes')).toEqual([named]);
  });

  it('finds what a reading of every row would find', () => {
    const word = fc.constantFrom(
      'red',
      'green',
      'blue',
      'interaction',
      '/^re/',
      'key:Vip',
      'state:HELD',
      'is:event',
      'is:in',
    );
    const payload = fc.record({
      colour: fc.constantFrom('red', 'green', 'blue'),
      state: fc.constantFrom('HELD', 'IDLE'),
      userData: fc.constantFrom({}, { Vip: 1 }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), word), { maxLength: 3 }),
        fc.array(payload, { maxLength: 6 }),
        (words, payloads) => {
          world.rows.length = 0;
          for (const one of payloads) world.add(one);
          const filter = start(words.map(([negated, one]) => (negated ? '-' : '') + one).join(' '));
          finishAll();
          for (const [i, row] of world.rows.entries()) {
            const expected = words.every(([negated, one]) => {
              const { colour, state, userData } = payloads[i] ?? { colour: '', state: '', userData: {} };
              const holds =
                one === colour ||
                (one === '/^re/' && colour === 'red') ||
                (one === 'key:Vip' && 'Vip' in userData) ||
                one === `state:${state}` ||
                /^i/.test(one);
              return holds !== negated;
            });
            expect(search.verdict(filter, row, about)).toBe(expected ? 'yes' : 'no');
            expect([expected ? 'yes' : 'no', 'body']).toContain(judge(filter, row, about));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
