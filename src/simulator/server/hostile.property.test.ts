import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readToken } from '../remote/token.ts';
import { connectSimulator, type RunningSimulator, startSimulator } from './server.ts';
import { frame, type RawAct, type RawVisitor, requestText, upgradeHeaders, visit } from './testdata/raw.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 2_000 : 80 };

let folder = '';
let simulator: RunningSimulator;
let deskToken = '';
const port = (): number => simulator.port;
/** What would have ended the process. */
const fatal: unknown[] = [];
const note = (error: unknown): void => void fatal.push(error);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wwe-hostile-'));
  const pages = join(folder, 'pages');
  await mkdir(join(pages, 'desktop'), { recursive: true });
  await writeFile(join(pages, 'desktop/index.html'), '<head></head>host');
  await writeFile(join(pages, 'desktop/a.js'), 'script');
  await writeFile(join(folder, 'secret.js'), 'secret');
  await symlink(join(folder, 'secret.js'), join(pages, 'desktop/link.js'));
  await symlink(folder, join(pages, 'out'));
  await symlink(join(pages, 'desktop/loop.js'), join(pages, 'desktop/loop.js'));
  await mkdir(join(pages, 'desktop/folder.js'));
  simulator = await startSimulator({ port: 0, pages });
  deskToken = readToken(await (await fetch(simulator.url)).text())?.token ?? '';
  process.on('uncaughtExceptionMonitor', note);
});
afterAll(async () => {
  process.off('uncaughtExceptionMonitor', note);
  await simulator.close();
  await rm(folder, { recursive: true });
});

const own = (): string => `localhost:${port()}`;

/** Targets of requests: those that there are, and whatever else may stand in the first line. */
const target = fc.oneof(
  fc.constantFrom(
    ...[
      '/',
      '//',
      '///',
      '/control',
      '/control?desk=%',
      '//control',
      '/\\',
      '*',
      '?',
      '#',
      '',
      '/%',
      '/%ff',
      '/%2e%2e/',
    ],
    ...[
      'http://',
      'http://[',
      'http://a:b@c:99999/',
      'ws://localhost//',
      'localhost:443',
      '[::1',
      '/control?desk=a&desk=b',
    ],
    ...[
      '/desktop/a.js',
      '/desktop/link.js',
      '/out/secret.js',
      '/desktop/loop.js',
      '/desktop/folder.js',
      '/../secret.js',
      '/desktop',
    ],
    ...[
      '/simulator.json',
      '/page.json',
      '/constructor',
      '/__proto__',
      '/desktop/a.js/',
      '/desktop/a.js%00',
      '/client/',
    ],
    `/${'a'.repeat(5_000)}.js`,
    `/${'a/'.repeat(3_000)}b.js`,
    `/?${'%'.repeat(10_000)}`,
  ),
  fc.webPath(),
  fc.string({ maxLength: 20 }).map((text) => `/${text.replaceAll(/[\s]/g, '')}`),
  fc.string({
    unit: fc.constantFrom('/', '\\', '.', '%', '2', 'e', 'f', ':', '@', '[', ']', '?', '#', 'a'),
    maxLength: 12,
  }),
);
const method = fc.constantFrom(
  ...['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PATCH', 'PROPFIND', 'M-SEARCH'],
  ...['get', '', 'WWE', 'GET GET', '\u0000', 'PRI'],
);
const headerValue = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '99999999999999999999',
    'chunked',
    'close',
    'upgrade',
    'null',
    'http://',
    '100-continue',
  ),
  fc.constantFrom(
    'localhost',
    'evil.example',
    '[::1]:1',
    'localhost:x',
    'h2c',
    'websocket',
    '\u00ff',
    'a'.repeat(20_000),
  ),
  fc.string({ maxLength: 12 }).map((text) => text.replaceAll(/[\r\n]/g, '')),
);
const headers = fc.dictionary(
  fc.constantFrom(
    ...['Host', 'Origin', 'Content-Length', 'Transfer-Encoding', 'Expect', 'Connection', 'Upgrade', 'Cookie', 'Range'],
    ...[
      'Sec-WebSocket-Key',
      'Sec-WebSocket-Version',
      'Sec-WebSocket-Extensions',
      'Sec-WebSocket-Protocol',
      'Authorization',
    ],
    ...['Sec-Fetch-Site', 'Sec-Fetch-Dest', 'Referer', 'X-Odd', '', 'a b', '__proto__'],
  ),
  headerValue,
  { maxKeys: 6 },
);
/** How a visitor goes, if it goes. */
const ending = fc.constantFrom<readonly RawAct[]>(
  [],
  [{ does: 'listen' }],
  [{ does: 'reset' }],
  [{ does: 'halfClose' }],
  [{ does: 'halfClose' }, { does: 'listen' }],
  [{ does: 'listen' }, { does: 'reset' }],
);
const body = fc.oneof(
  fc.constantFrom(
    '',
    'x',
    '0\r\n\r\n',
    'fffffffff\r\n',
    'z\r\n',
    'x'.repeat(300_000),
    'GET / HTTP/1.1\r\n\r\n'.repeat(100),
  ),
  fc.string({ maxLength: 20 }),
);

