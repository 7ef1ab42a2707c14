/** What a file will hold, before it is written: counts, size, and some of what is replaced. Nothing leaves. */
import type { Fact } from '../../entry/fact.ts';
import type { Progress, RecordingHeader } from '../format.ts';
import { type FactSource, type WriteOptions, writeRecording } from '../write.ts';
import { type RedactionSummary, type RedactOptions, Redactor } from './redactor.ts';

/** How to look ahead. */
export interface PreviewOptions extends RedactOptions {
  readonly gzip?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told now and then. There are two runs: `facts` counts those of both. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/** A file that could be written. */
export interface FilePreview extends RedactionSummary {
  readonly header: RecordingHeader;
  /** Of the file. Compressed, it can be some bytes more or less. */
  readonly bytes: number;
  readonly facts: number;
  readonly entries: number;
  /** Writes it, of the same facts. With `gzip`, otherwise than it was looked at: its first lines can be shown. */
  write(options?: WriteOptions): AsyncGenerator<Uint8Array, void>;
}

/** Facts are told of so often. */
const STEP = 5_000;

/** Looks ahead. @param source gives the same facts each time: it is asked three times, the third time by `write` */
export async function previewRecording(
  header: RecordingHeader,
  source: () => FactSource,
  { isFull, rules, gzip, signal, onProgress }: PreviewOptions = {},
): Promise<FilePreview> {
  const redactor = new Redactor({ isFull, rules });
  let facts = 0;
  let entries = 0;
  for await (const fact of source()) {
    redactor.collect(fact);
    facts += 1;
    if (fact.what === 'entry') entries += 1;
    if (facts % STEP !== 0) continue;
    signal?.throwIfAborted();
    onProgress?.({ bytes: 0, facts });
  }
  let bytes = 0;
  const told = (progress: Progress) => {
    bytes = progress.bytes;
    onProgress?.({ bytes, facts: facts + progress.facts });
  };
  const before = redactor.header(header);
  const dry = writeRecording(before, redacted(redactor, source()), { gzip, signal, onProgress: told });
  for await (const _ of dry);
  const after = redactor.header(header);
  return {
    ...redactor.summary(),
    header: after,
    // What was replaced is known only now.
    bytes: bytes + lengthOf(after) - lengthOf(before),
    facts,
    entries,
    write: (options) => writeRecording(after, redacted(redactor, source()), { gzip, ...options }),
  };
}

function lengthOf(header: RecordingHeader): number {
  return new TextEncoder().encode(JSON.stringify(header)).length;
}

async function* redacted(redactor: Redactor, facts: FactSource): AsyncGenerator<Fact, void> {
  for await (const fact of facts) yield redactor.redact(fact);
}
