import { describe, expect, test, vi } from 'vitest';
import { decode } from '../entry/decode.ts';
import { readPiece } from '../entry/header.ts';
import { createRecord } from './record.ts';
import { createRecorder } from './recorder.ts';
import { FakeWindow } from './testdata/windows.ts';
import { createWatch, labels } from './watch.ts';
import { createWindows } from './windows.ts';

const WWE = 'https://wwe.example.com';
const server = (more: object) => ({ userAgent: 'WWE Server', protocolVersion: 2, ...more });
const client = (more: object) => ({ userAgent: 'WWE Client', protocolVersion: 2, ...more });
const EVENT = server({ event: 'interaction', data: { eventType: 'ADDED' } });

/** A client frame beside another frame, in the window of WWE. */
function setUp(place: 'frame' | 'top' = 'frame', isReadLate = true) {
  const top = new FakeWindow();
  const [frame, other] = [top.add(), top.add()];
  const self = place === 'top' ? top : frame;
  const record = createRecord();
  const [onSeen, onAnswer, onAdded] = [vi.fn(), vi.fn(), vi.fn()];
  const windows = createWindows(self.proxy);
  const recorder = createRecorder(record, windows, onAdded);
  const watch = createWatch({ self: self.proxy, windows, recorder, now: () => 5, isReadLate, onSeen, onAnswer });
  /** @returns how often the data was read */
  function hear(source: FakeWindow | null, data: unknown, origin = WWE, isTrusted = true): number {
    let reads = 0;
    const event = {
      isTrusted,
      source: source?.proxy ?? null,
      origin,
      get data() {
        reads += 1;
        return data;
      },
    };
    const heard = watch.hear(event as MessageEvent, false);
    expect(reads).toBe(0);
    if (heard) watch.read(heard);
    return reads;
  }
  const entries = () => readPiece(record.piece(0, 1e9)?.text ?? '').entries;
  return { top, self, other, watch, recorder, hear, entries, onSeen, onAnswer, onAdded };
}

