/** The server's answers: built pages, and what the host page asks for. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { writeToken } from '../remote/token.ts';
import { readAsset } from './assets.ts';
import { type Allowed, type Asker, askerOf, framePolicy, type Place, placeOf } from './policy.ts';

/** What is served. */
export interface Served {
  /** Folder of the built pages. */
  readonly root: string;
  /** JSON texts by path, made anew for each request. */
  readonly json: Readonly<Record<string, () => string | Promise<string>>>;
  readonly allowed: Allowed;
  /** What a desktop must know to be driven from Node.js. */
  readonly token: string;
}

/** A page under an address that people see. */
interface Page {
  readonly file: string;
  /** What it is: the desktop, a page around it, or a page that talks to WWE by messages alone. */
  readonly is: 'desktop' | 'around' | 'client' | 'forger';
}

const PAGES: Readonly<Record<string, Page>> = {
  '/': { file: '/desktop/index.html', is: 'desktop' },
  '/client/': { file: '/embedded/index.html', is: 'client' },
  '/reverse/': { file: '/reverse/index.html', is: 'around' },
  '/forger/': { file: '/forger/index.html', is: 'forger' },
};

/** Our own client pages bear one of the names under which a desktop connects to `/control`: they get no connection. */
const NO_SOCKETS = 'connect-src http: https:';

type SomeHeaders = Readonly<Record<string, string>>;
interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: SomeHeaders;
}

/** Answers one request. Never rejects: whatever was asked, the server goes on. */
export async function respond(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // Whoever hangs up while it is answered has no other consequence.
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  try {
    const { status, type, body, headers = {} } = await answerTo(served, request);
    // A body, which nobody asked for, may have no end: it is not waited for.
    const isBare =
      request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined;
    const more = isBare ? headers : { ...headers, connection: 'close' };
    const always = { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };
    response.writeHead(status, { ...always, ...more }).end(request.method === 'HEAD' ? undefined : body);
  } catch {
    response.destroy();
  }
}

async function answerTo(served: Served, { headers, method, url = '/' }: IncomingMessage): Promise<Answer> {
  const place = placeOf(headers.host, served.allowed);
  if (place === null) return text(403, 'This server answers to names of this machine only.');
  if (method !== 'GET' && method !== 'HEAD') return text(405, 'Only GET is served here.');
  const path = url.split('?')[0] ?? '/';
  const asker = askerOf(headers, place, served.allowed);
  try {
    const made = Object.hasOwn(served.json, path) ? served.json[path] : undefined;
    if (made !== undefined) {
      if (asker.is !== 'own') return text(403, 'This is for the desktop only.');
      return { status: 200, type: 'application/json', body: await made(), headers: NOT_FOR_OTHERS };
    }
    const page = Object.hasOwn(PAGES, path) ? PAGES[path] : undefined;
    if (page !== undefined) return await answerWithPage(served, page, place, asker, { headers, path });
    // Pages have addresses of their own, with their headers.
    const asset = path.endsWith('.html') ? null : await readAsset(served.root, path);
    return asset === null ? NOTHING : { status: 200, ...asset };
  } catch {
    return text(500, 'This could not be read now.');
  }
}

async function answerWithPage(
  { root, allowed, token }: Served,
  { file, is }: Page,
  place: Place,
  asker: Asker,
  { headers, path }: { readonly headers: IncomingMessage['headers']; readonly path: string },
): Promise<Answer> {
  const asset = await readAsset(root, file);
  if (asset === null) return NOTHING;
  if (is === 'client') return { status: 200, ...asset, headers: { 'content-security-policy': NO_SOCKETS } };
  const policy = is === 'desktop' ? framePolicy(place, allowed) : `${framePolicy(place, allowed)}; ${NO_SOCKETS}`;
  const framed = { ...NOT_FOR_OTHERS, 'content-security-policy': policy };
  if (is === 'forger') return { status: 200, ...asset, headers: framed };
  if (asker.is === 'other') return text(403, 'This is no part of another page.');
  const isFrame = headers['sec-fetch-dest'] !== undefined && headers['sec-fetch-dest'] !== 'document';
  if (asker.is === 'foreign' && !isFrame) return openedByAnother(path);
  const isTold = is === 'desktop' && asker.is === 'own' && place.isDesktop;
  const html = (): string => Buffer.from(asset.body).toString('utf8');
  const body = isTold ? writeToken(html(), { token, isOpenerNamed: asker.isNamed }) : asset.body;
  return { status: 200, type: asset.type, body, headers: framed };
}

/** Nothing of it is to be part of a page of another origin. */
const NOT_FOR_OTHERS: SomeHeaders = { 'cross-origin-resource-policy': 'same-origin' };
const NOTHING = text(404, 'There is no such page.');

/**
 * What a tab shows that another site opened. The link leaves out whatever that site wrote behind the path: it could name
 * a page of its own as the one to embed. The header takes it away from that site, for good. The desktop itself is sent
 * without: the tool is tested in it, and the field's WWE is an ordinary page.
 */
function openedByAnother(path: string): Answer {
  return {
    status: 403,
    type: 'text/html; charset=utf-8',
    headers: {
      ...NOT_FOR_OTHERS,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-opener-policy': 'same-origin',
    },
    body: `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>WWE simulator</title></head>
  <body>
    <h1>WWE simulator</h1>
    <p>A page of another site opened this address. Nothing has started here.</p>
    <p><a href="${path}">Open the desktop</a> if you want to have it in this tab.</p>
    <p>To let a page of yours open or frame the desktop, start the simulator with <code>--framed-by</code> and its origin.</p>
  </body>
</html>
`,
  };
}

function text(status: number, words: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${words}\n` };
}
