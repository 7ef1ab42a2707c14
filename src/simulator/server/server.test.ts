import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readCall, writeValue } from '../remote/messages.ts';
import { readServed } from '../remote/start.ts';
import { explainStart } from './port-in-use.ts';
import { connectSimulator, type RunningSimulator, readPageUrl, startSimulator } from './server.ts';

let root = '';
let running: RunningSimulator | null = null;

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wwe-simulator-'));
  root = join(folder, 'pages');
  await mkdir(join(root, 'host'), { recursive: true });
  await mkdir(join(root, 'embedded'));
  await writeFile(join(root, 'host/index.html'), 'host');
  await writeFile(join(root, 'embedded/index.html'), 'client');
  await writeFile(join(root, 'host/a.js'), 'script');
  await writeFile(join(folder, 'secret.js'), 'secret');
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
  readonly body: string;
}

/** A request with its path sent exactly as given. */
function get(path: string, options: { host?: string; name?: string; method?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: options.host ?? '127.0.0.1',
        port: running?.port,
        path,
        method: options.method ?? 'GET',
        ...(options.name === undefined ? {} : { headers: { host: options.name } }),
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
    expect(await get('/?scene=lively')).toEqual({ status: 200, type, cache: 'no-store', body: 'host' });
    expect(await get('/client/?frame=1')).toMatchObject({ status: 200, body: 'client' });
    expect(await get('/host/a.js')).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8' });
    expect(await get('/', { host: 'localhost' })).toMatchObject({ status: 200 });
  });
  it('keeps its client pages from every connection, so that none can be taken for a desktop', async () => {
    running = await startSimulator({ port: 0, pages: root });
    const policyOf = async (path: string) =>
      (await fetch(`http://127.0.0.1:${running?.port}${path}`)).headers.get('content-security-policy');
    expect(await policyOf('/client/?frame=1')).toBe('connect-src http: https:');
    expect(await policyOf('/')).toBeNull();
  });
  it.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/host/../../secret.js',
    '/..%2fsecret.js',
    '/%00',
    '/%',
    '/..\\secret.js',
    '//etc/passwd',
    '/host',
    '/nothing.js',
    '/constructor',
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
      pid: process.pid,
    });
  });
  it('looks at the page whenever it is asked, and remembers what it saw', async () => {
    // A port that was just freed: nothing answers there.
    const { port, close } = await startSimulator({ port: 0, pages: root });
    await close();
    running = await startSimulator({ port: 0, pages: root, page: `http://127.0.0.1:${port}/` });
    const problem = { is: 'down', words: expect.stringContaining('connection refused') };
    expect(JSON.parse((await get('/page.json')).body)).toEqual({ problem });
    expect(readServed(JSON.parse((await get('/simulator.json')).body)).pageProblem).toEqual(problem);
    const page = await startSimulator({ port, pages: root });
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

describe('the control over a real connection', () => {
  /** A desktop that answers each call with its path and what was given. */
  async function openDesk(query = ''): Promise<WebSocket> {
    const origin = `http://localhost:${running?.port}`;
    const socket = new WebSocket(`ws://localhost:${running?.port}/control${query}`, { origin });
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
    await openDesk('?desk=a%20b');
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