describe('what goes into the record', () => {
  test('a message of WWE, with who sent it, from where and to whom', () => {
    const { top, hear, entries, onAdded } = setUp();
    expect(hear(top, EVENT)).toBe(1);
    expect(entries()).toEqual([
      {
        n: 1,
        t: 5,
        sort: 'wire',
        kind: 'event',
        name: 'interaction',
        ref: '',
        peer: 'top',
        origin: WWE,
        path: 'top/0',
        body: JSON.stringify(EVENT),
      },
    ]);
    expect(onAdded).toHaveBeenCalledOnce();
  });

  test('an event that the page made up is not even looked at', () => {
    const { top, watch, hear, entries, onSeen } = setUp();
    expect(hear(top, EVENT, WWE, false)).toBe(0);
    expect([entries(), onSeen.mock.calls, watch.originOf(top.proxy)]).toEqual([[], [], null]);
    expect(onSeen).not.toHaveBeenCalled();
  });

  test('a message without a source is not even looked at', () => {
    const { hear, entries } = setUp();
    expect(hear(null, EVENT)).toBe(0);
    expect(entries()).toEqual([]);
  });

  test('nor one whose sender is gone; but once WWE was seen it is kept: as WWE’s by its origin, else as nobody’s', () => {
    const { top, other, watch, hear, entries } = setUp();
    hear(top, EVENT);
    expect(hear(null, server({ referenceId: '1', data: 1 }), WWE)).toBe(1);
    hear(null, EVENT, 'https://other.example.com');
    hear(null, EVENT, 'null');
    expect(entries().map(({ kind, peer, origin }) => [kind, peer, origin])).toEqual([
      ['event', 'top', WWE],
      ['success', 'top', WWE],
      ['event', 'unknown', 'https://other.example.com'],
      ['event', 'unknown', 'null'],
    ]);
    // So it is with a window that Firefox lets nobody look at any more.
    const vetoed = { get: () => expect.fail('Security Manager vetoed action') };
    hear(Object.assign(Object.create(top), { proxy: new Proxy({}, vetoed) }), EVENT, WWE);
    expect(entries().at(-1)?.peer).toBe('top');
    expect([watch.originOf(top.proxy), watch.originOf(other.proxy)]).toEqual([WWE, null]);
  });

  test.each<[string, unknown]>([
    ['an object without the stamp', { event: 'interaction' }],
    ['a stamp of another product', server({ userAgent: 'XYZ' })],
    ['a stamp that is no text', server({ userAgent: { includes: 'WWE' } })],
    ['a text', 'hello'],
    ['nothing at all', undefined],
    ['an array', ['WWE Server']],
    ['a number', 7],
  ])('a foreign message leaves no trace: %s', (_, data) => {
    const { top, watch, hear, entries, onSeen, onAnswer, onAdded } = setUp();
    hear(top, data);
    hear(top, EVENT);
    hear(top, data);
    expect(entries()).toHaveLength(1);
    expect(watch.originOf(top.proxy)).toBe(WWE);
    expect([onSeen, onAdded].map((told) => told.mock.calls.length)).toEqual([1, 1]);
    expect(onAnswer).not.toHaveBeenCalled();
  });

  test('a text that starts with wwe counts only after WWE was seen, and proves no origin', () => {
    const { top, other, watch, hear, entries, onSeen } = setUp();
    hear(other, 'wweToast');
    expect([entries(), onSeen.mock.calls]).toEqual([[], []]);
    hear(top, EVENT);
    hear(other, 'wweToast');
    expect(entries().map(({ kind, name, peer, body }) => [kind, name, peer, body])).toEqual([
      ['event', 'interaction', 'top', JSON.stringify(EVENT)],
      ['string', '', 'top/1', '"wweToast"'],
    ]);
    expect(watch.originOf(other.proxy)).toBeNull();
  });

  test('what was not to be had is kept as that, where WWE was seen, and proves nothing', () => {
    const { top, other, watch, hear, entries, onSeen } = setUp();
    hear(top, null);
    expect([entries(), onSeen.mock.calls]).toEqual([[], []]);
    hear(top, EVENT);
    hear(other, null);
    expect(entries().map(({ kind, name, peer, body }) => [kind, name, peer, body])).toEqual([
      ['event', 'interaction', 'top', JSON.stringify(EVENT)],
      ['unread', '', 'top/1', 'null'],
    ]);
    expect([watch.originOf(other.proxy), onSeen.mock.calls.length]).toEqual([null, 1]);
  });

  test('read before the page reads it, nothing is nothing; what the browser could not deliver is not', () => {
    const { top, watch, hear, entries } = setUp('frame', false);
    hear(top, EVENT);
    hear(top, null);
    const error = { isTrusted: true, type: 'messageerror', source: top.proxy, origin: WWE, data: null };
    const heard = watch.hear(Object(error), false);
    if (heard) watch.read(heard);
    expect(entries().map(({ kind }) => kind)).toEqual(['event', 'unread']);
  });

  test('an event that the page made its own before it was read is not read', () => {
    const { top, watch, hear, entries } = setUp();
    hear(top, EVENT);
    const event = { isTrusted: true, source: top.proxy, origin: WWE, data: EVENT };
    const heard = watch.hear(Object(event), false);
    Object.assign(event, { isTrusted: false, source: null, origin: 'https://forged.example', data: 'wweForged' });
    if (heard) watch.read(heard);
    expect(entries().map(({ kind, peer, origin }) => [kind, peer, origin])).toEqual([
      ['event', 'top', WWE],
      ['unread', 'top', WWE],
    ]);
  });

  test('time, sender and place are those of the event: all may be others when it is read', () => {
    const { top, self, watch, entries } = setUp();
    const before = top.add();
    const event = { isTrusted: true, source: top.frames[1]?.proxy, origin: WWE, data: EVENT };
    const heard = watch.hear(Object(event), false);
    top.frames[1]?.remove();
    top.frames.unshift(before);
    if (heard) watch.read(heard);
    expect(entries().map(({ t, peer, path }) => [t, peer, path])).toEqual([[5, 'top/1', 'top/0']]);
    expect(top.frames.indexOf(self)).toBe(1);
  });

  test('who was in no list is looked for once more, if it says what WWE’s say', () => {
    const { top, hear, entries } = setUp();
    const hidden = top.addHidden();
    hear(hidden, 'not WWE’s');
    top.frames.push(hidden);
    hear(hidden, EVENT);
    expect(entries().map(({ peer }) => peer)).toEqual(['top/2']);
  });

  test('while another one waits, it is kept too what matters only where WWE was seen', () => {
    const { top, self, watch, entries } = setUp();
    const message = (source: Window | null, data: unknown) =>
      Object({ isTrusted: true, source, origin: WWE, data }) as MessageEvent;
    expect([watch.hear(message(null, EVENT), false), watch.hear(message(self.proxy, EVENT), false)]).toEqual([
      null,
      null,
    ]);
    const all = [message(top.proxy, EVENT), message(null, EVENT), message(self.proxy, EVENT)];
    const heard = all.map((event, index) => watch.hear(event, index > 0));
    for (const one of heard) if (one) watch.read(one);
    expect(entries().map(({ peer }) => peer)).toEqual(['top', 'top', 'self']);
    const other = setUp();
    const foreign = [message(top.proxy, 'no'), message(null, EVENT)].map((event, index) =>
      other.watch.hear(event, index > 0),
    );
    for (const one of foreign) if (one) other.watch.read(one);
    expect(other.entries()).toEqual([]);
  });

  test('what JSON has no word for is kept', () => {
    const { top, hear, entries } = setUp();
    const data = server({ event: 'e', data: new Map([[1n, undefined]]) });
    hear(top, data);
    expect(decode(entries()[0]?.body ?? '')).toEqual(data);
  });
});

