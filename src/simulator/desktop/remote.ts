/** The desktop's end of the connection to its own server: carries out what Node.js asks for. */

import { CONTROL_PATH, readCall, writeError, writeValue } from '../remote/remote-messages.ts';
import type { WweSimulator } from './control-types.ts';
import { callByPath } from './remote-control.ts';

/** What is used of a WebSocket. */
export interface ControlSocket extends EventTarget {
  send(text: string): void;
  close(): void;
}

/** What the desktop's end is made of. */
export interface RemoteParts {
  /** Of the host page. */
  readonly location: { readonly protocol: string; readonly host: string };
  /** The token that the page was served with; null: it is not to be driven. */
  readonly token: string | null;
  /** The token that the page would be served with now. */
  readonly askForToken: () => Promise<string | null>;
  /** The name of this desktop; empty: the one without a name. */
  readonly desk: string;
  /** The control as it is now: another scenario brings another one. */
  readonly control: () => WweSimulator;
  readonly open: (url: string) => ControlSocket;
  /** Real time. */
  readonly later: (ms: number, work: () => void) => void;
  /** Tells when the page is hidden for good or comes back (`pagehide`, `pageshow`). */
  readonly page: EventTarget;
  readonly signal: AbortSignal;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/** Connects, and again whenever the connection is lost: the server may have been started anew, with another token. */
export function connectToServer(parts: RemoteParts): void {
  const { location, desk, control, open, later, page, signal } = parts;
  if (parts.token === null) return;
  let { token } = parts;
  let wait = FIRST_WAIT_MS;
  let current: AbortController | null = null;

  const connect = (): void => {
    if (signal.aborted || current !== null) return;
    const connection = new AbortController();
    current = connection;
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const socket = open(`${scheme}://${location.host}${CONTROL_PATH}?desk=${encodeURIComponent(desk)}&token=${token}`);
    const on = (type: string, hear: (event: Event) => void): void =>
      socket.addEventListener(type, hear, { signal: connection.signal });
    connection.signal.addEventListener('abort', () => socket.close(), { once: true });
    on('open', () => {
      wait = FIRST_WAIT_MS;
    });
    on('message', (event) => {
      if ('data' in event && typeof event.data === 'string') void carryOut(event.data, socket, connection.signal);
    });
    on('close', () => {
      if (connection.signal.aborted) return; // It was this end that closed it.
      end();
      later(wait, () => void connectAnew());
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
  };
  const connectAnew = async (): Promise<void> => {
    token = (await parts.askForToken()) ?? token;
    connect();
  };
  const end = (): void => {
    current?.abort();
    current = null;
  };
  const carryOut = async (text: string, socket: ControlSocket, connected: AbortSignal): Promise<void> => {
    const call = readCall(text);
    if (call === null) return; // Only our own server is at the other end; what it did not write has nobody waiting.
    let reply: string;
    try {
      reply = writeValue(call.id, await callByPath(control(), call.path, call.given));
    } catch (error) {
      reply = writeError(call.id, error);
    }
    if (!connected.aborted) socket.send(reply);
  };

  // An open connection would keep the page out of the back/forward cache.
  page.addEventListener('pagehide', end, { signal });
  page.addEventListener('pageshow', connect, { signal });
  signal.addEventListener('abort', end, { once: true });
  connect();
}
