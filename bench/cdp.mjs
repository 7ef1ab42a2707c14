// @ts-check
/**
 * A browser driven over the bare DevTools protocol. Test drivers switch on the protocol's runtime and console reports in
 * every page, and those cost the page; here nothing is switched on but the counters that are read.
 *
 * @typedef {Record<string, unknown>} Fields
 *
 * @typedef {object} Session one target's conversation
 * @property {(method: string, params?: Fields) => Promise<Fields>} send
 * @property {(method: string, listener: (params: Fields) => void) => void} on
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QUIET } from './browser-args.mjs';

/**
 * @param {string} executablePath
 * @param {string[]} args
 * @returns {Promise<{ browser: Session, session: (id: string) => Session, close: () => Promise<void> }>}
 */
export async function launch(executablePath, args) {
  const profile = await mkdtemp(join(tmpdir(), 'wwe-bench-'));
  const child = spawn(
    executablePath,
    [
      ...QUIET,
      '--headless=new',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...args,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise((resolve) => child.on('close', resolve));
  const [, , , output, input] = child.stdio;
  if (!output || !input || !('write' in output)) throw new Error('The browser has no pipe.');

  /** @type {Map<number, { resolve: (result: Fields) => void, reject: (error: Error) => void }>} */
  const calls = new Map();
  /** @type {Map<string, (params: Fields) => void>} by session and method */
  const listeners = new Map();
  let last = 0;

  /** @param {string} text */
  const hear = (text) => {
    const { id, result, error, method, params, sessionId = '' } = JSON.parse(text);
    if (method !== undefined) listeners.get(`${sessionId} ${method}`)?.(params);
    const call = calls.get(id);
    calls.delete(id);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result);
  };
  let rest = Buffer.alloc(0);
  input.on('data', (/** @type {Buffer} */ chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      hear(rest.toString('utf8', 0, end));
      rest = rest.subarray(end + 1);
    }
  });
  const gone = () => {
    for (const { reject } of calls.values()) reject(new Error('The browser ended.'));
    calls.clear();
  };
  child.on('error', gone);
  child.on('close', gone);
  output.on('error', gone);

  /** @param {string} sessionId @returns {Session} */
  const session = (sessionId) => ({
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        last += 1;
        calls.set(last, { resolve, reject });
        const from = sessionId === '' ? {} : { sessionId };
        output.write(`${JSON.stringify({ id: last, method, params, ...from })}\0`);
      }),
    on: (method, listener) => listeners.set(`${sessionId} ${method}`, listener),
  });
  return {
    browser: session(''),
    session,
    close: async () => {
      child.kill();
      await ended;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * @param {string} executablePath
 * @returns {Promise<string>} name and version, as in `Chrome/156.0.1.2`
 */
export async function browserVersion(executablePath) {
  const { browser, close } = await launch(executablePath, []);
  const { product } = await browser.send('Browser.getVersion');
  await close();
  return String(product);
}
