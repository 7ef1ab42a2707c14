import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { readPiece } from '../entry/header.ts';
import { decodeNote } from '../entry/note.ts';
import { WORDS } from '../protocol/notes.ts';
import type { Command } from '../transport/link-messages.ts';
import type { Layers } from '../transport/rules.ts';
import { startBridge } from './bridge.ts';
import { createProbe } from './testdata/probe.ts';
import { FakeMutations, setUpWindow } from './testdata/runtime.ts';

const WWE = 'https://wwe.example.com';
const EVENT = { userAgent: 'WWE Server', protocolVersion: 2, event: 'interaction', data: null };
const LISTENING = ['message', 'messageerror', 'pagehide', 'pageshow'];
const ELSEWHERE: Layers = [{ allowedOrigins: ['https://other.example.com'] }, {}];

beforeEach(() => vi.stubGlobal('MutationObserver', FakeMutations));
afterEach(() => vi.unstubAllGlobals());

/** A bridge, and the probe's end of its port. */
function setUp(isLate = false) {
  const around = setUpWindow();
  around.rules.isLate = isLate;
  const probe = createProbe(around.document);
  onTestFinished(() => probe.close());
  startBridge(around.frame.proxy as Window & typeof globalThis, around.runtime, around.rules.read);
  const toldToStop = () => vi.waitFor(() => expect(probe.words).toContain(WORDS.stop));
  const hear = (data: unknown) => {
    around.fire('message', { source: around.top.proxy, origin: WWE, data });
    around.nextTask();
    around.passTime(250);
  };
  return { ...around, hear, toldToStop };
}

/** What a panel that connects gets. */
function pulled({ connect }: ReturnType<typeof setUp>, after = 0) {
  const port = connect();
  port.say({ t: 'pull', after, max: 1e6 });
  return port.taken().flatMap((message) => (message?.t === 'piece' ? readPiece(message.text).entries : []));
}

describe('until the rules are known', () => {
  test('it holds: nothing is announced; then all that came meanwhile is there', () => {
    const at = setUp(true);
    at.hear(EVENT);
    at.hello();
    at.hear(EVENT);
    expect([at.announcements(), at.listening()]).toEqual([[], LISTENING]);
    at.rules.answer();
    expect(at.announcements()).toHaveLength(2);
    expect(pulled(at)).toHaveLength(2);
  });

  test('forbidden here: it takes its listeners and the probe’s wrappers away, forgets, and answers no panel', async () => {
    const at = setUp(true);
    at.hear(EVENT);
    at.rules.layers = ELSEWHERE;
    at.rules.answer();
    await at.toldToStop();
    expect([at.announcements(), at.listening(), FakeMutations.run]).toEqual([[], [], null]);
    at.hello();
    at.rules.answer();
    expect([at.announcements(), at.connect().disconnected]).toEqual([[], true]);
  });

  test('a page where nothing of WWE is seen asks after a second, and goes quiet too', async () => {
    const at = setUp();
    at.rules.layers = [{}, { recording: false }];
    expect(at.listening()).toEqual(LISTENING);
    at.backlog();
    await at.toldToStop();
    expect(at.listening()).toEqual([]);
  });

  test('and stays where it is allowed', () => {
    const at = setUp();
    at.rules.layers = [{ allowedOrigins: ['https://*.example.com'] }, {}];
    at.backlog();
    expect([at.listening(), at.announcements()]).toEqual([LISTENING, []]);
  });
});

test('rules that change: at the next hello they are read anew, panels are let go, the record is empty', async () => {
  const at = setUp();
  at.hear(EVENT);
  at.announcements();
  const port = at.connect();
  at.rules.layers = ELSEWHERE;
  at.hello();
  await at.toldToStop();
  expect(port.taken().at(-1)).toMatchObject({ t: 'bye' });
  expect([port.disconnected, at.listening()]).toEqual([true, []]);
});

test('writing off: nothing is posted, and why is said', () => {
  const at = setUp();
  at.rules.layers = [{ writing: false }, {}];
  at.hear(EVENT);
  const port = at.connect();
  const command: Command = {
    ref: 'wwe-devtools-1',
    verb: 'request',
    name: 'agent.get',
    parameters: null,
    to: null,
    origin: 'https://wwe.example.com',
  };
  const order = (id: string) => port.say({ t: 'order', id, order: { want: 'send', command } });
  port.taken();
  order('a');
  expect(port.taken()).toMatchObject([{ t: 'done', id: 'a', done: { was: 'refused', why: 'writing off' } }]);
  expect(at.top.posted).toEqual([]);
  at.rules.layers = [{}, {}];
  at.hello();
  order('b');
  expect(port.taken()).toContainEqual({ t: 'done', id: 'b', done: { was: 'executed' } });
  expect(at.top.posted).toHaveLength(1);
});

test('told to forget, the record is empty, and goes on', () => {
  const at = setUp();
  at.hear(EVENT);
  at.announcements();
  at.tell({ wwe: 'forget' });
  at.hear(EVENT);
  expect(pulled(at).map(({ n }) => n)).toEqual([2]);
});

describe('a failure of its own', () => {
  test('ends at the guard, stands in the record, and what comes after it is heard', () => {
    const at = setUp();
    at.hear(EVENT);
    at.announcements();
    const path = vi.spyOn(Math, 'max').mockImplementation(() => {
      throw new TypeError('broken inside');
    });
    expect(() => at.hear(EVENT)).not.toThrow();
    path.mockRestore();
    at.hear(EVENT);
    const entries = pulled(at);
    expect(entries.map(({ kind }) => kind)).toContain('failed');
    const failed = entries.find(({ kind }) => kind === 'failed');
    expect(decodeNote(failed?.body ?? '')).toMatchObject({
      note: 'failed',
      text: expect.stringContaining('TypeError: broken inside'),
    });
    expect(entries.at(-1)?.kind).toBe('event');
  });
});
