/** Serves the simulator's built pages to this machine only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { readAsset } from './assets.ts';

/** How to start. */
export interface SimulatorOptions {
  /** Default 4600; 0: any free port. */
  readonly port?: number;
  /** The page to embed instead of our own: an http(s) URL. */
  readonly page?: string;
  /** Where the built pages are. Default: `pages` beside the built server. */
  readonly pages?: string;
}

/** A running simulator. */
export interface RunningSimulator {
  /** Address of WWE, `http://localhost:PORT/`. The embedded page is served from `http://127.0.0.1:PORT/client/`. */
  readonly url: string;
  readonly port: number;
  /** Ends all connections and the server. */
  close(): Promise<void>;
}

/** The port when none is given. */
export const DEFAULT_PORT = 4600;

/** Names under which a browser on this machine may ask; others are refused, against DNS rebinding. */
const OWN_NAMES = /^(?:localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)(?::\d+)?$/i;

/**
 * Starts the server on 127.0.0.1 and, where the machine has it, ::1, so that `localhost` and `127.0.0.1` both work.
 * Rejects with Node's error (`EADDRINUSE`…) if the port cannot be had, and with TypeError for a bad page URL.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const page = options.page === undefined ? null : readPageUrl(options.page);
  const root = options.pages ?? fileURLToPath(new URL('./pages/', import.meta.url));
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    void respond(root, page, request, response);
  };
  const first = await listen(createServer(handle), options.port ?? DEFAULT_PORT, '127.0.0.1');
  const { port } = addressOf(first);
  const second = await listen(createServer(handle), port, '::1')
    .catch((error: unknown) => {
      if (hasCode(error, 'EADDRINUSE')) throw error;
      return null; // A machine without IPv6: 127.0.0.1 is enough.
    })
    .catch(async (error: unknown) => {
      await end(first);
      throw error;
    });
  return {
    url: `http://localhost:${port}/`,
    port,
    async close() {
      await end(first);
      if (second !== null) await end(second);
    },
  };
}

/** The URL of a page to embed, normalised. Throws TypeError in words when it is none. */
export function readPageUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new TypeError(`"${text}" is not the address of a page. It must begin with http:// or https://`);
  }
  return url.href;
}

async function respond(
  root: string,
  page: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, type: string, body: string | Uint8Array): void => {
    const headers = { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
  };
  const text = (status: number, words: string): void => send(status, 'text/plain; charset=utf-8', `${words}\n`);
  if (!OWN_NAMES.test(request.headers.host ?? '')) return text(403, 'This server answers to localhost only.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'Only GET is served here.');
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  if (path === '/simulator.json') return send(200, 'application/json', JSON.stringify({ page }));
  try {
    const asset = await readAsset(root, path);
    if (asset === null) return text(404, 'There is no such page.');
    send(200, asset.type, asset.body);
  } catch (error) {
    text(500, `The page could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function listen(server: Server, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function end(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
