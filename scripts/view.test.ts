import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serveViewer } from './view/server.mjs';

const DIR = mkdtempSync(join(tmpdir(), 'wwe-view-'));
const FILE = join(DIR, 'a "b".ndjson');
const BYTES = Buffer.alloc(7_000_000, 'wwe recording ');
let served: Awaited<ReturnType<typeof serveViewer>>;

beforeAll(async () => {
  writeFileSync(join(DIR, 'index.html'), '<head><script defer src="./viewer.js"></script></head>');
  writeFileSync(join(DIR, 'viewer.js'), '1');
  writeFileSync(join(DIR, 'secret.txt'), 'secret');
  writeFileSync(FILE, BYTES);
  served = await serveViewer({ dir: DIR, file: FILE, port: 0 });
});
afterAll(async () => {
  await served.stop();
  rmSync(DIR, { recursive: true });
});

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

function get(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { ...headers }, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    })
      .on('error', reject)
      .end();
  });
}

it('brings the file along in scripts that run before the viewer’s own', async () => {
  const { text, headers } = await get(served.url);
  const names = [...text.matchAll(/<script defer src="\.\/([^"]+)"/g)].map(([, name = '']) => name);
  expect(names).toEqual(['recording.js', 'recording-0.js', 'recording-1.js', 'recording-2.js', 'viewer.js']);
  expect(headers['content-security-policy']).toContain("connect-src 'none'");
  const world: { wweRecording?: { name: string; pieces: string[] } } = {};
  for (const name of names)
    runInNewContext((await get(served.url + name)).text, Object.assign(world, { globalThis: world }));
  expect(world.wweRecording?.name).toBe('a "b".ndjson');
  const bytes = Buffer.concat((world.wweRecording?.pieces ?? []).map((piece) => Buffer.from(piece, 'base64')));
  expect(bytes.equals(BYTES)).toBe(true);
});

it('is for whoever knows the address, on this machine, and no page of another origin can read it', async () => {
  const { origin, host } = new URL(served.url);
  expect((await get(`${origin}/`)).status).toBe(404);
  expect((await get(`${origin}/recording-0.js`)).status).toBe(404);
  expect((await get(served.url, { Host: 'evil.example' })).status).toBe(404);
  expect((await get(served.url, { Host: host })).headers).toMatchObject({
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
  });
});

it.each(['secret.txt', '../view.mjs', 'recording-3.js', 'recording-0.js/x', 'a%20%22b%22.ndjson', '%2e%2e/x'])(
  'serves nothing else: %s',
  async (name) => {
    expect((await get(served.url + name)).status).toBe(404);
  },
);

it('without a file, the page asks for one', async () => {
  const { url, stop } = await serveViewer({ dir: DIR, file: null, port: 0 });
  expect((await get(url)).text).not.toContain('recording');
  expect((await get(`${url}recording.js`)).status).toBe(404);
  await stop();
});

it('says that a file is not there', async () => {
  await expect(serveViewer({ dir: DIR, file: join(DIR, 'nothing'), port: 0 })).rejects.toThrow('ENOENT');
});
