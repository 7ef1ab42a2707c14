/** Reads a recording: bytes in, facts out, one after the other. */
import type { EntryHeader } from '../entry/entry.ts';
import type { Fact } from '../entry/fact.ts';
import { type ByteSource, chunksOf } from './bytes.ts';
import { Findings, RecordingRefused } from './findings.ts';
import { MOST_LINE_BYTES, type Progress, type RecordingEnd, type RecordingHeader, VERSION } from './format.ts';
import { type LineBytes, linesIn } from './lines.ts';
import { type LineContent, readLine } from './read-line.ts';
import { Sequence } from './sequence.ts';
import { isGzip, type UnpackLimits, unpack } from './unpack.ts';

/** How to read. */
export interface ReadOptions {
  /** Ends the reading; what waits then throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told after each chunk of the file. */
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Reads of a newer version what this one knows. Without it, such a file is refused. */
  readonly acceptNewer?: boolean | undefined;
  readonly unpackLimits?: UnpackLimits | undefined;
}

/** A recording that is being read. */
export interface OpenRecording {
  /** Null where it is damaged or missing. */
  readonly header: RecordingHeader | null;
  /** Once, in the order of the file. */
  readonly facts: AsyncIterable<Fact>;
  /** What is wrong; complete when all facts are read. */
  readonly findings: Findings;
  /** The counts of the last line, once it is read. */
  readonly end: RecordingEnd | null;
}

/** In so many lines, something of a recording must be found. */
const LOOKED_AT = 100;

/**
 * Opens a recording. Reads as far as its header.
 * @throws RecordingRefused for what is no recording, or a newer one; what the source throws; the signal's reason
 */
export async function openRecording(source: ByteSource, options: ReadOptions = {}): Promise<OpenRecording> {
  const reading = new Reading(options);
  const contents = reading.contents(source);
  const first = await contents.next();
  if (first.done) throw refused(reading);
  const { header } = reading;
  if (header && header.version > VERSION && options.acceptNewer !== true) {
    await contents.return();
    const words = `The file has version ${header.version} of the format. This tool reads versions up to ${VERSION}.`;
    throw new RecordingRefused({ code: 'newer', line: 1, words });
  }
  return {
    header,
    facts: factsOf(first.value, contents),
    findings: reading.findings,
    get end() {
      return reading.end;
    },
  };
}

async function* factsOf(
  first: readonly Fact[],
  rest: AsyncGenerator<readonly Fact[], void>,
): AsyncGenerator<Fact, void> {
  try {
    yield* first;
    for await (const facts of rest) yield* facts;
  } finally {
    // It may be let go before the rest was asked for.
    await rest.return();
  }
}

function refused({ findings, lines }: Reading): RecordingRefused {
  const damage = findings.all.find(({ code }) => code === 'damaged gzip' || code === 'too much');
  if (damage) return new RecordingRefused(damage);
  if (lines === 0) return new RecordingRefused({ code: 'empty', line: 0, words: 'The file is empty.' });
  return new RecordingRefused({ code: 'foreign', line: 1, words: 'The file is no recording of wwe-devtools.' });
}

const encoder = new TextEncoder();

/** The state of one reading. */
class Reading {
  readonly findings = new Findings();
  header: RecordingHeader | null = null;
  end: RecordingEnd | null = null;
  /** Lines so far that are not empty. */
  lines = 0;
  private line = 0;
  private between = 0;
  private facts = 0;
  private bytes = 0;
  private isKnown = false;
  private saidAfterEnd = false;
  private before: EntryHeader | undefined;
  private readonly sequence = new Sequence(this.findings);
  private readonly decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(private readonly options: ReadOptions) {}