/** A request of any kind, whole or not. */
const asking = fc
  .record({
    method,
    target,
    headers,
    isOwnHost: fc.boolean(),
    body,
    ending,
    cut: fc.option(fc.nat(60)),
    times: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ method: verb, target: to, headers: given, isOwnHost, body: more, ending: end, cut, times }): RawAct[] => {
    const text = requestText(verb, to, { ...(isOwnHost ? { Host: own() } : {}), ...given }) + more;
    const bytes = cut === null ? text.repeat(times) : text.slice(0, cut);
    return [{ does: 'write', bytes }, ...end];
  });

/** A WebSocket that begins as one should, but for what is odd about it. */
const upgrading = fc
  .record({ target, headers, isDesk: fc.boolean(), head: fc.uint8Array({ maxLength: 20 }), ending })
  .map(({ target: to, headers: odd, isDesk, head, ending: end }): RawAct[] => {
    const origin: Record<string, string> = isDesk ? { Origin: `http://${own()}` } : {};
    const text = requestText('GET', to, { Host: own(), ...origin, ...upgradeHeaders(odd) });
    return [{ does: 'write', bytes: Buffer.concat([Buffer.from(text, 'latin1'), head]) }, ...end];
  });

const path = fc.oneof(fc.constantFrom('ready', 'ring', 'state', 'scenario.play', '__proto__', ''), fc.string());
const id = fc.oneof(fc.nat(5), fc.constantFrom(-1, 1e300, 0.5, null, '0', {}));
const desk = fc.constantFrom('', 'a', '__proto__', 'constructor', '\ud800', 'x'.repeat(100_000), 7, null);
/** Tables of values, as remote/values.ts writes them, and what is none. */
const table = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      [],
      [['array', []]],
      [['array', [0]]],
      [
        ['array', [1]],
        ['object', [['a', 0]]],
      ],
      [['map', [[0, 0]]]],
      [['set', [-1, 9]]],
    ],
    ...[
      [['bigint', '9'.repeat(100_000)]],
      [['bigint', 'x']],
      [['regexp', '(', '']],
      [['regexp', 'a', 'zz']],
      [['date', 'x']],
    ],
    ...[
      [['bytes', 'BigInt64Array', 'AAAA']],
      [['bytes', 'constructor', '']],
      [['bytes', 'ArrayBuffer', '%']],
      [['error', 1, 2]],
    ],
    ...[
      [['number', { valueOf: 1 }]],
      [['other', []]],
      [['object', 'x']],
      [['object', [['__proto__', 0]]]],
      null,
      7,
      {},
      [{}],
    ],
    ...[
      [['array', [1]], -1],
      [['array', [1]], Number.MAX_VALUE],
      [['array', [1]], 2 ** 31],
      [['array', [1]], 1],
    ],
  ),
  fc.array(fc.jsonValue(), { maxLength: 3 }),
);
/** Messages on the control: calls and replies that are nearly right, other JSON, and no JSON. */
const message = fc.oneof(
  fc.record({ id, call: path, given: table, desk }, { requiredKeys: ['id', 'call'] }).map((one) => JSON.stringify(one)),
  fc.record({ id, value: table }).map((one) => JSON.stringify(one)),
  fc.record({ id, error: fc.record({ name: fc.string(), message: fc.string() }) }).map((one) => JSON.stringify(one)),
  fc.jsonValue().map((one) => JSON.stringify(one)),
  fc.constantFrom(
    '',
    '[',
    'null',
    '[]',
    '[['.repeat(100_000),
    '{"id":'.repeat(10_000),
    '"\\ud800"',
    ' '.repeat(1_000_000),
  ),
  fc.string(),
);
/** Frames that no library sends. */
const badFrame = fc
  .record({
    opcode: fc.nat(15),
    isLast: fc.boolean(),
    isMasked: fc.boolean(),
    payload: fc.uint8Array({ maxLength: 200 }),
    length: fc.option(fc.constantFrom(0, 125, 1_000, 2 ** 40)),
  })
  .map(({ payload, length, ...rest }) => frame(payload, { ...rest, ...(length === null ? {} : { length }) }));
