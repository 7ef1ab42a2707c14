import { expect, test } from 'vitest';
import { portName, readRelayPortName, relayedPortName, relayPortName } from './link-messages.ts';
import { parseBacklog, parseFromBridge, parseReach, parseRelayed } from './parse.ts';

const INFO = { document: 'd', url: 'u', origin: 'o', title: 't', path: 'top', target: null, timeOrigin: 1 };
const DONE = [
  { was: 'executed' },
  { was: 'cleared', last: 3 },
  { was: 'refused', why: 'recording off', detail: 'x' },
] as const;

test('a port’s name to the relay says where it leads; every other name leads nowhere', () => {
  expect(readRelayPortName(relayPortName(7, 0, '1000.0-a1'))).toEqual({ tab: 7, frame: 0, document: '1000.0-a1' });
  for (const name of [
    'wwe-devtools',
    portName('1000.0-a1'),
    relayedPortName('1000.0-a1'),
    'wwe-devtools 7 0 ',
    'wwe-devtools 7 0 a b',
    'wwe-devtools -7 0 a',
    'wwe-devtools 7 0x1 a',
    ' wwe-devtools 7 0 a',
    'other 7 0 a',
  ])
    expect(readRelayPortName(name)).toBeNull();
});

test('a bridge tells the relay’s port from the panel’s own', () => {
  expect([portName('1000.0-a1'), relayedPortName('1000.0-a1')]).toEqual([
    'wwe-devtools 1000.0-a1',
    'wwe-devtools 1000.0-a1 relayed',
  ]);
});

test('a hello says whether the bridge records', () => {
  const hello = { t: 'hello', info: INFO, last: 3, recording: false, kept: 0 };
  expect(parseFromBridge(hello)).toEqual(hello);
  const { recording: _, ...untold } = hello;
  for (const none of [untold, { ...hello, recording: 'no' }, { ...hello, recording: null }])
    expect(parseFromBridge(none)).toBeNull();
});

test.each(DONE)('a confirmation is taken: $was', (done) => {
  expect(parseFromBridge({ t: 'done', id: 'a', done })).toEqual({ t: 'done', id: 'a', done });
});

test.each([
  { t: 'done', id: 1, done: DONE[0] },
  { t: 'done', id: 'a' },
  { t: 'done', id: 'a', done: { was: 'forgotten' } },
  { t: 'done', id: 'a', done: { was: 'cleared' } },
  { t: 'done', id: 'a', done: { was: 'cleared', last: -1 } },
  { t: 'done', id: 'a', done: { was: 'cleared', last: 0.5 } },
  { t: 'done', id: 'a', done: { was: 'refused', why: 'because', detail: '' } },
  { t: 'done', id: 'a', done: { was: 'refused', why: 'no window', detail: 'x'.repeat(100_001) } },
])('no confirmation: %j', (message) => {
  expect(parseFromBridge(message)).toBeNull();
});

test('what was left behind are a bridge’s messages, in order, and it says of which document', () => {
  const [piece, bye] = [
    { t: 'piece', after: 0, first: 1, last: 2, text: 'x' },
    { t: 'bye', at: 5, last: 0, kept: 0 },
  ];
  for (const messages of [[bye], [piece, bye], [piece], []])
    expect(parseBacklog({ wwe: 'backlog', document: 'd', isKept: true, messages })).toEqual({
      wwe: 'backlog',
      document: 'd',
      isKept: true,
      messages,
    });
  for (const none of [
    { wwe: 'backlog', document: 'd', isKept: true, messages: [{ t: 'pull', after: 0, max: 1 }] },
    { wwe: 'backlog', document: 'd', isKept: true, messages: [piece, null, bye] },
    { wwe: 'backlog', document: 'd', isKept: true, messages: bye },
    { wwe: 'backlog', document: 'd', isKept: 'no', messages: [bye] },
    { wwe: 'backlog', document: 5, isKept: true, messages: [bye] },
    { wwe: 'announce', document: 'd', info: INFO, seen: true, messages: [bye] },
    { wwe: 'backlog', document: 'd', isKept: true, message: bye },
    null,
  ])
    expect(parseBacklog(none)).toBeNull();
});

test('what the relay passes on says where it comes from, and may be anything', () => {
  for (const message of [null, { wwe: 'announce' }, undefined])
    expect(parseRelayed({ wwe: 'relayed', tab: 1, frame: 0, message })).toEqual({
      wwe: 'relayed',
      tab: 1,
      frame: 0,
      message,
    });
  for (const none of [
    { wwe: 'relayed', tab: '1', frame: 0, message: 1 },
    { wwe: 'relayed', tab: 1, frame: 1.5, message: 1 },
    { wwe: 'relayed', tab: 1, message: 1 },
    { tab: 1, frame: 1, message: 1 },
    'relayed',
  ])
    expect(parseRelayed(none)).toBeNull();
});

test('a reach is one plain word', () => {
  expect(parseReach({ reached: true })).toEqual({ reached: true });
  for (const none of [undefined, null, true, {}, { reached: 1 }]) expect(parseReach(none)).toBeNull();
});
