/** One server under all the names of this machine. */
import { createServer, type RequestListener, type Server } from 'node:http';

/** Servers on the same port. */
export interface Listening {
  readonly servers: readonly Server[];
  readonly port: number;
  /** Ends all connections and the servers. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and, where the machine has it, ::1, so that `localhost` and `127.0.0.1` both work. Rejects with
 * Node's error (`EADDRINUSE`…) if the port cannot be had.
 */
export async function listenOnThisMachine(handle: RequestListener, wanted: number): Promise<Listening> {
  const first = await listen(createServer(handle), wanted, '127.0.0.1');
  const port = portOf(first);
  const second = await listen(createServer(handle), port, '::1')
    .catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') throw error;
      return null; // A machine without IPv6: 127.0.0.1 is enough.
    })
    .catch(async (error: unknown) => {
      await end(first);
      throw error;
    });
  const servers = second === null ? [first] : [first, second];
  return {
    servers,
    port,
    async close() {
      for (const server of servers) await end(server);
    },
  };
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

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return address.port;
}

function end(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
