import { describe, expect, test, vi } from 'vitest';
import { encode } from '../entry/encode.ts';
import { readPiece } from '../entry/header.ts';
import type { Command } from '../transport/link-messages.ts';
import { createCommands } from './commands.ts';
import { createRecord } from './record.ts';
import { createRecorder } from './recorder.ts';
import { FakeWindow } from './testdata/windows.ts';
import { createWindows } from './windows.ts';

const WWE = 'https://wwe.example.com';
const STAMP = { userAgent: 'WWE Client', protocolVersion: 2 };
const ASK: Command = {
  ref: 'wwe-devtools-x-1',
  verb: 'request',
  name: 'interaction.setUserData',
  parameters: encode(['7', { Segment: 'Gold' }]),
  to: null,
  origin: WWE,
};
const LOAD: Command = { ...ASK, name: 'interaction.getInteractions', parameters: null };
const SUBSCRIBE: Command = { ...ASK, verb: 'subscribe', name: 'interaction', parameters: null };

/** A client frame in the window of WWE, beside a frame that could be WWE in a reverse embedding. */
function setUp() {
  const top = new FakeWindow();
  const [frame, other] = [top.add(), top.add()];
  const origins = new Map<Window, string>([[top.proxy, WWE]]);
  const state: { frameId: unknown; frameIds: number } = { frameId: undefined, frameIds: 0 };
  const record = createRecord();
  const onAdded = vi.fn();
  const recorderOf = (self: FakeWindow) => createRecorder(record, createWindows(self.proxy), onAdded);
  const recorder = recorderOf(frame);
  const make = (self: FakeWindow) =>
    createCommands({
      windows: createWindows(self.proxy),
      watched: {
        originOf: (source) => origins.get(source) ?? null,
        get frameId() {
          return state.frameId;
        },
        get frameIds() {
          return state.frameIds;
        },
        hear: () => null,
        read: () => {},
      },
      recorder: self === frame ? recorder : recorderOf(self),
      now: () => 5,
    });
  const entries = () => readPiece(record.piece(0, 1e9)?.text ?? '').entries;
  return { top, frame, other, origins, state, recorder, commands: make(frame), make, entries, onAdded };
}

