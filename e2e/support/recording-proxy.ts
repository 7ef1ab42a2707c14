/** A proxy that writes down everything it is asked for, and carries what is for this machine. */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** A running proxy. */
export interface RecordingProxy {
  readonly port: number;
  /** What was asked of it so far, `GET http://localhost:1/a` or `CONNECT host:443`. */
  seen(): readonly string[];
  stop(): Promise<void>;
}

/** Starts it on a free port. */
export async function startRecordingProxy(): Promise<RecordingProxy> {
  const seen: string[] = [];
  const server = createServer((asked, answer) => {
    seen.push(`${asked.method} ${asked.url}`);
    carry(asked, answer);
  });
  // A web socket asks for a tunnel, too.
  server.on('connect', (asked, socket) => {
    seen.push(`CONNECT ${asked.url}`);
    tunnel(asked.url ?? '', socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The proxy has no port.');
  return {
    port: address.port,
    seen: () => seen,
    stop() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** Carries a request for this machine; refuses all others. */
function carry(asked: IncomingMessage, answer: ServerResponse): void {
  const url = URL.parse(asked.url ?? '');
  if (url === null || !isHere(url)) {
    answer.writeHead(403).end();
    return;
  }
  const carried = request(url, { method: asked.method ?? 'GET', headers: asked.headers }, (answered) => {
    answer.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(answer);
  });
  carried.on('error', () => answer.writeHead(502).end());
  asked.pipe(carried);
}

/** Carries bytes to and from this machine; refuses all others. @param where `host:port` */
function tunnel(where: string, socket: Duplex): void {
  const url = URL.parse(`tcp://${where}`);
  socket.on('error', () => socket.destroy());
  if (url === null || !isHere(url)) {
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    return;
  }
  const there = connect(Number(url.port), url.hostname, () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    there.pipe(socket).pipe(there);
  });
  there.on('error', () => socket.destroy());
  socket.on('close', () => there.destroy());
}

function isHere({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1';
}
