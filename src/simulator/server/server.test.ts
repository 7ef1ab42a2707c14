import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { createHeader, writeRecording } from '../../recording/index.ts';
import { readCall, writeValue } from '../remote/remote-messages.ts';
import { readServed } from '../remote/start.ts';
import { readToken } from '../remote/token.ts';
import { HELP } from './arguments.ts';
import { explainStart } from './port-in-use.ts';
import {
  connectSimulator,
  LIBRARY,
  planReplay,
  type RunningSimulator,
  readPageUrl,
  recordScenario,
  type SimulatorOptions,
  startSimulator,
} from './server.ts';

/** The host page, built. */
const HOST = '<!doctype html><html><head><title>WWE</title></head></html>';

let root = '';
let running: RunningSimulator | null = null;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wwe-simulator-'));
  root = join(folder, 'pages');
  await mkdir(join(root, 'desktop'), { recursive: true });
  await mkdir(join(root, 'embedded'));
  await writeFile(join(root, 'desktop/index.html'), HOST);
  await writeFile(join(root, 'embedded/index.html'), 'client');
  await mkdir(join(root, 'reverse'));
  await writeFile(join(root, 'reverse/index.html'), 'reverse');
  await writeFile(join(root, 'desktop/a.js'), 'script');
  await writeFile(join(folder, 'secret.js'), 'secret');
  await symlink(join(folder, 'secret.js'), join(root, 'desktop/link.js'));
  await symlink(folder, join(root, 'out'));
  await symlink(join(root, 'desktop/loop.js'), join(root, 'desktop/loop.js'));
  await mkdir(join(root, 'desktop/folder.js'));
});
afterEach(async () => {
  await running?.close();
  running = null;
  await rm(join(root, '..'), { recursive: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly type: string | undefined;
  readonly cache: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A request with its path sent exactly as given. */
function get(
  path: string,
  options: { host?: string; name?: string; method?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: options.host ?? '127.0.0.1',
        port: running?.port,
        path,
        method: options.method ?? 'GET',
        headers: { ...(options.name === undefined ? {} : { host: options.name }), ...options.headers },
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (piece: string) => {
          body += piece;
        });
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            type: response.headers['content-type'],
            cache: response.headers['cache-control'],
            headers: response.headers,
            body,
          }),
        );
      },
    );
    asked.on('error', reject).end();
  });
}