describe('sending', () => {
  test('a raw request to the parent, at the origin that was learnt, with an id of our own', () => {
    const { top, commands, entries, onAdded } = setUp();
    expect(commands.send(ASK)).toBeNull();
    const message = { request: ASK.name, parameters: ['7', { Segment: 'Gold' }], referenceId: ASK.ref, ...STAMP };
    expect(top.posted).toEqual([{ message, origin: WWE }]);
    expect(entries()).toEqual([
      {
        n: 1,
        t: 5,
        sort: 'command',
        kind: 'request',
        name: ASK.name,
        ref: ASK.ref,
        peer: 'top',
        origin: WWE,
        path: 'top/0',
        body: encode(message),
      },
    ]);
    expect(onAdded).toHaveBeenCalledOnce();
  });

  test('without parameters there is no key for them; with none of its values lost otherwise', () => {
    const { top, commands } = setUp();
    commands.send({ ...ASK, parameters: null });
    commands.send({ ...ASK, parameters: encode([undefined, 1n, new Date(3)]) });
    expect(top.posted.map(({ message }) => message)).toEqual([
      { request: ASK.name, referenceId: ASK.ref, ...STAMP },
      { request: ASK.name, parameters: [undefined, 1n, new Date(3)], referenceId: ASK.ref, ...STAMP },
    ]);
    expect(Object.keys(Object(top.posted[0]?.message))).not.toContain('parameters');
  });

  test('binary content goes out as what it was; what was not carried whole is refused, not sent as less', () => {
    const { top, commands } = setUp();
    const binary = [
      new Uint16Array([1, 65_535]),
      new Uint8ClampedArray([7]),
      new ArrayBuffer(2),
      new DataView(new ArrayBuffer(1)),
    ];
    expect(commands.send({ ...ASK, parameters: encode(binary) })).toBeNull();
    expect(Object(top.posted[0]?.message).parameters).toEqual(binary);
    const loop: unknown[] = [];
    loop.push(loop);
    for (const part of [new Uint8Array(70_000), /x/, loop, new Error('x')]) {
      const refused = { why: 'cannot be sent', detail: expect.stringContaining('was not carried whole') };
      expect(commands.send({ ...ASK, parameters: encode([part]) })).toEqual(refused);
    }
    expect(commands.send({ ...ASK, parameters: '{' })).toMatchObject({ why: 'cannot be sent' });
    expect(top.posted).toHaveLength(1);
  });

  test('the frame id that WWE announced is sent along, as the client does, and only then', () => {
    const { top, state, commands } = setUp();
    commands.send(ASK);
    state.frameId = { id: 3 };
    commands.send(ASK);
    const ids = top.posted.map(({ message }) => Object.entries(Object(message)).filter(([key]) => key === 'frameId'));
    expect(ids).toEqual([[], [['frameId', { id: 3 }]]]);
  });

  test('to no other window than the one that announced it', () => {
    const { other, origins, state, commands } = setUp();
    origins.set(other.proxy, WWE);
    state.frameId = 3;
    commands.send({ ...ASK, to: 'top/1' });
    expect(other.posted).toHaveLength(1);
    expect(Object(other.posted[0]?.message)).not.toHaveProperty('frameId');
  });

  test('the opener comes before the parent', () => {
    const { top, frame, origins, make, entries } = setUp();
    const opener = new FakeWindow();
    frame.opener = opener;
    origins.set(opener.proxy, 'https://opener.example');
    expect(make(frame).send({ ...ASK, origin: 'https://opener.example' })).toBeNull();
    expect([top.posted.length, opener.posted[0]?.origin, entries()[0]?.peer]).toEqual([
      0,
      'https://opener.example',
      'opener',
    ]);
  });

  test('a long name is cut in the header only', () => {
    const { top, commands, entries } = setUp();
    const name = 'n'.repeat(300);
    commands.send({ ...ASK, name });
    expect([entries()[0]?.name, top.posted[0]?.message]).toEqual([
      'n'.repeat(200),
      expect.objectContaining({ request: name }),
    ]);
  });
});

describe('refusals', () => {
  test('no window: a page that stands alone, or a path that leads nowhere', () => {
    const { top, make, commands } = setUp();
    expect(make(top).send(ASK)).toEqual({ why: 'no window', detail: '' });
    expect(commands.send({ ...ASK, to: 'top/9' })).toEqual({ why: 'no window', detail: '' });
    expect(commands.send({ ...ASK, to: 'nonsense' })).toEqual({ why: 'no window', detail: '' });
  });

  test('not verified: another window than the client’s own, of which this page has heard nothing', () => {
    const { other, origins, commands, entries } = setUp();
    const origin = 'https://second.example';
    expect(commands.send({ ...ASK, to: 'top/1', origin })).toEqual({ why: 'not verified', detail: '' });
    expect(commands.send({ ...LOAD, to: 'top/1', origin })).toEqual({ why: 'not verified', detail: '' });
    expect(other.posted).toEqual([]);
    origins.set(other.proxy, origin);
    expect(commands.send({ ...ASK, to: 'top/1', origin })).toBeNull();
    expect([other.posted[0]?.origin, entries()[0]?.peer]).toEqual([origin, 'top/1']);
  });

  test('other origin: another page is in that window than the command is meant for, or another window at that place', () => {
    const { top, other, origins, commands, entries } = setUp();
    origins.set(other.proxy, 'https://forger.example');
    const refused = { why: 'other origin', detail: 'https://forger.example' };
    for (const command of [ASK, LOAD, SUBSCRIBE, { ...SUBSCRIBE, verb: 'unsubscribe', parameters: '1' } as const])
      expect(commands.send({ ...command, to: 'top/1' })).toEqual(refused);
    origins.set(top.proxy, 'https://forger.example');
    for (const command of [ASK, LOAD, SUBSCRIBE]) expect(commands.send(command)).toEqual(refused);
    expect([top.posted, other.posted, entries()]).toEqual([[], [], []]);
  });

  test('origin unknown: anything that carries more than its name, to a window that never spoke', () => {
    const { top, origins, commands, entries } = setUp();
    origins.clear();
    const refused = { why: 'origin unknown', detail: '' };
    expect(commands.send(ASK)).toEqual(refused);
    expect(commands.send(SUBSCRIBE)).toEqual(refused);
    expect(commands.send({ ...SUBSCRIBE, verb: 'unsubscribe' })).toEqual(refused);
    expect([top.posted, entries()]).toEqual([[], []]);
    // A bare request goes to the origin that the user was shown, spoken or not: the browser gives it to no other.
    expect(commands.send(LOAD)).toBeNull();
    expect(top.posted).toEqual([{ message: { request: LOAD.name, referenceId: LOAD.ref, ...STAMP }, origin: WWE }]);
  });

  test.each(['*', '/', '', 'null'])('origin unknown: %j names none, whatever the window is', (origin) => {
    const { top, origins, commands } = setUp();
    for (const known of [null, origin]) {
      if (known === null) origins.clear();
      else origins.set(top.proxy, known);
      for (const command of [ASK, LOAD, SUBSCRIBE])
        expect(commands.send({ ...command, origin })).toEqual({ why: 'origin unknown', detail: origin });
    }
    expect(top.posted).toEqual([]);
  });

  test('recording off', () => {
    const { top, recorder, commands } = setUp();
    recorder.isOn = false;
    expect(commands.send(LOAD)).toEqual({ why: 'recording off', detail: '' });
    expect(top.posted).toEqual([]);
  });

  test('cannot be sent: the browser’s own words, and nothing in the record', () => {
    const { top, state, commands, entries } = setUp();
    state.frameId = () => 'a function';
    const refused = commands.send(ASK);
    expect([refused?.why, refused?.detail]).toEqual(['cannot be sent', expect.stringContaining('could not be cloned')]);
    expect([top.posted, entries()]).toEqual([[], []]);
  });
});