/** Somebody who was let in, and then says whatever. */
const insiding = fc
  .record({
    isDesk: fc.boolean(),
    said: fc.array(
      fc.oneof({ weight: 4, arbitrary: message.map((text) => frame(text)) }, { weight: 1, arbitrary: badFrame }),
      {
        maxLength: 5,
      },
    ),
    ending,
  })
  .map(({ isDesk, said, ending: end }): RawAct[] => {
    const token = isDesk ? `&token=${deskToken}` : '';
    const who: Record<string, string> = isDesk
      ? { Origin: `http://${own()}` }
      : { Authorization: `Bearer ${simulator.token}` };
    const start = requestText('GET', `/control?desk=a${token}`, { Host: own(), ...upgradeHeaders(who) });
    const frames = said.map((bytes): RawAct => ({ does: 'write', bytes }));
    return [{ does: 'write', bytes: start }, { does: 'listen' }, ...frames, ...end];
  });

/** Whether a browser of this machine would still get the pages. */
async function expectAlive(): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port()}/desktop/a.js`, { headers: { connection: 'close' } });
  expect([answer.status, await answer.text()]).toEqual([200, 'script']);
  expect(fatal).toEqual([]);
}

describe('whatever comes over the network', () => {
  it('a thousand connections that say nothing keep nobody from being served, nor from driving the desktop', async () => {
    const desk = new WebSocket(`ws://${own()}/control?token=${deskToken}`, { origin: `http://${own()}` });
    await once(desk, 'open');
    const program = await connectSimulator(simulator);
    const silent: RawVisitor[] = [];
    for (let n = 0; n < 1_000; n++) silent.push(await visit(port(), [], expectAlive));
    await expectAlive();
    await program.ready(1);
    expect(desk.readyState).toBe(WebSocket.OPEN);
    program.close();
    desk.terminate();
    for (const one of silent) one.leave();
  });
  it('ends nothing: no request, socket or message', async () => {
    const stayed: RawVisitor[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(asking, upgrading, insiding), { minLength: 1, maxLength: 6 }),
        async (visitors) => {
          const all = await Promise.all(visitors.map((acts) => visit(port(), acts, expectAlive)));
          await expectAlive();
          expect(all.map(({ heard }) => heard()).join('')).not.toContain('secret');
          // Some stay as long as the server does.
          stayed.push(...all.splice(0, 1));
          if (stayed.length > 50) stayed.shift()?.leave();
          for (const one of all) one.leave();
        },
      ),
      RUNS,
    );
    // Nobody keeps the server, or the test that started it, from ending.
    await simulator.close();
    await Promise.all(stayed.map(({ hungUp }) => hungUp));
    expect(fatal).toEqual([]);
  });
});
