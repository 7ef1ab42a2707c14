/** Unpacks compressed files, as far as they can be unpacked. */
import type { Findings } from './findings.ts';

/** How much may come of compressed bytes. */
export interface UnpackLimits {
  /** In bytes, of the whole file. */
  readonly most: number;
  /** Times the compressed size. */
  readonly ratio: number;
}

/** A million entries of 2 kB are 2 GB. */
export const UNPACK_LIMITS: UnpackLimits = { most: 16 * 1024 ** 3, ratio: 500 };
/** A short file may be all alike. */
const FREE = 64 * 1024 * 1024;
/** Of one piece comes a thousand times as much at most, which stands in memory at once. */
const PIECE = 8 * 1024;
/** If nothing more comes for this time, in ms, of a file whose end is missing, that was all. */
const QUIET = 200;

/** Whether bytes begin as gzip does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Unpacks gzip. What is damaged or too much ends it, with a finding; what came before is given out. */
export async function* unpack(
  packed: AsyncIterable<Uint8Array>,
  findings: Findings,
  limits: UnpackLimits = UNPACK_LIMITS,
): AsyncGenerator<Uint8Array, void> {
  const unpacker = new Unpacker();
  let bytesIn = 0;
  let bytesOut = 0;
  try {
    for await (const chunk of packed) {
      for (let at = 0; at < chunk.length; at += PIECE) {
        const piece = chunk.slice(at, at + PIECE);
        bytesIn += piece.length;
        await unpacker.add(piece);
        for (const part of unpacker.take()) {
          bytesOut += part.length;
          yield part;
        }
        if (bytesOut > limits.most || (bytesOut > FREE && bytesOut > bytesIn * limits.ratio)) {
          findings.add('too much', 0, `The file unpacks to more than is read: ${bytesOut} bytes of ${bytesIn}.`);
          return;
        }
      }
      if (unpacker.isDamaged) break;
    }
    await unpacker.end();
    yield* unpacker.take();
    if (unpacker.isDamaged) {
      findings.add('damaged gzip', 0, 'The compressed file is damaged or cut off. What came before is read.');
    }
  } finally {
    await unpacker.letGo();
  }
}

/** The browser's own, which throws away what nobody has read when it meets damage: so all is read at once. */
class Unpacker {
  isDamaged = false;
  private readonly writer: WritableStreamDefaultWriter<BufferSource>;
  private readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  private readonly reading: Promise<void>;
  private ready: Uint8Array[] = [];
  private received = 0;
  /** The last four bytes of the file: how long it is unpacked, mostly. */
  private last: readonly number[] = [];
  private onPart: (() => void) | null = null;

  constructor() {
    const { readable, writable } = new DecompressionStream('gzip');
    this.writer = writable.getWriter();
    this.reader = readable.getReader();
    this.reading = this.readAll().catch(this.damaged);
  }

  private readonly damaged = () => {
    this.isDamaged = true;
    this.onPart?.();
  };

  private async readAll(): Promise<void> {
    for (;;) {
      const { done, value } = await this.reader.read();
      if (done) return;
      this.received += value.length;
      this.ready.push(value);
      this.onPart?.();
    }
  }

  async add(piece: Uint8Array<ArrayBuffer>): Promise<void> {
    this.last = [...this.last, ...piece.subarray(-4)].slice(-4);
    if (!this.isDamaged) await this.writer.write(piece).catch(this.damaged);
  }

  /** What came since it was asked last. */
  take(): readonly Uint8Array[] {
    const taken = this.ready;
    this.ready = [];
    return taken;
  }

  /** To end a file that is cut off is an error, at which all is lost that is still on its way (Node.js). */
  async end(): Promise<void> {
    while (!this.isDamaged && !this.isWhole && (await this.next()));
    if (!this.isDamaged) await this.writer.close().catch(this.damaged);
    await this.reading;
  }

  private get isWhole(): boolean {
    const [a = 0, b = 0, c = 0, d = 0] = this.last;
    return this.received % 2 ** 32 === a + b * 2 ** 8 + c * 2 ** 16 + d * 2 ** 24;
  }

  /** @returns whether more came */
  private next(): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (came: boolean) => {
        clearTimeout(timer);
        this.onPart = null;
        resolve(came);
      };
      const timer = setTimeout(settle, QUIET, false);
      this.onPart = () => settle(true);
    });
  }

  async letGo(): Promise<void> {
    await Promise.allSettled([this.writer.abort(), this.reader.cancel()]);
  }
}