describe('subscriptions of the tool’s own', () => {
  const answer = (ref: string, subscriptionId: unknown) => ({ referenceId: ref, subscriptionId });
  const unsubscribed = (window: FakeWindow) =>
    window.posted.flatMap(({ message, origin }) => {
      const { event, data, referenceId } = Object(message);
      return event === 'unsubscribe' ? [{ data, referenceId, origin }] : [];
    });

  test('subscribe and unsubscribe on the wire', () => {
    const { top, commands, entries } = setUp();
    expect(commands.send(SUBSCRIBE)).toBeNull();
    expect(
      commands.send({ ...SUBSCRIBE, ref: 'wwe-devtools-x-2', verb: 'unsubscribe', parameters: '{"id":1}' }),
    ).toBeNull();
    expect(top.posted.map(({ message }) => message)).toEqual([
      { event: 'subscribe', data: 'interaction', referenceId: 'wwe-devtools-x-1', ...STAMP },
      { event: 'unsubscribe', data: { id: 1 }, referenceId: 'wwe-devtools-x-2', ...STAMP },
    ]);
    expect(entries().map(({ kind, name }) => [kind, name])).toEqual([
      ['subscribe', 'subscribe'],
      ['unsubscribe', 'unsubscribe'],
    ]);
  });

  test('are ended when nobody is left, each once, where it was made', () => {
    const { top, commands } = setUp();
    commands.send(SUBSCRIBE);
    commands.send({ ...SUBSCRIBE, ref: 'wwe-devtools-x-2' });
    commands.hear(top.proxy, answer('wwe-devtools-x-1', 11));
    commands.hear(top.proxy, answer('wwe-devtools-x-2', { odd: 'form' }));
    commands.unsubscribeAll();
    commands.unsubscribeAll();
    expect(unsubscribed(top)).toEqual([
      { data: 11, referenceId: 'wwe-devtools-end-0', origin: WWE },
      { data: { odd: 'form' }, referenceId: 'wwe-devtools-end-1', origin: WWE },
    ]);
  });

  test('of a page of WWE that is not there any more are not ended: their ids may be others’', () => {
    const { top, commands, state } = setUp();
    commands.send(SUBSCRIBE);
    commands.hear(top.proxy, answer('wwe-devtools-x-1', 11));
    state.frameIds += 1;
    commands.unsubscribeAll();
    expect(unsubscribed(top)).toEqual([]);
  });

  test('are not ended twice: what the user ended is done with', () => {
    const { top, commands } = setUp();
    commands.send(SUBSCRIBE);
    commands.hear(top.proxy, answer('wwe-devtools-x-1', { odd: 'form' }));
    commands.send({ ...SUBSCRIBE, ref: 'wwe-devtools-x-2', verb: 'unsubscribe', parameters: '{"odd":"form"}' });
    commands.unsubscribeAll();
    expect(unsubscribed(top).map(({ referenceId }) => referenceId)).toEqual(['wwe-devtools-x-2']);
  });

  test('are ended late when the answer comes after the last panel went away', () => {
    const { top, commands } = setUp();
    commands.send(SUBSCRIBE);
    commands.unsubscribeAll();
    expect(unsubscribed(top)).toEqual([]);
    commands.hear(top.proxy, answer('wwe-devtools-x-1', 11));
    expect(unsubscribed(top).map(({ data }) => data)).toEqual([11]);
  });

  test('a refused one leaves nothing to end', () => {
    const { top, commands } = setUp();
    commands.send(SUBSCRIBE);
    commands.hear(top.proxy, { referenceId: 'wwe-devtools-x-1', errorMessage: 'no' });
    commands.hear(top.proxy, answer('wwe-devtools-x-1', 11));
    commands.unsubscribeAll();
    expect(unsubscribed(top)).toEqual([]);
  });

  test('answers that nobody asked for, or from another window, make the tool do nothing', () => {
    const { top, other, origins, commands } = setUp();
    origins.set(other.proxy, 'https://forger.example');
    commands.send(SUBSCRIBE);
    for (const data of [
      answer('wwe-devtools-x-1', 'forged'),
      answer('wwe-devtools-never', 'forged'),
      answer('0', 'the page’s own'),
      { referenceId: 7, subscriptionId: 1 },
      'wweX',
      null,
    ])
      commands.hear(other.proxy, data);
    commands.hear(top.proxy, answer('wwe-devtools-never', 'forged'));
    commands.hear(top.proxy, answer('0', 'the page’s own'));
    commands.hear(top.proxy, answer('wwe-devtools-x-1', 11));
    commands.hear(other.proxy, answer('wwe-devtools-x-1', 'forged'));
    commands.unsubscribeAll();
    expect(other.posted).toEqual([]);
    expect(unsubscribed(top).map(({ data }) => data)).toEqual([11]);
  });

  test('are not ended where another page speaks now, nor by its answer', () => {
    const { top, origins, commands } = setUp();
    commands.send(SUBSCRIBE);
    commands.send({ ...SUBSCRIBE, ref: 'wwe-devtools-x-2' });
    commands.hear(top.proxy, answer('wwe-devtools-x-1', 11));
    origins.set(top.proxy, 'https://forger.example');
    commands.hear(top.proxy, answer('wwe-devtools-x-2', 12));
    commands.unsubscribeAll();
    expect(unsubscribed(top)).toEqual([]);
    // It is WWE's again, and says what it has.
    origins.set(top.proxy, WWE);
    commands.hear(top.proxy, answer('wwe-devtools-x-2', 12));
    expect(unsubscribed(top)).toMatchObject([{ data: 12, origin: WWE }]);
  });

  test('an id that cannot be posted back does not keep the others from being ended', () => {
    const { top, commands } = setUp();
    commands.send(SUBSCRIBE);
    commands.send({ ...SUBSCRIBE, ref: 'wwe-devtools-x-2' });
    commands.hear(
      top.proxy,
      answer('wwe-devtools-x-1', () => 'not cloneable'),
    );
    commands.hear(top.proxy, answer('wwe-devtools-x-2', 12));
    commands.unsubscribeAll();
    expect(unsubscribed(top).map(({ data }) => data)).toEqual([12]);
  });

  test('are ended unrecorded while the record is off', () => {
    const { top, recorder, commands, entries } = setUp();
    commands.send(SUBSCRIBE);
    commands.hear(top.proxy, answer('wwe-devtools-x-1', 11));
    recorder.isOn = false;
    commands.unsubscribeAll();
    expect([unsubscribed(top).length, entries().length]).toEqual([1, 1]);
  });
});
