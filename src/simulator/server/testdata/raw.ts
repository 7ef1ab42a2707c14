/** Visitors of a server that send whatever bytes they like: no client library would. */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** What a visitor does, in order. */
export type RawAct =
  | { readonly does: 'write'; readonly bytes: string | Uint8Array }
  /** Waits until the server has said something, has hung up, or has answered somebody who came later. */
  | { readonly does: 'listen' }
  /** Says that nothing more will come, and stays. */
  | { readonly does: 'halfClose' }
  /** Ends the connection as a process does that is killed. */
  | { readonly does: 'reset' };

/** A visitor that has done what it wanted. */
export interface RawVisitor {
  /** What the server said, as Latin-1. */
  readonly heard: () => string;
  /** Resolves when the server has hung up. */
  readonly hungUp: Promise<void>;
  /** Goes, whatever the server does. */
  leave(): void;
}

/**
 * Visits `port` of this machine. The connection stays when all is done, if nobody has ended it. `later` resolves when
 * somebody else who comes to the server now was answered: what it has not said until then, it may never say.
 */
export async function visit(port: number, acts: readonly RawAct[], later: () => Promise<unknown>): Promise<RawVisitor> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let heard = '';
  let isOver = false;
  socket.on('data', (bytes: Buffer) => {
    heard += bytes.toString('latin1');
  });
  socket.on('error', () => undefined); // The server may end the connection as it likes.
  const hungUp = new Promise<void>((resolve) => {
    const over = (): void => {
      isOver = true;
      resolve();
    };
    socket.once('end', over).once('close', over);
  });
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  for (const act of acts) {
    if (act.does === 'write') await Promise.race([written(socket, act.bytes), later()]);
    else if (act.does === 'halfClose') socket.end();
    else if (act.does === 'reset') socket.resetAndDestroy();
    else if (heard === '' && !isOver) {
      await Promise.race([hungUp, new Promise((resolve) => socket.once('data', resolve)), later()]);
    }
  }
  return { heard: () => heard, hungUp, leave: () => void socket.destroy() };
}

/** Resolves when the machine has taken the bytes, or nobody takes any. */
function written(socket: Socket, bytes: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed || socket.writableEnded) return resolve();
    socket.once('close', resolve);
    socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes, () => resolve());
  });
}

/** The text of a request. */
export function requestText(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  version = 'HTTP/1.1',
): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${target} ${version}`, ...lines, '', ''].join('\r\n');
}

/** Headers with which a WebSocket begins. */
export function upgradeHeaders(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  return {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...more,
  };
}

/** How a frame of a WebSocket is written (RFC 6455, 5.2). Without `more`: a whole, masked text, as browsers send it. */
export function frame(
  payload: string | Uint8Array,
  more: {
    readonly opcode?: number;
    readonly isLast?: boolean;
    readonly isMasked?: boolean;
    readonly length?: number;
  } = {},
): Uint8Array {
  const { opcode = 1, isLast = true, isMasked = true } = more;
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : Buffer.from(payload);
  const length = more.length ?? bytes.length;
  const head = Buffer.alloc(10);
  head[0] = (isLast ? 0x80 : 0) | opcode;
  head[1] = (isMasked ? 0x80 : 0) | 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  if (!isMasked) return Buffer.concat([head, bytes]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, bytes.map((byte, n) => byte ^ (mask[n % 4] ?? 0))]);
}
