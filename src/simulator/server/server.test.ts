import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readArguments } from './arguments.ts';
import { type RunningSimulator, readPageUrl, startSimulator } from './server.ts';

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
  it('tells the host page which page to embed', async () => {
    running = await startSimulator({ port: 0, pages: root, page: 'http://127.0.0.1:8080/mine?x=1' });
    expect(await get('/simulator.json')).toMatchObject({ body: '{"page":"http://127.0.0.1:8080/mine?x=1"}' });
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

describe('the command line', () => {
  it('reads options in both spellings', () => {
    expect(readArguments([])).toEqual({ is: 'start', port: undefined, page: undefined });
    const wanted = { is: 'start', port: 0, page: 'http://a.example/' };
    expect(readArguments(['--port', '0', '--page', 'http://a.example'])).toEqual(wanted);
    expect(readArguments(['--port=0', '--page=http://a.example'])).toEqual(wanted);
    expect(readArguments(['--help'])).toEqual({ is: 'help' });
    expect(readArguments(['--page', 'http://a.example/?b=1'])).toMatchObject({ page: 'http://a.example/?b=1' });
  });
  it.each([
    [['--prot', '1'], 'no option --prot'],
    [['4600'], 'no option 4600'],
    [['--port'], 'needs a value'],
    [['--port', '--page'], 'needs a value'],
    [['--port', 'abc'], '0 to 65535'],
    [['--port', '70000'], '0 to 65535'],
    [['--port', '-1'], '0 to 65535'],
    [['--page', 'mine.html'], 'http://'],
  ])('says what is wrong with %j', (words, why) => {
    expect(readArguments(words)).toMatchObject({ is: 'wrong', why: expect.stringContaining(why) });
  });
});