describe('messages of the page to itself', () => {
  test('are not looked at where WWE can be around and none was seen', () => {
    const { self, top, hear, entries } = setUp();
    expect(hear(self, client({ request: 'agent.get', referenceId: '0' }))).toBe(0);
    expect(entries()).toEqual([]);
    hear(top, EVENT);
    expect(hear(self, client({ request: 'agent.get', referenceId: '0' }))).toBe(1);
    expect(entries().map(({ peer }) => peer)).toEqual(['top', 'self']);
  });

  test('are looked at where the page stands alone: the own echo', () => {
    const { self, hear, entries, onSeen } = setUp('top');
    expect(hear(self, client({ request: 'agent.get', referenceId: '0' }))).toBe(1);
    expect(entries().map(({ kind, peer, path }) => [kind, peer, path])).toEqual([['request', 'self', 'top']]);
    expect(onSeen).toHaveBeenCalledOnce();
  });
});

describe('what is learnt of other windows', () => {
  test.each([
    ['an event', EVENT, true],
    ['a success', server({ referenceId: '0' }), true],
    ['a failure', server({ referenceId: '0', errorMessage: null }), true],
    ['a frame id', server({ frameId: 'f' }), true],
    ['a request', client({ request: 'agent.get' }), false],
    ['a subscribe', client({ event: 'subscribe', data: 'interaction' }), false],
    ['an unsubscribe', client({ event: 'unsubscribe', data: 1 }), false],
    ['a stamp and nothing else', server({}), false],
  ])('the origin from %s: %#', (_, data, learns) => {
    const { top, watch, hear, onSeen } = setUp();
    hear(top, data, 'https://a.example');
    expect(watch.originOf(top.proxy)).toBe(learns ? 'https://a.example' : null);
    expect(onSeen).toHaveBeenCalledOnce();
  });

  test('the latest origin, for each window its own', () => {
    const { top, other, watch, hear } = setUp();
    hear(top, EVENT, 'https://old.example');
    hear(top, EVENT, WWE);
    hear(other, EVENT, 'https://forger.example');
    expect([watch.originOf(top.proxy), watch.originOf(other.proxy)]).toEqual([WWE, 'https://forger.example']);
  });

  test('windows without end are not kept; the one that the client talks to is', () => {
    const { top, watch, hear } = setUp();
    hear(top, server({ referenceId: '0' }));
    const strangers = Array.from({ length: 150 }, () => top.add());
    for (const stranger of strangers) hear(stranger, EVENT, 'https://stranger.example');
    expect(watch.originOf(top.proxy)).toBe(WWE);
    const kept = strangers.filter(({ proxy }) => watch.originOf(proxy) !== null);
    expect(kept).toEqual(strangers.slice(-99));
  });

  test('who answered: successes and failures only, each told on', () => {
    const { top, hear, onAnswer } = setUp();
    hear(top, EVENT);
    hear(top, server({ frameId: 1 }));
    expect(onAnswer).not.toHaveBeenCalled();
    const answer = server({ referenceId: '0', errorMessage: 'no' });
    hear(top, answer);
    expect(onAnswer.mock.calls.map(([source, data]) => [source === top.proxy, data])).toEqual([[true, answer]]);
  });

  test('the frame id from the window that the client talks to, from no other', () => {
    const { top, other, watch, hear } = setUp();
    hear(other, server({ frameId: 'forged' }));
    expect(watch.frameId).toBeUndefined();
    hear(top, server({ frameId: { any: 'form' } }));
    hear(other, server({ frameId: 'forged' }));
    hear(top, server({ event: 'e', frameId: 'not announced' }));
    expect(watch.frameId).toEqual({ any: 'form' });
  });

  test('goes on while the record is off', () => {
    const { top, watch, recorder, hear, entries, onSeen, onAnswer, onAdded } = setUp();
    recorder.isOn = false;
    hear(top, server({ referenceId: 'wwe-devtools-1', subscriptionId: 5 }));
    hear(top, server({ frameId: 'f' }));
    expect([entries(), watch.originOf(top.proxy), watch.frameId]).toEqual([[], WWE, 'f']);
    expect([onSeen, onAnswer, onAdded].map((told) => told.mock.calls.length)).toEqual([1, 1, 0]);
  });

  test('that WWE is here is told once, when it is in the record', () => {
    const { top, hear, entries, onSeen } = setUp();
    onSeen.mockImplementation(() => expect(entries()).toHaveLength(1));
    hear(top, EVENT);
    hear(top, EVENT);
    hear(top, server({}));
    expect(onSeen).toHaveBeenCalledOnce();
  });
});

describe('labels', () => {
  test.each<[Parameters<typeof labels>[0], unknown, string, string]>([
    ['request', { request: 'agent.get', referenceId: '3' }, 'agent.get', '3'],
    ['request', { request: 'agent.get', referenceId: 3 }, 'agent.get', '#3'],
    ['event', { event: 'markdone', request: 'x' }, 'markdone', ''],
    ['subscribe', { event: 'subscribe', referenceId: '1' }, 'subscribe', '1'],
    ['success', { referenceId: '1', request: 'agent.get', event: '' }, '', '1'],
    ['failure', { referenceId: {}, errorMessage: '' }, '', ''],
    ['event', { event: { not: 'text' } }, '', ''],
    ['string', 'wweX', '', ''],
    ['event', { event: 'e'.repeat(300), referenceId: 'r'.repeat(300) }, 'e'.repeat(200), 'r'.repeat(200)],
  ])('of a %s: %#', (kind, data, name, ref) => {
    expect(labels(kind, data)).toEqual({ name, ref });
  });
});