describe('the server', () => {
  it('serves the pages under the names that people see, with types, uncached', async () => {
    running = await startSimulator({ port: 0, pages: root });
    expect(running.url).toBe(`http://localhost:${running.port}/`);
    const type = 'text/html; charset=utf-8';
    const body = expect.stringContaining('<title>WWE</title>');
    expect(await get('/?scene=lively')).toMatchObject({ status: 200, type, cache: 'no-store', body });
    expect(await get('/client/?frame=1')).toMatchObject({ status: 200, body: 'client' });
    expect(await get('/desktop/a.js')).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8' });
    expect(await get('/', { host: 'localhost' })).toMatchObject({ status: 200 });
  });
  it('gives its client library, where it says that it is, to a page of any origin', async () => {
    await mkdir(join(root, 'client'));
    await writeFile(join(root, 'client/service-client.js'), 'library');
    running = await startSimulator({ port: 0, pages: root });
    expect(running.clientLibrary).toBe(`http://localhost:${running.port}/client/service-client.js`);
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'script', referer: 'https://page.example/' };
    const answer = await get(new URL(running.clientLibrary).pathname, { host: 'localhost', headers });
    expect(answer).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8', body: 'library' });
    expect(answer.headers).not.toHaveProperty('cross-origin-resource-policy');
    expect(HELP).toContain('<script src="http://localhost:4600/client/service-client.js"></script>');
  });
  it('keeps its client pages from every connection, so that none can be taken for a desktop', async () => {
    running = await startSimulator({ port: 0, pages: root });
    const policyOf = async (path: string) => (await get(path)).headers['content-security-policy'];
    expect(await policyOf('/client/?frame=1')).toBe('connect-src http: https:');
    expect(await policyOf('/reverse/')).toContain('connect-src http: https:');
    expect(await policyOf('/')).not.toContain('connect-src');
  });
  it.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/desktop/../../secret.js',
    '/..%2fsecret.js',
    '/%00',
    '/%',
    '/..\\secret.js',
    '//etc/passwd',
    '/desktop',
    '/desktop/index.html',
    '/embedded/index.html',
    '/desktop/link.js',
    '/out/secret.js',
    '/desktop/loop.js',
    '/desktop/folder.js',
    '/desktop/a.js/',
    '/nothing.js',
    '/constructor',
    '/__proto__',
  ])('does not serve %s', async (path) => {
    running = await startSimulator({ port: 0, pages: root });
    expect(await get(path)).toMatchObject({ status: 404 });
  });
  it('answers only to names of this machine, and only to GET and HEAD', async () => {
    running = await startSimulator({ port: 0, pages: root });
    for (const name of ['evil.example', 'localhost.evil.example', 'evil.example:4600']) {
      expect(await get('/', { name })).toMatchObject({ status: 403 });
    }
    expect(await get('/', { name: 'forger.localhost:1' })).toMatchObject({ status: 200 });
    expect(await get('/', { method: 'POST' })).toMatchObject({ status: 405 });
    expect(await get('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });
  it('goes on when a file vanishes while it is served, and when it is there again', async () => {
    running = await startSimulator({ port: 0, pages: root });
    const many = Array.from({ length: 20 }, () => get('/desktop/a.js'));
    await rm(join(root, 'desktop/a.js'));
    for (const { status } of await Promise.all(many)) expect([200, 404]).toContain(status);
    await rm(join(root, 'desktop/index.html'));
    expect(await get('/')).toMatchObject({ status: 404 });
    await writeFile(join(root, 'desktop/index.html'), HOST);
    expect(await get('/')).toMatchObject({ status: 200 });
  });
  it('tells the host page what it was started with', async () => {
    const scenario = { title: 'Own', about: 'Posts.', steps: [{ do: 'post' as const, message: new Map([[1, 2]]) }] };
    const settings = { deliveries: 'double' };
    const page = 'http://127.0.0.1:8080/mine?x=1';
    running = await startSimulator({ port: 0, pages: root, page, scenario, settings, speed: 10, clients: 2 });
    expect(readServed(JSON.parse((await get('/simulator.json')).body))).toEqual({
      page,
      pageProblem: null,
      scenario,
      settings,
      speed: 10,
      clients: 2,
      replay: null,
      pid: process.pid,
    });
  });
  it('hands a recording to the host page, as it is to be played, and refuses what cannot be', async () => {
    const { facts } = recordScenario(LIBRARY.quarantine);
    const chunks = writeRecording(createHeader({}), facts);
    running = await startSimulator({ port: 0, pages: root, recording: chunks, recordingSpeed: 'max' });
    const { replay } = readServed(JSON.parse((await get('/simulator.json')).body));
    expect(replay).toEqual({ speed: 'max', plan: await planReplay(createHeader({}), facts) });
    const recording = await planReplay(null, facts);
    const start = (options: SimulatorOptions) => startSimulator({ port: 0, pages: root, ...options });
    await expect(start({ recording, scenario: 'quarantine' })).rejects.toThrow('not both');
    await expect(start({ recording, recordingSpeed: 0 })).rejects.toThrow('The speed must be max, or a number from');
    await expect(start({ recording: [Buffer.from('no recording')] })).rejects.toThrow('no recording of wwe-devtools');
  });
  it('has no report of a recording if none is played', async () => {
    running = await startSimulator({ port: 0, pages: root });
    await expect(running.replayed()).rejects.toThrow('No recording is played.');
  });
  it('looks at the page whenever it is asked, and remembers what it saw', async () => {
    // A port that was just freed: nothing answers there.
    const { port, close } = await startSimulator({ port: 0, pages: root });
    await close();
    running = await startSimulator({ port: 0, pages: root, page: `http://127.0.0.1:${port}/` });
    const problem = { is: 'down', words: expect.stringContaining('connection refused') };
    expect(JSON.parse((await get('/page.json')).body)).toEqual({ problem });
    expect(readServed(JSON.parse((await get('/simulator.json')).body)).pageProblem).toEqual(problem);
    const page = await startSimulator({ port, pages: root, framedBy: ['http://localhost:*'] });
    try {
      expect(JSON.parse((await get('/page.json')).body)).toEqual({ problem: null });
    } finally {
      await page.close();
    }
  });
  it.each([
    [{ scenario: 'calm-dya' }, 'did you mean "calm-day"?'],
    [{ scenario: 'nothing like it' }, 'There are: calm-day'],
    [{ settings: { delivries: 'double' } }, 'There is no setting "delivries"'],
    [{ speed: 0 }, 'The speed must be'],
    [{ clients: 99 }, 'from 0 to 8'],
  ])('refuses %j in words', async (options, words) => {
    await expect(startSimulator({ port: 0, pages: root, ...options })).rejects.toThrow(words);
  });
  it('rejects when the port is taken, and frees it when closed', async () => {
    running = await startSimulator({ port: 0, pages: root });
    const { port } = running;
    await expect(startSimulator({ port, pages: root })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await running.close();
    running = await startSimulator({ port, pages: root });
    expect(running.port).toBe(port);
  });
  it('refuses an address that is no page', async () => {
    await expect(startSimulator({ port: 0, pages: root, page: 'javascript:alert(1)' })).rejects.toThrow(TypeError);
    expect(() => readPageUrl('mine.html')).toThrow('must begin with http');
  });
});

/** The headers of a navigation that a page has begun. */
const by = (site: string, dest: string, referer?: string) => ({
  'sec-fetch-site': site,
  'sec-fetch-dest': dest,
  'sec-fetch-mode': 'navigate',
  ...(referer === undefined ? {} : { referer }),
});

describe('the desktop in the browser of somebody who visits other pages, too', () => {
  const EVIL = 'http://localhost:5174/';
  const start = async (options: object = {}) => {
    running = await startSimulator({ port: 0, pages: root, ...options });
  };

  it('tells its token to a tab that the developer opened, and to its own scripts', async () => {
    await start();
    for (const headers of [{}, by('none', 'document'), by('same-origin', 'document'), by('same-origin', 'empty')]) {
      const { status, body } = await get('/', { headers });
      const told = { token: expect.stringMatching(/^[\w-]{32}$/), isOpenerNamed: false };
      expect([status, readToken(body)]).toEqual([200, told]);
    }
    expect(readToken((await get('/', { headers: by('none', 'document') })).body)?.token).not.toBe(running?.token);
    expect(readToken((await get('/', { name: 'forger.localhost:1' })).body)).toBeNull();
  });
  it('is no part of another page: not as a frame, a script, or data', async () => {
    await start();
    for (const site of ['cross-site', 'same-site']) {
      const framed = await get('/', { headers: by(site, 'iframe', EVIL) });
      expect(readToken(framed.body)).toBeNull();
      expect(framed.headers['content-security-policy']).toBe(
        `frame-ancestors 'self' http://localhost:80 http://127.0.0.1:80`.replaceAll(':80', `:${running?.port}`),
      );
      for (const path of ['/', '/reverse/', '/simulator.json', '/page.json']) {
        for (const dest of ['script', 'empty', 'image', 'style']) {
          expect(await get(path, { headers: by(site, dest, EVIL) })).toMatchObject({ status: 403 });
        }
      }
      for (const dest of ['document', 'iframe']) {
        expect(await get('/simulator.json', { headers: by(site, dest, EVIL) })).toMatchObject({ status: 403 });
      }
    }
  });
  it('does not start in a tab that another page opened, and is taken away from that page', async () => {
    await start();
    for (const path of ['/', '/?page=http://evil.example/%22>"><script>', '/reverse/']) {
      for (const referer of [EVIL, undefined]) {
        const { status, body, headers } = await get(path, { headers: by('cross-site', 'document', referer) });
        expect([status, body.includes('<script')]).toEqual([403, false]);
        expect(body).toContain(`<a href="${path.split('?')[0]}">Open the desktop</a>`);
        expect(body).not.toContain('%22');
        expect(headers['cross-origin-opener-policy']).toBe('same-origin');
        expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      }
    }
  });
  it('is for pages that the developer named, which keep hold of it', async () => {
    await start({ framedBy: ['http://localhost:5174', 'http://127.0.0.1:*'] });
    for (const referer of [EVIL, 'http://127.0.0.1:9/a', `http://127.0.0.1:${running?.port}/reverse/`]) {
      for (const dest of ['document', 'iframe']) {
        const { status, body, headers } = await get('/', { headers: by('cross-site', dest, referer) });
        expect([status, readToken(body)]).toEqual([200, { token: expect.any(String), isOpenerNamed: true }]);
        expect(headers['content-security-policy']).toMatch(/ http:\/\/localhost:5174 http:\/\/127\.0\.0\.1:\*$/);
        expect(headers['cross-origin-opener-policy']).toBeUndefined();
      }
    }
    await expect(startSimulator({ port: 0, pages: root, framedBy: ['*'] })).rejects.toThrow('is no origin of a page');
    await expect(startSimulator({ port: 0, pages: root, hosts: ['http://a'] })).rejects.toThrow('is no name');
  });
  it('is read by no page of another origin: no answer allows it', async () => {
    await start({ framedBy: ['http://localhost:5174'] });
    for (const path of ['/', '/client/', '/reverse/', '/forger/', '/simulator.json', '/desktop/a.js', '/nothing']) {
      for (const method of ['GET', 'OPTIONS']) {
        const { headers } = await get(path, { method, headers: { origin: 'http://localhost:5174' } });
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
  });
  it('answers to a name that the developer gave it', async () => {
    await start({ hosts: ['wwe.test'] });
    expect(readToken((await get('/', { name: 'wwe.test:4600' })).body)).not.toBeNull();
    expect(await get('/', { name: 'evil.test:4600' })).toMatchObject({ status: 403 });
  });
});

describe('the control over a real connection', () => {
  /** A desktop that answers each call with its path and what was given. */
  async function openDesk(query = ''): Promise<WebSocket> {
    const origin = `http://localhost:${running?.port}`;
    const token = readToken((await get('/')).body)?.token;
    const address = `ws://localhost:${running?.port}/control?token=${token}${query}`;
    const socket = new WebSocket(address, { origin });
    socket.on('message', (text) => {
      const call = readCall(String(text));
      if (call !== null) socket.send(writeValue(call.id, [call.path, ...call.given]));
    });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return socket;
  }

  it('asks the desktop of the name, for the process that started it and for another', async () => {
    running = await startSimulator({ port: 0, pages: root });
    const early = running.ring({ party: 'Robin' });
    await openDesk();
    await openDesk('&desk=a%20b');
    expect(await early).toEqual(['ring', { party: 'Robin' }]);
    const named = running.desk('a b');
    expect(named.url).toBe(`${running.url}?desk=a%20b`);
    await named.ready();
    expect(await named.done('7')).toEqual(['done', '7']);
    const other = await connectSimulator(running);
    await other.ready();
    expect(await other.scenario.load(null)).toEqual(['scenario.load', null]);
    expect(await other.desk('a b').settings({ at: undefined })).toEqual(['settings', { at: undefined }]);
    await expect(other.desk('c').ready(1)).rejects.toThrow('No browser has opened');
    other.close();
    await expect(other.state()).rejects.toThrow('has ended');
  });
  it('is for no page of another site, and for no program without the token', async () => {
    running = await startSimulator({ port: 0, pages: root });
    const refused = (options: object) =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://localhost:${running?.port}/control`, options);
        socket.once('open', () => reject(new Error('It was let in.'))).once('error', ({ message }) => resolve(message));
      });
    for (const options of [
      {},
      { origin: 'http://evil.example' },
      { origin: `http://localhost:${running.port}` },
      { headers: { host: `evil.example:${running.port}` } },
    ]) {
      expect(await refused(options)).toContain('403');
    }
    const wrong = connectSimulator({ url: running.url, token: 'guessed' });
    await expect(wrong).rejects.toThrow('it does not know this token');
    const { url, token } = running;
    await running.close();
    await expect(connectSimulator({ url, token })).rejects.toThrow('cannot be driven');
  });
  it('rejects what is in flight when the simulator closes', async () => {
    running = await startSimulator({ port: 0, pages: root });
    const call = running.ring();
    const rejected = expect(call).rejects.toThrow('The simulator was closed.');
    await running.close();
    await rejected;
  });
});

describe('a port that cannot be had', () => {
  const inUse = Object.assign(new Error(), { code: 'EADDRINUSE' });
  it('names the other simulator, whom to stop and the way out', async () => {
    running = await startSimulator({ port: 0, pages: root, page: 'http://a.example/' });
    const words = await explainStart(inUse, running.port);
    expect(words).toContain(`another WWE simulator with the page http://a.example/: use it at ${running.url}`);
    expect(words).toContain(`stop it (process ${process.pid})`);
    expect(words).toContain(`--port ${running.port + 1}`);
  });
  it('says what it can when it is not known who has it', async () => {
    const { port, close } = await startSimulator({ port: 0, pages: root });
    await close();
    expect(await explainStart(inUse, port)).toContain(
      `Port ${port} is in use: stop what runs there, or choose another`,
    );
    expect(await explainStart(Object.assign(new Error(), { code: 'EACCES' }), 80)).toContain('needs rights');
    expect(await explainStart(new Error('odd'), 80)).toContain('could not start: odd');
  });
});
