import { describe, expect, test, vi } from 'vitest';
import type { Forget, Hello, OrphanMessage, Relayed } from '../transport/link-messages.ts';
import { type RelayBrowser, startRelay } from './relay.ts';

const OWN = 'moz-extension://1f2e/';
const PANEL = { url: `${OWN}src/panel/panel.html` };
const CONTENT = { url: 'https://page.example.com/', tab: { id: 7 }, frameId: 3 };
const GREETING = { wwe: 'greet', tab: 7 };

/** One end of a port as the relay has it. Its other end's doings are the test's. */
class Port {
  readonly posted: unknown[] = [];
  disconnected = false;
  /** As the browser does it once a port is cut. */
  throws = false;
  private readonly hearers: ((message: unknown) => void)[] = [];
  private readonly closers: (() => void)[] = [];
  readonly onMessage = { addListener: (listener: (message: unknown) => void) => void this.hearers.push(listener) };
  readonly onDisconnect = { addListener: (listener: () => void) => void this.closers.push(listener) };

  get isHeard(): boolean {
    return this.hearers.length > 0;
  }

  constructor(
    readonly name = '',
    readonly sender: Sender = PANEL,
  ) {}

  postMessage(message: unknown): void {
    if (this.throws) throw new Error('Attempt to postMessage on disconnected port');
    this.posted.push(message);
  }

  disconnect(): void {
    this.disconnected = true;
  }

  say(message: unknown): void {
    for (const hear of this.hearers) hear(message);
  }

  cut(): void {
    this.throws = true;
    for (const close of this.closers) close();
  }
}

type Sender = Parameters<Parameters<RelayBrowser['runtime']['onMessage']['addListener']>[0]>[1];

function setUp() {
  let onMessage: Parameters<RelayBrowser['runtime']['onMessage']['addListener']>[0] = () => expect.fail('not started');
  let onConnect: (port: Port) => void = () => expect.fail('not started');
  const far: Port[] = [];
  const passedOn = vi.fn((_: Relayed | OrphanMessage): Promise<unknown> => Promise.resolve());
  const said = vi.fn((_tab: number, _message: Hello | Forget): Promise<unknown> => Promise.resolve());
  const query = vi.fn(async (_: object) => [{ id: 7 }, { id: 8 }, {}]);
  const connect = vi.fn((_tab: number, _to: { readonly frameId: number; readonly name: string }) => {
    const port = new Port();
    far.push(port);
    return port;
  });
  startRelay({
    runtime: {
      getURL: (path) => OWN + path,
      sendMessage: passedOn,
      onMessage: {
        addListener(listener) {
          onMessage = listener;
        },
      },
      onConnect: {
        addListener(listener: (port: Port) => void) {
          onConnect = listener;
        },
      },
    },
    tabs: { query, sendMessage: said, connect },
  });
  return {
    passedOn,
    said,
    connect,
    query,
    hear: (message: unknown, sender: Sender) => onMessage(message, sender),
    open(name: string, sender: Sender = PANEL) {
      const near = new Port(name, sender);
      onConnect(near);
      return { near, far: far.at(-1) };
    },
  };
}

describe('a greeting', () => {
  test('is said to every frame of the tab', async () => {
    const { hear, said, passedOn } = setUp();
    await expect(hear(GREETING, PANEL)).resolves.toEqual({ reached: true });
    expect(said.mock.calls).toEqual([[7, { wwe: 'hello' }]]);
    expect(passedOn).not.toHaveBeenCalled();
  });

  test('where no bridge is, that is an answer too', async () => {
    const { hear, said } = setUp();
    said.mockRejectedValueOnce(new Error('Could not establish connection. Receiving end does not exist.'));
    await expect(hear(GREETING, PANEL)).resolves.toEqual({ reached: false });
  });

  test('of a content script is none: it lives in a page’s process', () => {
    const { hear, said } = setUp();
    for (const sender of [
      CONTENT,
      { tab: { id: 7 }, frameId: 3 },
      { ...CONTENT, url: 'https://page.example.com/moz-extension://1f2e/' },
      { ...CONTENT, url: 'moz-extension://other/src/panel/panel.html' },
    ])
      expect(hear(GREETING, sender)).toBeUndefined();
    expect(said.mock.calls).toEqual([]);
  });

  test('what else an own page says is not the relay’s', () => {
    const { hear, said, passedOn } = setUp();
    for (const message of [{ wwe: 'relayed', tab: 7, frame: 3, message: 1 }, { wwe: 'announce' }, 'greet', null, {}])
      expect(hear(message, { ...PANEL, tab: { id: 7 }, frameId: 3 })).toBeUndefined();
    expect([said.mock.calls, passedOn.mock.calls]).toEqual([[], []]);
  });
});

describe('the word to forget', () => {
  test('of a panel is said to every tab, also where one has no bridge', async () => {
    const { hear, said, passedOn, query } = setUp();
    said.mockRejectedValueOnce(new Error('Could not establish connection. Receiving end does not exist.'));
    await expect(hear({ wwe: 'forget' }, PANEL)).resolves.toBe(true);
    expect(query.mock.calls).toEqual([[{}]]);
    expect(said.mock.calls).toEqual([
      [7, { wwe: 'forget' }],
      [8, { wwe: 'forget' }],
    ]);
    expect(passedOn).not.toHaveBeenCalled();
  });

  test('of a content script is passed on like any other, and executed by nobody', () => {
    const { hear, said, passedOn } = setUp();
    expect(hear({ wwe: 'forget' }, CONTENT)).toBeUndefined();
    expect(said).not.toHaveBeenCalled();
    expect(passedOn.mock.calls).toEqual([[{ wwe: 'relayed', tab: 7, frame: 3, message: { wwe: 'forget' } }]]);
  });
});

