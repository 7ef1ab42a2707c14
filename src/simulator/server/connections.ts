/**
 * Who may open a connection to `/control`. A desktop: the host page in a browser, told by the Origin that the browser
 * sends and no page can change, and by the token that this server wrote into the page (`policy.ts` says for whom). A
 * program: it sends no Origin, and must know the other token. So no page of another site can drive WWE or pretend to be it.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { CONTROL_PATH, readCall, writeError, writeValue } from '../remote/remote-messages.ts';
import type { ControlHub } from './control-hub.ts';
import type { Line } from './line.ts';
import type { Listening } from './listen.ts';
import { type Allowed, placeOf } from './policy.ts';

/** What a connection is let in by. */
export interface Gate {
  /** Of programs. */
  readonly token: string;
  /** Of desktops. */
  readonly deskToken: string;
  readonly allowed: Allowed;
}

/** Who has knocked. */
export type Visitor =
  | { readonly is: 'desk'; readonly desk: string }
  | { readonly is: 'program' }
  | { readonly is: 'refused'; readonly why: string };

/** All that one desktop has received can be asked for at once. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Decides by the path, Host, Origin and Authorization of an upgrade request. Never throws. */
export function admit({ url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>, gate: Gate): Visitor {
  const refused = (why: string): Visitor => ({ is: 'refused', why });
  const { host, origin, authorization } = headers;
  const place = placeOf(host, gate.allowed);
  if (place === null || !place.isDesktop) return refused('This server answers to localhost only.');
  // Not `new URL`: the text is whatever somebody sent.
  const [path, search = ''] = url.split('?', 2);
  if (path !== CONTROL_PATH) return refused('There is no such connection.');
  if (origin !== undefined) {
    const query = new URLSearchParams(search);
    const isDesk = place.origins.includes(origin) && isSame(query.get('token') ?? '', gate.deskToken);
    return isDesk ? { is: 'desk', desk: query.get('desk') ?? '' } : refused('Only the desktop may connect.');
  }
  return isSame(authorization ?? '', `Bearer ${gate.token}`)
    ? { is: 'program' }
    : refused('A program needs the token that the simulator shows when it is started with --control.');
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Lets connections in; returns what ends it. */
export function acceptConnections(
  { servers, keep }: Pick<Listening, 'servers' | 'keep'>,
  gate: Gate,
  hub: ControlHub,
): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });
  const open = (visitor: Visitor, stream: Duplex, socket: WebSocket): void => {
    keep(stream);
    if (visitor.is === 'desk') hub.open(visitor.desk, lineOf(socket));
    else serveProgram(lineOf(socket), hub);
  };
  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    try {
      const visitor = admit(request, gate);
      if (visitor.is === 'refused') refuse(stream, visitor.why);
      else sockets.handleUpgrade(request, stream, head, (socket) => open(visitor, stream, socket));
    } catch {
      stream.destroy(); // Nobody who knocks may end the server.
    }
  };
  for (const server of servers) server.on('upgrade', upgrade);
  return () => {
    for (const server of servers) server.off('upgrade', upgrade);
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
}

/** Says why, and hangs up, whether or not the other side does. */
function refuse(stream: Duplex, why: string): void {
  const body = `${why}\n`;
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const head = `HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\n${length}\r\nConnection: close`;
  stream.on('error', () => undefined); // It hung up before it was told; nothing is lost.
  stream.end(`${head}\r\n\r\n${body}`, () => stream.destroy());
}

/** A socket as a line. What fails while it is heard ends this line alone. */
export function lineOf(socket: WebSocket): Line {
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch {
      socket.terminate();
    }
  };
  return {
    send: (text) => socket.send(text, () => undefined), // It was closed meanwhile: `close` tells whoever waits.
    listen(hear, ended) {
      socket.on('message', (bytes, isBinary) => {
        if (!isBinary) guarded(() => hear(String(bytes)));
      });
      socket.on('close', () => guarded(ended));
      socket.on('error', () => socket.terminate()); // `close` follows, and tells whoever waits.
    },
    close: () => socket.close(),
  };
}

/** A program's calls go on to the desktop that they name. */
export function serveProgram(line: Line, hub: Pick<ControlHub, 'call' | 'ready'>): void {
  let open = true;
  const answer = async (id: number, result: Promise<unknown>): Promise<void> => {
    const text = await result.then(
      (value) => textOf(id, value),
      (error: unknown) => writeError(id, error),
    );
    if (open) line.send(text);
  };
  line.listen(
    (text) => {
      const call = readCall(text);
      if (call === null) return line.close();
      const { id, desk, path, given } = call;
      const result = path === READY ? hub.ready(desk, readTimeout(given)) : hub.call(desk, path, given);
      answer(id, result).catch(() => line.close());
    },
    () => {
      open = false;
    },
  );
}

/** A value that is too long for a text is a failure like others. */
function textOf(id: number, value: unknown): string {
  try {
    return writeValue(id, value);
  } catch (error) {
    return writeError(id, error);
  }
}

/** The one call that the server answers itself. */
export const READY = 'ready';

function readTimeout([given]: readonly unknown[]): number | undefined {
  return typeof given === 'number' ? given : undefined;
}
