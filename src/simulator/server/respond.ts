/** The server's answers: built pages, and what the host page asks for. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readAsset } from './assets.ts';

/** What is served. */
export interface Served {
  /** Folder of the built pages. */
  readonly root: string;
  /** JSON texts by path, made anew for each request. */
  readonly json: Readonly<Record<string, () => string | Promise<string>>>;
}

/** Names under which a browser on this machine may ask; others are refused, against DNS rebinding. */
const OWN_NAMES = /^(?:localhost|127\.0\.0\.1|\[::1\]|[a-z0-9-]+\.localhost)(?::\d+)?$/i;

/**
 * Our own client pages bear one of the names of this machine under which a desktop connects to `/control`. Kept from
 * sockets, none of them can be taken for the desktop; DevTools may still look for its own files beside the page.
 */
const CLIENT_POLICY = { 'content-security-policy': 'connect-src http: https:' };

/** Answers one request. */
export async function respond(
  { root, json }: Served,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const send = (status: number, type: string, body: string | Uint8Array, more: Record<string, string> = {}): void => {
    const headers = { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...more };
    response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
  };
  const text = (status: number, words: string): void => send(status, 'text/plain; charset=utf-8', `${words}\n`);
  if (!OWN_NAMES.test(request.headers.host ?? '')) return text(403, 'This server answers to localhost only.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'Only GET is served here.');
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  try {
    const made = Object.hasOwn(json, path) ? json[path] : undefined;
    if (made !== undefined) return send(200, 'application/json', await made());
    const asset = await readAsset(root, path);
    if (asset === null) return text(404, 'There is no such page.');
    send(200, asset.type, asset.body, asset.client ? CLIENT_POLICY : {});
  } catch (error) {
    text(500, `The page could not be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
