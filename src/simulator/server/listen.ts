/** One server under all the names of this machine, which nobody who connects can end or keep from ending. */
import { createServer, type RequestListener, type Server, type ServerOptions } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Servers on the same port. */
export interface Listening {
  readonly servers: readonly Server[];
  readonly port: number;
  /** A connection was let in for good: it is not ended for those that come after it. */
  keep(connection: Duplex): void;
  /** Ends all connections and the servers. */
  close(): Promise<void>;
}

/** How long somebody may take to say what is wanted, ms. Who connects and says nothing is not waited for longer. */
const PATIENCE: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 5_000,
};
/** So many connections, beside those that are kept. A browser opens six for pages. When one more comes, the oldest goes. */
const MOST_CONNECTIONS = 500;

/**
 * Listens on 127.0.0.1 and, where the machine has it, ::1, so that `localhost` and `127.0.0.1` both work. Rejects with
 * Node's error (`EADDRINUSE`…) if the port cannot be had.
 */
export async function listenOnThisMachine(handle: RequestListener, wanted: number): Promise<Listening> {
  const first = await listen(createServer(PATIENCE, handle), wanted, '127.0.0.1');
  const { port } = first;
  const second = await listen(createServer(PATIENCE, handle), port, '::1')
    .catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') throw error;
      return null; // A machine without IPv6: 127.0.0.1 is enough.
    })
    .catch(async (error: unknown) => {
      await first.end();
      throw error;
    });
  const all = second === null ? [first] : [first, second];
  return {
    servers: all.map(({ server }) => server),
    port,
    keep(connection) {
      for (const { passing } of all) passing.delete(connection);
    },
    async close() {
      for (const { end } of all) await end();
    },
  };
}

interface OneServer {
  readonly server: Server;
  readonly port: number;
  /** Its connections that are not kept, the oldest first. */
  readonly passing: Set<Duplex>;
  end(): Promise<void>;
}

function listen(server: Server, port: number, host: string): Promise<OneServer> {
  /** All of them: those that became something else than HTTP are known to no server any more. */
  const sockets = new Set<Socket>();
  const passing = new Set<Duplex>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    passing.add(socket);
    if (passing.size > MOST_CONNECTIONS) {
      const [oldest = socket] = passing;
      passing.delete(oldest);
      oldest.destroy();
    }
    socket.once('close', () => {
      sockets.delete(socket);
      passing.delete(socket);
    });
    // Whoever else listens for errors may stop, as when a connection becomes a WebSocket. It ends by itself then.
    socket.on('error', () => undefined);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      // A connection that cannot be taken, as when the process has too many files open, is lost; the next one may be taken.
      server.on('error', () => undefined);
      const end = (): Promise<void> =>
        new Promise((ended) => {
          server.close(() => ended());
          for (const socket of sockets) socket.destroy();
        });
      resolve({ server, port: portOf(server), passing, end });
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}
