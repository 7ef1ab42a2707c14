/** Driving a simulator that runs in another process. */
import { WebSocket } from 'ws';
import { createRemoteControl } from '../desktop/remote-control.ts';
import { CONTROL_PATH, type Reply, readReply, writeCall } from '../remote/remote-messages.ts';
import { lineOf, READY } from './connections.ts';
import type { Desk } from './desk.ts';

/** Which simulator. */
export interface ConnectOptions {
  /** Its address, such as `http://localhost:4600/`. */
  readonly url: string;
  /** What it says when it is started with `--control`. */
  readonly token: string;
}

/** A simulator in another process, and its desktop without a name. */
export interface RemoteSimulator extends Desk {
  /** Another desktop, by name. */
  desk(name: string): Desk;
  /** Ends the connection; the simulator goes on. */
  close(): void;
}

/** Connects. Rejects, in words, when nobody is there or the token is wrong. */
export async function connectSimulator({ url, token }: ConnectOptions): Promise<RemoteSimulator> {
  const address = new URL(CONTROL_PATH, url);
  address.protocol = 'ws:';
  const socket = new WebSocket(address, { headers: { authorization: `Bearer ${token}` } });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', ({ message }) => reject(new Error(explain(url, message))));
  });
  const line = lineOf(socket);
  const pending = new Map<number, (reply: Reply) => void>();
  let nextId = 0;
  let closed = false;
  line.listen(
    (text) => {
      const reply = readReply(text);
      if (reply === null) return line.close(); // No simulator of ours speaks like this.
      pending.get(reply.id)?.(reply);
      pending.delete(reply.id);
    },
    () => {
      closed = true;
      const error = new Error(`The connection to the simulator at ${url} has ended.`);
      for (const [id, settle] of pending) settle({ id, ok: false, error });
      pending.clear();
    },
  );
  const call = async (name: string, path: string, given: readonly unknown[]): Promise<unknown> => {
    if (closed) throw new Error(`The connection to the simulator at ${url} has ended.`);
    const id = nextId++;
    const reply = await new Promise<Reply>((resolve) => {
      pending.set(id, resolve);
      line.send(writeCall(id, path, given, name));
    });
    if (reply.ok) return reply.value;
    throw reply.error;
  };
  const desk = (name: string): Desk => {
    const own = new URL(url);
    if (name !== '') own.searchParams.set('desk', name);
    return {
      ...createRemoteControl((path, given) => call(name, path, given)),
      url: own.href,
      async ready(timeoutMs) {
        await call(name, READY, timeoutMs === undefined ? [] : [timeoutMs]);
      },
    };
  };
  return { ...desk(''), desk, close: () => line.close() };
}

function explain(url: string, message: string): string {
  const why = message.includes('403')
    ? 'it does not know this token: take the one that it showed at its last start with --control'
    : message || 'nothing answers there: start it with npm run simulator -- --control';
  return `The simulator at ${url} cannot be driven: ${why}.`;
}
