/** Where bytes come from. */

/** What can be read from: a file's stream in a browser, a stream of Node.js, chunks. */
export type ByteSource = ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** The chunks of a source. It ends at an abort, and lets the source go. @throws the signal's reason */
export async function* chunksOf(source: ByteSource, signal?: AbortSignal): AsyncGenerator<Uint8Array, void> {
  const chunks = 'getReader' in source ? chunksOfStream(source) : source;
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    yield chunk;
  }
}

/** Not each browser can iterate over a stream. */
async function* chunksOfStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const reader = stream.getReader();
  let isDone = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isDone = done;
      if (done) return;
      yield value;
    }
  } finally {
    // What is left is not wanted: whoever fills the stream may stop.
    if (!isDone) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}