  /** Facts, some at a time. The first ones come when it is sure that this is a recording; if it is none, it ends before. */
  async *contents(source: ByteSource): AsyncGenerator<readonly Fact[], void> {
    let waiting: Fact[] = [];
    for await (const lines of linesIn(this.unpacked(source), MOST_LINE_BYTES)) {
      for (const bytes of lines) {
        for (const fact of this.take(bytes)) waiting.push(fact);
        if (!this.isKnown && this.lines >= LOOKED_AT) return;
      }
      this.options.onProgress?.({ bytes: this.bytes, facts: this.facts });
      if (!this.isKnown) continue;
      yield waiting;
      waiting = [];
    }
    if (!this.isKnown) return;
    if (!this.header) this.findings.add('no header', 1, 'The first line is not the header of a recording.');
    if (!this.end) this.findings.add('cut off', this.line, 'The file is cut off: its last line is missing.');
    yield waiting;
  }

  private async *unpacked(source: ByteSource): AsyncGenerator<Uint8Array, void> {
    const chunks = this.counted(source);
    let first = new Uint8Array();
    // Two bytes tell whether it is compressed.
    while (first.length < 2) {
      const next = await chunks.next();
      if (next.done) break;
      first = first.length === 0 ? next.value.slice() : Uint8Array.of(...first, ...next.value);
    }
    const all = joined(first, chunks);
    if (isGzip(first)) yield* unpack(all, this.findings, this.options.unpackLimits);
    else yield* all;
  }

  private async *counted(source: ByteSource): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of chunksOf(source, this.options.signal)) {
      this.bytes += chunk.length;
      if (chunk.length > 0) yield chunk;
    }
  }

  /** One line. */
  private take(bytes: LineBytes): readonly Fact[] {
    this.line += 1;
    if (bytes?.length === 0) return [];
    this.lines += 1;
    if (bytes === null) {
      this.findings.add('line too long', this.line, `The line is longer than ${MOST_LINE_BYTES} bytes.`);
    }
    const content = bytes && this.contentOf(bytes);
    if (content === null) {
      this.between += 1;
      return [];
    }
    // Once something of a recording was seen, all that is wrong is damage.
    if (content.what !== 'problem') this.isKnown = true;
    return this.use(content);
  }

  private contentOf(bytes: Uint8Array): LineContent | null {
    let text: string;
    try {
      text = this.decoder.decode(bytes);
    } catch {
      this.findings.add('not UTF-8', this.line, 'The line is not UTF-8.');
      return null;
    }
    const content = readLine(text, this.before, (place) => this.restFrom(bytes, text, place));
    if (content.what === 'problem' && text.includes('\0')) {
      return {
        ...content,
        code: 'NUL',
        words: 'The line has NUL characters: this part of the file was never written.',
      };
    }
    return content;
  }

  /** A line from a place in its text on, without its last byte, decoded by itself. */
  private restFrom(bytes: Uint8Array, text: string, place: number): string {
    const isAscii = text.length === bytes.length;
    const start = isAscii ? place : encoder.encode(text.slice(0, place)).length;
    return this.decoder.decode(bytes.subarray(start, -1));
  }

  private use(content: LineContent): readonly Fact[] {
    if (content.what === 'recording') {
      if (this.header || this.between > 0) {
        this.findings.add('second header', this.line, 'Another recording begins here. It is read, too.');
      }
      this.header ??= content;
      return [];
    }
    if (content.what === 'end') {
      this.finish(content);
      return [];
    }
    this.between += 1;
    if (content.what === 'problem') {
      this.findings.add(content.code, this.line, content.words);
      return [];
    }
    if (this.end && !this.saidAfterEnd) {
      this.saidAfterEnd = true;
      this.findings.add(
        'after the end',
        this.line,
        'There are lines after the last line of the recording. They are read.',
      );
    }
    this.facts += 1;
    if (content.what === 'entry') this.before = content.entry;
    return this.sequence.take(content, this.line);
  }

  private finish(end: RecordingEnd): void {
    if (!this.end && end.facts !== this.between) {
      const words = `The recording had ${end.facts} lines between its first and its last; ${this.between} are there.`;
      this.findings.add('counts differ', this.line, words);
    }
    this.end ??= end;
  }
}

async function* joined(first: Uint8Array, rest: AsyncGenerator<Uint8Array, void>): AsyncGenerator<Uint8Array, void> {
  try {
    yield first;
    yield* rest;
  } finally {
    // It may be let go before the rest was asked for.
    await rest.return();
  }
}
