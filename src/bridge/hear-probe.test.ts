import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { encode } from '../entry/encode.ts';
import { readPiece } from '../entry/header.ts';
import { decodeNote } from '../entry/note.ts';
import { type CalledNote, type HandledNote, NOTES_EVENT, posted, WORDS } from '../protocol/notes.ts';
import { EVENT, info, order, SERVER, setUp } from './testdata/bridge.ts';
import { createProbe, HandOver } from './testdata/probe.ts';
import { FakeMutations } from './testdata/runtime.ts';
import { FakeWindow } from './testdata/windows.ts';

beforeEach(() => vi.stubGlobal('MutationObserver', FakeMutations));
afterEach(() => vi.unstubAllGlobals());

describe('the probe', () => {
  const called = (message: unknown): CalledNote => ({
    note: 'called',
    at: 7,
    client: 0,
    call: 0,
    message,
    stack: 'Error\n at https://page.example/a.js:1:2',
    wantsSuccess: true,
    wantsFailure: false,
    threw: null,
    brief: null,
  });
  const REQUEST = { request: 'agent.get', referenceId: '4', userAgent: 'WWE Client', protocolVersion: 2 };

  /** A bridge that has handed its port to a probe. `post` waits until the notes are here. */
  function setUpProbe() {
    const heard = vi.fn();
    let probe = createProbe(new EventTarget());
    const around = setUp(undefined, (document) => {
      probe = createProbe(document);
      document.addEventListener(NOTES_EVENT, heard);
    });
    onTestFinished(() => probe.close());
    const port = around.connect();
    const entries = () => {
      port.say({ t: 'pull', after: 0, max: 1e6 });
      return port.taken().flatMap((message) => (message?.t === 'piece' ? readPiece(message.text).entries : []));
    };
    let posts = 0;
    /** Posts notes, and last one by which their arrival is known. */
    async function post(...notes: unknown[]) {
      probe.say(notes);
      const count = posts;
      posts += 1;
      probe.say([posted({ note: 'dropped', at: 9, client: 0, count })]);
      await vi.waitFor(() => expect(decodeNote(entries().at(-1)?.body ?? '')?.count).toBe(count));
      return entries().filter(({ kind }) => kind !== 'dropped');
    }
    return { ...around, probe, heard, post, port, entries };
  }

  test('gets one port before the page’s first line, and nobody gets another', () => {
    const { probe, heard, document } = setUpProbe();
    expect([probe.isThere, heard.mock.calls.length]).toEqual([true, 1]);
    const { port1, port2 } = new MessageChannel();
    // What the page hands over is taken by nobody.
    expect(document.dispatchEvent(new HandOver(NOTES_EVENT, { ports: [port2], cancelable: true }))).toBe(true);
    port1.close();
  });

  test('is told to look again once WWE speaks, and with each answer, until a client was found', async () => {
    const { hear, probe, post } = setUpProbe();
    hear(EVENT);
    hear(EVENT);
    hear({ ...SERVER, referenceId: '1', data: null });
    const looks = () => probe.words.filter((word) => word === WORDS.look);
    await vi.waitFor(() => expect(looks()).toHaveLength(2));
    await post(posted({ note: 'client', at: 1, client: 0, problem: null }));
    hear({ ...SERVER, referenceId: '2', data: null });
    await post();
    expect(looks()).toHaveLength(2);
  });

  test('is told to be brief once WWE, in the same tab, has answered and is watched; and told otherwise when that ends', async () => {
    const { hear, probe, rules, hello, frame } = setUpProbe();
    const answer = () => hear({ ...SERVER, referenceId: '1', data: null });
    const { look, brief, whole } = WORDS;
    hear(EVENT);
    answer();
    await vi.waitFor(() => expect(probe.words).toEqual([look, look, brief]));
    answer();
    // Its pages are watched no more.
    rules.layers = [{ allowedOrigins: ['https://page.example.com'] }, {}];
    hello();
    answer();
    await vi.waitFor(() => expect(probe.words.filter((word) => word !== look)).toEqual([brief, whole]));
    rules.layers = [{}, {}];
    hello();
    answer();
    // Another window talks to the client from here on: one of another tab.
    frame.opener = new FakeWindow();
    hear({ ...SERVER, referenceId: '2', data: null }, frame.opener.proxy);
    await vi.waitFor(() => expect(probe.words.filter((word) => word !== look)).toEqual([brief, whole, brief, whole]));
  });

  test('is not told to be brief where WWE has no origin that could be watched', async () => {
    const { hear, probe, top } = setUpProbe();
    hear({ ...SERVER, referenceId: '1', data: null }, top.proxy, 'null');
    await vi.waitFor(() => expect(probe.words).toContain(WORDS.look));
    expect(probe.words).not.toContain(WORDS.brief);
  });

  test('tells of a request briefly: its entry has its service and its id', async () => {
    const { post } = setUpProbe();
    const [entry] = await post(posted({ ...called(null), brief: ['agent.get', '4'] }));
    expect(entry).toMatchObject({ kind: 'called', name: 'agent.get', ref: '4' });
  });

  test('its notes are entries: kind, time, what was called, and the note without our own lines', async () => {
    const { post } = setUpProbe();
    const ran = { handler: 2, event: 'agent', took: 0.5, threw: null };
    const handled: HandledNote = { note: 'handled', at: 8, client: 0, ...ran };
    const thrown = { ...called({ request: 'a.b' }), threw: 'DataCloneError' };
    const told = [called(REQUEST), thrown, called({ event: 'subscribe' }), handled];
    const entries = await post(...told.map(posted), 'no note');
    const common = { sort: 'probe', peer: '', origin: '', path: 'top/0' };
    expect(entries).toMatchObject([
      { ...common, n: 1, t: 1_007, kind: 'called', name: 'agent.get', ref: '4' },
      { ...common, n: 2, kind: 'called', name: 'a.b', ref: '' },
      { ...common, n: 3, kind: 'called', name: 'subscribe' },
      { ...common, n: 4, t: 1_008, kind: 'handled', name: 'agent', ref: '', body: encode(posted(handled)) },
    ]);
    expect(decodeNote(entries[0]?.body ?? '')).toEqual({
      ...called(REQUEST),
      stack: ' at https://page.example/a.js:1:2',
    });
  });

  test('a client means that WWE is spoken here, even before it sends anything: told once', async () => {
    const { probe, announcements, post } = setUpProbe();
    probe.say([posted({ note: 'client', at: 1, client: 0, problem: null })]);
    await vi.waitFor(() => expect(announcements()).toEqual([{ wwe: 'announce', info, seen: true }]));
    await post(posted(called(REQUEST)), posted(called(REQUEST)));
    expect(announcements()).toEqual([]);
  });

  test('while the record is off, nothing of it is kept', async () => {
    const { post, port, probe, entries, announcements } = setUpProbe();
    port.say(order({ want: 'record', on: false }));
    probe.say([posted(called(REQUEST))]);
    await vi.waitFor(() => expect(announcements()).toHaveLength(1));
    expect(entries()).toEqual([]);
    port.say(order({ want: 'record', on: true }, 'p-2'));
    expect(await post(posted(called(REQUEST)))).toHaveLength(1);
  });

  test('its port survives document.open', async () => {
    const { post, rewrite } = setUpProbe();
    rewrite();
    expect(await post(posted(called(REQUEST)))).toHaveLength(1);
  });

  test('where the extension is gone, its notes go nowhere', async () => {
    const { runtime, probe, hello, announcements, document } = setUpProbe();
    runtime.id = undefined;
    hello();
    probe.say([posted(called(REQUEST))]);
    // A port of its own goes the same way, later.
    const { port1: mine, port2 } = new MessageChannel();
    const arrived = new Promise((resolve) => port2.addEventListener('message', resolve, { once: true }));
    port2.start();
    mine.postMessage(1);
    await arrived;
    port2.close();
    expect([announcements(), document.title]).toEqual([[], 'Page']);
  });
});
