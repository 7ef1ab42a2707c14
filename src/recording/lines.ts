/** Bytes as lines. No more than one line, and one chunk, is in memory. */

const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/** A line: its bytes without the line break; null for one that is longer than is read. */
export type LineBytes = Uint8Array | null;

/** The lines of each chunk, together. The last one needs no line break. @param most of a line, in bytes */
export async function* linesIn(chunks: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<LineBytes[], void> {
  const begun = new BegunLine(most);
  let isFirst = true;
  for await (const chunk of chunks) {
    const lines: LineBytes[] = [];
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      lines.push(begun.end(chunk.subarray(from, end)));
      from = end + 1;
    }
    begun.add(chunk.subarray(from));
    if (isFirst && lines.length > 0) {
      lines[0] = withoutMark(lines[0] ?? null);
      isFirst = false;
    }
    if (lines.length > 0) yield lines;
  }
  const last = begun.end(new Uint8Array());
  if (last?.length !== 0) yield [isFirst ? withoutMark(last) : last];
}

/** The part of a line that came with the chunks before. */
class BegunLine {
  private parts: Uint8Array[] = [];
  private length = 0;

  constructor(private readonly most: number) {}

  add(part: Uint8Array): void {
    this.length += part.length;
    // Of a line that is not read nothing needs to be kept.
    if (this.length > this.most) this.parts = [];
    else if (part.length > 0) this.parts.push(part);
  }

  end(part: Uint8Array): LineBytes {
    this.add(part);
    const { parts, length } = this;
    this.parts = [];
    this.length = 0;
    if (length > this.most) return null;
    return withoutReturn(parts.length > 1 ? joined(parts, length) : (parts[0] ?? part));
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function withoutReturn(line: Uint8Array): Uint8Array {
  return line[line.length - 1] === RETURN ? line.subarray(0, -1) : line;
}

/** Editors put a byte order mark before the first line. */
function withoutMark(line: LineBytes): LineBytes {
  return line?.[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf ? line.subarray(3) : line;
}
