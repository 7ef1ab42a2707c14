import { describe, expect, it } from 'vitest';
import { isFromClient, isFromServer, isRecord, KINDS, kindOf } from './kind.ts';
import { examples } from './testdata/load.ts';

const SERVER = { userAgent: 'WWE Server', protocolVersion: 2 };
const CLIENT = { userAgent: 'WWE Client', protocolVersion: 2 };

describe('every example message is classified rightly', () => {
  it.each(examples('requests'))('requests/$name', ({ name, data }) => {
    const verb = name.split('.')[0];
    expect(kindOf(data)).toBe(verb === 'subscribe' || verb === 'unsubscribe' ? verb : 'request');
  });
  it.each(examples('answers'))('answers/$name', ({ data }) => expect(kindOf(data)).toBe('success'));
  it.each(examples('errors'))('errors/$name', ({ name, data }) => {
    // What the client hands to a failure callback after 10 s is never on the wire (docs/protocol.md#sending).
    expect(kindOf(data)).toBe(name === 'timeout-callback' ? null : 'failure');
  });
  it.each(examples('events'))('events/$name', ({ name, data }) => {
    expect(kindOf(data)).toBe(name === 'wwe-string' ? 'string' : 'event');
  });
  it.each(examples('handshake'))('handshake/$name', ({ data }) => expect(kindOf(data)).toBe('frame'));
  it.each(examples('interactions'))('interactions/$name is no message by itself', ({ data }) => {
    expect(kindOf(data)).toBeNull();
  });
  it('has all folders', () => {
    expect(
      ['requests', 'answers', 'errors', 'events', 'handshake', 'interactions'].map((f) => examples(f).length),
    ).toEqual([38, 19, 4, 22, 1, 44]);
  });
});

describe('hostile and odd data', () => {
  it.each([
    ['null', null],
    ['undefined', undefined],
    ['a number', 7],
    ['a symbol', Symbol('WWE')],
    ['an array', [SERVER]],
    ['text elsewhere', 'xwwe'],
    ['no userAgent', { event: 'interaction', data: {} }],
    ['a userAgent that is no text', { userAgent: ['WWE Server'], event: 'interaction' }],
    ['a userAgent that only looks like text', { userAgent: { includes: () => true }, event: 'interaction' }],
    ['a lower-case userAgent', { userAgent: 'wwe server', event: 'interaction' }],
  ])('%s is foreign', (_, data) => expect(kindOf(data)).toBeNull());

  it('takes WWE at any position of userAgent, and class instances', () => {
    class Message {
      userAgent = 'My WWE Server 9';
      event = 'agent';
    }
    expect(kindOf(new Message())).toBe('event');
  });
  it('takes an answer with event for an event, as the client does (docs/protocol.md#receiving)', () => {
    expect(kindOf({ ...SERVER, event: 'interaction', referenceId: '1', data: {} })).toBe('event');
  });
  it('takes an empty event for none', () => {
    expect(kindOf({ ...SERVER, event: '', referenceId: '1' })).toBe('success');
    expect(kindOf({ ...SERVER, event: null })).toBe('unknown');
  });
  it.each([
    [null, 'failure'],
    ['', 'failure'],
    [0, 'failure'],
    [undefined, 'success'],
  ])('errorMessage %j makes a %s (docs/protocol.md#success-and-failure)', (errorMessage, kind) => {
    expect(kindOf({ ...SERVER, referenceId: '1', errorMessage })).toBe(kind);
  });
  it('takes a numeric referenceId for an answer, but not 0 or the empty text', () => {
    expect(kindOf({ ...SERVER, referenceId: 7 })).toBe('success');
    expect(kindOf({ ...SERVER, referenceId: 0 })).toBe('unknown');
    expect(kindOf({ ...SERVER, referenceId: '' })).toBe('unknown');
  });
  it.each([
    [0, 'frame'],
    [null, 'frame'],
    [undefined, 'unknown'],
  ])('frameId %j alone makes a %s (docs/protocol.md#receiving-frame-id)', (frameId, kind) =>
    expect(kindOf({ ...SERVER, frameId })).toBe(kind),
  );
  it('tells an answer that repeats request from a request by the stamp', () => {
    expect(kindOf({ ...SERVER, request: 'agent.get', referenceId: '1' })).toBe('success');
    expect(kindOf({ ...CLIENT, request: 'agent.get', referenceId: '1' })).toBe('request');
  });
  it('takes the verbs before request', () => {
    expect(kindOf({ ...CLIENT, event: 'subscribe', request: 'agent.get' })).toBe('subscribe');
    expect(kindOf({ ...CLIENT, event: 'unsubscribe', data: 7 })).toBe('unsubscribe');
  });
});

it('knows which way a kind goes', () => {
  expect(KINDS.filter(isFromClient)).toEqual(['subscribe', 'unsubscribe', 'request']);
  expect(KINDS.filter(isFromServer)).toEqual(['event', 'failure', 'success', 'frame']);
});

it('reads records only', () => {
  expect([{}, Object.create(null), [], null, 'x', () => 0].map(isRecord)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});