describe('a bridge’s words', () => {
  test('are passed on with tab and frame by the browser’s word, and answered with nothing', () => {
    const { hear, passedOn } = setUp();
    const words = { wwe: 'announce', info: {}, tab: 1, frame: 1 };
    expect(hear(words, CONTENT)).toBeUndefined();
    expect(hear(words, { ...CONTENT, frameId: 0 })).toBeUndefined();
    expect(passedOn.mock.calls).toEqual([
      [{ wwe: 'relayed', tab: 7, frame: 3, message: words }],
      [{ wwe: 'relayed', tab: 7, frame: 0, message: words }],
    ]);
  });

  test('that no panel hears are the usual case, and no error', async () => {
    const { hear, passedOn } = setUp();
    const rejected = Promise.reject(new Error('Could not establish connection. Receiving end does not exist.'));
    passedOn.mockReturnValueOnce(rejected);
    const caught = vi.spyOn(rejected, 'catch');
    hear({ wwe: 'announce' }, CONTENT);
    expect(caught).toHaveBeenCalledOnce();
    await expect(caught.mock.results[0]?.value).resolves.toBeUndefined();
  });

  test('of nobody knows which tab or frame are passed on with what the browser still knows; without an address, not at all', () => {
    const { hear, passedOn } = setUp();
    const { url, tab, frameId } = CONTENT;
    const message = { wwe: 'backlog' };
    for (const sender of [{ frameId }, { tab, origin: 'https://page.example.com' }, {}]) hear(message, sender);
    expect(passedOn).not.toHaveBeenCalled();
    const origin = 'https://page.example.com';
    for (const sender of [{ url, frameId, origin }, { url, tab, origin }, { url, tab: {}, frameId }, { url }])
      hear(message, sender);
    const orphan = { wwe: 'orphan', url, message };
    expect(passedOn.mock.calls).toEqual([[{ ...orphan, origin }], [{ ...orphan, origin }], [orphan], [orphan]]);
  });
});

describe('a port', () => {
  test('leads on to the bridge of a document, both ways', () => {
    const { open, connect } = setUp();
    const { near, far } = open('wwe-devtools 7 3 1000.0-a1');
    expect(connect.mock.calls).toEqual([[7, { frameId: 3, name: 'wwe-devtools 1000.0-a1 relayed' }]]);
    near.say({ t: 'pull', after: 0, max: 9 });
    far?.say({ t: 'bye', at: 1, last: 0, kept: 0 });
    expect([near.posted, far?.posted]).toEqual([
      [{ t: 'bye', at: 1, last: 0, kept: 0 }],
      [{ t: 'pull', after: 0, max: 9 }],
    ]);
  });

  test('two do not mix', () => {
    const { open } = setUp();
    const [one, two] = [open('wwe-devtools 7 3 a'), open('wwe-devtools 7 4 b')];
    one.far?.say(1);
    two.near.say(2);
    expect([one.near, one.far, two.near, two.far].map((port) => port?.posted)).toEqual([[1], [], [], [2]]);
  });

  test('the panel goes away: the bridge hears of it', () => {
    const { open } = setUp();
    const { near, far } = open('wwe-devtools 7 3 a');
    near.cut();
    expect(far?.disconnected).toBe(true);
  });

  test('the bridge is gone: the panel is told that it is, before the port ends', () => {
    const { open } = setUp();
    const { near, far } = open('wwe-devtools 7 3 a');
    const disconnect = vi.spyOn(near, 'disconnect').mockImplementation(() => {
      expect(near.posted).toEqual([{ t: 'gone' }]);
      near.disconnected = true;
    });
    far?.cut();
    expect(disconnect).toHaveBeenCalledOnce();
  });

  test('what is said to an end that was just cut is lost, without an error', () => {
    const { open } = setUp();
    const { near, far } = open('wwe-devtools 7 3 a');
    if (far) far.throws = true;
    near.say(1);
    near.throws = true;
    far?.say(2);
    far?.cut();
    expect([near.posted, far?.posted]).toEqual([[], []]);
  });

  test('that leads no further is answered, so that its panel knows the relay is there', () => {
    const { open, connect } = setUp();
    for (const name of ['wwe-devtools', 'something else', 'wwe-devtools x 3 a']) {
      const { near } = open(name);
      expect([near.posted, near.disconnected]).toEqual([[{ t: 'here' }], false]);
      // Firefox counts only what somebody listens to as a sign of life.
      expect(near.isHeard).toBe(true);
      near.say({ t: 'keep-alive' });
      expect(near.posted).toHaveLength(1);
    }
    expect(connect).not.toHaveBeenCalled();
  });

  test.each(['wwe-devtools', 'wwe-devtools 7 3 a'])('of a content script is refused: %s', (name) => {
    const { open, connect } = setUp();
    for (const sender of [CONTENT, {}, { url: 'moz-extension://other/' }]) {
      const { near } = open(name, sender);
      expect([near.posted, near.disconnected]).toEqual([[], true]);
    }
    expect(connect).not.toHaveBeenCalled();
  });
});
