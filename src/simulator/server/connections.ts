/**
 * Who may open a connection to `/control`. A desktop: the host page in a browser, told by the Origin that the browser
 * sends and no page can change. A program: it sends no Origin, and must know the token that this server made at its start;
 * so no page of another site can drive WWE or pretend to be it.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { CONTROL_PATH, readCall, writeError, writeValue } from '../remote/messages.ts';
import type { ControlHub } from './control-hub.ts';
import type { Line } from './line.ts';

/** What a connection is let in by. */
export interface Gate {
  readonly token: string;
  /** Known once the server listens. */
  readonly port: () => number;
}

/** Who has knocked. */
export type Visitor =
  | { readonly is: 'desk'; readonly desk: string }
  | { readonly is: 'program' }
  | { readonly is: 'refused'; readonly why: string };

/** All that one desktop has received can be asked for at once. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Decides by the path, Host, Origin and Authorization of an upgrade request. */
export function admit(request: Pick<IncomingMessage, 'url' | 'headers'>, gate: Gate): Visitor {
  const refused = (why: string): Visitor => ({ is: 'refused', why });
  const hosts = ['localhost', '127.0.0.1', '[::1]'].map((name) => `${name}:${gate.port()}`);
  const { host = '', origin, authorization } = request.headers;
  if (!hosts.includes(host.toLowerCase())) return refused('This server answers to localhost only.');
  const url = new URL(request.url ?? '/', `http://${host}`);
  if (url.pathname !== CONTROL_PATH) return refused('There is no such connection.');
  if (origin !== undefined) {
    const known = hosts.some((one) => origin === `http://${one}`);
    return known ? { is: 'desk', desk: url.searchParams.get('desk') ?? '' } : refused('Only the desktop may connect.');
  }
  return isSame(authorization ?? '', `Bearer ${gate.token}`)
    ? { is: 'program' }
    : refused('A program needs the token that the simulator shows when it is started with --control.');
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Lets connections of `server` in; returns what ends it. */
export function acceptConnections(servers: readonly Server[], gate: Gate, hub: ControlHub): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });
  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    const visitor = admit(request, gate);
    if (visitor.is === 'refused') {
      stream.on('error', () => undefined); // It hung up before it was told; nothing is lost.
      const body = `${visitor.why}\n`;
      const length = `Content-Length: ${Buffer.byteLength(body)}`;
      stream.end(`HTTP/1.1 403 Forbidden\r\nContent-Type: text/plain\r\n${length}\r\nConnection: close\r\n\r\n${body}`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      if (visitor.is === 'desk') hub.open(visitor.desk, lineOf(socket));
      else serveProgram(lineOf(socket), hub);
    });
  };
  for (const server of servers) server.on('upgrade', upgrade);
  return () => {
    for (const server of servers) server.off('upgrade', upgrade);
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
}

/** A socket as a line. */
export function lineOf(socket: WebSocket): Line {
  return {
    send: (text) => socket.send(text),
    listen(hear, ended) {
      socket.on('message', (bytes, isBinary) => {
        if (!isBinary) hear(String(bytes));
      });
      socket.on('close', ended);
      socket.on('error', () => socket.terminate()); // `close` follows, and tells whoever waits.
    },
    close: () => socket.close(),
  };
}

/** A program's calls go on to the desktop that they name. */
export function serveProgram(line: Line, hub: Pick<ControlHub, 'call' | 'ready'>): void {
  let open = true;
  const answer = (text: string): void => {
    if (open) line.send(text);
  };
  line.listen(
    (text) => {
      const call = readCall(text);
      if (call === null) return line.close();
      const { id, desk, path, given } = call;
      const result = path === READY ? hub.ready(desk, readTimeout(given)) : hub.call(desk, path, given);
      result.then(
        (value) => answer(writeValue(id, value)),
        (error: unknown) => answer(writeError(id, error)),
      );
    },
    () => {
      open = false;
    },
  );
}

/** The one call that the server answers itself. */
export const READY = 'ready';

function readTimeout([given]: readonly unknown[]): number | undefined {
  return typeof given === 'number' ? given : undefined;
}
