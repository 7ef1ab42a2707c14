/** Writes a recording: facts in, bytes out, some at a time. */
import type { Fact } from '../entry/fact.ts';
import type { Progress, RecordingEnd, RecordingHeader } from './format.ts';
import { lineOf } from './write-line.ts';

/** How to write. */
export interface WriteOptions {
  /** Compresses the file. */
  readonly gzip?: boolean | undefined;
  /** Ends the writing; what waits then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told after each chunk. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** Where facts come from. */
export type FactSource = AsyncIterable<Fact> | Iterable<Fact>;

/** About how long a chunk is, in UTF-16 units. */
const CHUNK = 64 * 1024;

/**
 * The file, chunk by chunk. Nothing is done before the next chunk is asked for.
 * @throws what the source throws; the signal's reason
 */
export async function* writeRecording(
  header: RecordingHeader,
  facts: FactSource,
  options: WriteOptions = {},
): AsyncGenerator<Uint8Array, void> {
  const count = { facts: 0 };
  const plain = plainChunks(header, facts, count, options.signal);
  let bytes = 0;
  for await (const chunk of options.gzip === true ? packed(plain) : plain) {
    bytes += chunk.length;
    options.onProgress?.({ bytes, facts: count.facts });
    yield chunk;
  }
}

async function* plainChunks(
  header: RecordingHeader,
  source: FactSource,
  count: { facts: number },
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  signal?.throwIfAborted();
  let text = `${JSON.stringify(header)}\n`;
  let entries = 0;
  const write = (fact: Fact) => {
    text += `${lineOf(fact)}\n`;
    count.facts += 1;
    if (fact.what === 'entry') entries += 1;
  };
  const take = (): Uint8Array => {
    signal?.throwIfAborted();
    const chunk = encoder.encode(text);
    text = '';
    return chunk;
  };
  if (Symbol.asyncIterator in source) {
    for await (const fact of source) {
      write(fact);
      if (text.length >= CHUNK) yield take();
    }
  } else {
    for (const fact of source) {
      write(fact);
      if (text.length >= CHUNK) yield take();
    }
  }
  const end: RecordingEnd = { what: 'end', facts: count.facts, entries };
  text += `${JSON.stringify(end)}\n`;
  yield take();
}

/** Compressed chunks. It takes the next one only when what it gave out was taken. */
async function* packed(chunks: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  const { readable, writable } = new CompressionStream('gzip');
  const reader = readable.getReader();
  const feeding = feed(chunks, writable.getWriter());
  // It is told to whoever reads, too.
  feeding.catch(() => undefined);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      yield value;
    }
    await feeding;
  } finally {
    await reader.cancel().catch(() => undefined);
    await feeding.catch(() => undefined);
  }
}

async function feed(
  chunks: AsyncGenerator<Uint8Array, void>,
  writer: WritableStreamDefaultWriter<BufferSource>,
): Promise<void> {
  try {
    for await (const chunk of chunks) {
      await writer.ready;
      await writer.write(chunk.slice());
    }
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
}

/** As a stream, for browsers that cannot make one of chunks. */
export function streamOf(chunks: AsyncGenerator<Uint8Array, void>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await chunks.return();
      },
    },
    { highWaterMark: 0 },
  );
}
