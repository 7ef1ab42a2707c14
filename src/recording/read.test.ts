import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MOST_LINE_BYTES, VERSION } from './format.ts';
import { openRecording } from './read.ts';
import { bytesOf, factsOf, HEADER, INFO, readAll } from './testdata/facts.ts';
import { lineOf } from './write-line.ts';

const FACTS = factsOf([{ a: 1 }, { a: 2 }, { a: 3 }]);
const LINES = [JSON.stringify(HEADER), ...FACTS.map(lineOf), '{"what":"end","facts":4,"entries":3}'];
const file = (lines: readonly string[]) => `${lines.join('\n')}\n`;
/** The file with something in the place of its lines from one on, by number from 1. */
const withLine = (number: number, ...put: readonly string[]) =>
  file([...LINES.slice(0, number - 1), ...put, ...LINES.slice(number)]);

describe('a file that is whole', () => {
  it('has what was written', async () => {
    expect(new TextDecoder().decode(await bytesOf(FACTS))).toBe(file(LINES));
    const read = await readAll(file(LINES));
    expect([read.all, read.header, read.end, read.problems]).toEqual([
      FACTS,
      HEADER,
      { what: 'end', facts: 4, entries: 3 },
      [],
    ]);
  });

  it.each([
    ['line breaks of Windows', file(LINES).replaceAll('\n', '\r\n')],
    ['a byte order mark', `\ufeff${file(LINES)}`],
    ['empty lines', file(LINES).replaceAll('\n', '\n\n')],
    ['no last line break', file(LINES).trimEnd()],
  ])('may have %s', async (_, text) => {
    const read = await readAll(text);
    expect([read.all, read.problems]).toEqual([FACTS, []]);
  });

  it('may be written by hand: other order, more blanks, more keys', async () => {
    const text =
      '{ "body" : {"a" : 2}, "note": 1, "ahead": 5, "path":"top/0", "peer":"top", "ref":"", "origin":"o", "name":"x", "kind":"event","sort":"wire","t":1,"n":2,"document":"1000.0-7", "what":"entry" }';
    const read = await readAll(withLine(4, text));
    expect(read.problems).toEqual([]);
    expect(read.all[2]).toMatchObject({ entry: { n: 2, name: 'x', ahead: 5, body: '{"a":2}' } });
  });
});

describe('what is damaged', () => {
  it.each([
    ['not JSON', '{"what":"entry","n":'],
    ['not JSON', 'garbage'],
    ['not JSON', '{"what":"seen","document":"d","t":NaN}'],
    ['unknown line', '[1,2]'],
    ['unknown line', '{"what":"else"}'],
    ['unknown line', '{"__proto__":{"what":"end","facts":1,"entries":1}}'],
    ['wrong value', LINES[3]?.replace('"n":2', '"n":2.5') ?? ''],
    ['wrong value', LINES[3]?.replace('"n":2', '"n":-2') ?? ''],
    ['wrong value', LINES[3]?.replace('"n":2', '"n":"2"') ?? ''],
    ['wrong value', LINES[3]?.replace('"n":2', '"n":1e99') ?? ''],
    ['wrong value', LINES[3]?.replace('"event"', '"evenr"') ?? ''],
    ['wrong value', LINES[3]?.replace('"name":"interaction"', `"name":"${'x'.repeat(201)}"`) ?? ''],
    ['wrong value', '{"what":"lost","document":"1000.0-7","count":-1}'],
    ['wrong value', '{"what":"clock","document":"1000.0-7","offset":1e999}'],
    ['wrong value', '{"what":"document","document":"1000.0-7"}'],
    ['NUL', '\0\0\0\0'],
    ['too deep', `{"what":"entry","body":${'['.repeat(3_000)}${']'.repeat(3_000)}}`],
    ['number repeated', LINES[2] ?? ''],
    ['document doubled', lineOf({ what: 'document', info: { ...INFO, origin: 'https://other.example.com' } })],
  ])('is told in words, with its line, and all else is there: %s', async (code, line) => {
    const read = await readAll(withLine(4, line));
    expect(read.findings.all).toEqual([{ code, line: 4, words: expect.stringMatching(/^[A-Z].*\.$/) }]);
    expect(read.all).toEqual(FACTS.filter((_, index) => index !== 2));
  });

  it('is a line that is no UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from(withLine(4, 'XX'))]);
    bytes[bytes.indexOf('XX')] = 0xff;
    expect((await readAll([bytes])).problems).toEqual(['4 not UTF-8']);
  });

  it('is a line without an end, of which nothing is kept', async () => {
    function* chunks() {
      yield Buffer.from(file(LINES.slice(0, 3)));
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      for (let size = 0; size <= 3 * MOST_LINE_BYTES; size += chunk.length) yield chunk;
      yield Buffer.from(`\n${file(LINES.slice(4))}`);
    }
    const read = await readAll(chunks());
    expect([read.problems, read.all.length]).toEqual([['4 line too long'], 3]);
  });

  it('is a file that was cut off, or that lost lines', async () => {
    expect((await readAll(file(LINES.slice(0, 4)))).problems).toEqual(['4 cut off']);
    expect((await readAll(withLine(4))).problems).toEqual(['5 counts differ']);
  });

  it('is a file without its header, or without a document’s line: what entries tell is used', async () => {
    expect((await readAll(withLine(1))).problems).toEqual(['1 no header']);
    const read = await readAll(withLine(2, 'x'));
    expect(read.problems).toEqual(['2 not JSON', '3 unknown document']);
    const info = { ...INFO, url: '', origin: '', title: '' };
    expect(read.all).toEqual([{ what: 'document', info }, ...FACTS.slice(1)]);
  });

  it('is two files in one', async () => {
    const other = [LINES[0] ?? '', lineOf({ what: 'document', info: { ...INFO, document: 'b' } })];
    const read = await readAll(file(LINES) + file(other));
    expect(read.problems).toEqual(['7 second header', '8 after the end']);
    expect(read.all.length).toBe(FACTS.length + 1);
  });

  it('is counted, of a million findings too', async () => {
    const read = await readAll(file([...LINES, ...Array.from({ length: 5_000 }, () => 'x')]));
    expect([read.findings.all.length, read.findings.total, read.findings.count('not JSON')]).toEqual([
      200, 5_000, 5_000,
    ]);
  });
});

describe('what is refused', () => {
  it.each([
    ['empty', ''],
    ['empty', '\n\n'],
    ['foreign', 'hello'],
    ['foreign', '{"log":{"version":"1.2","creator":{}}}'],
    ['foreign', 'x\n'.repeat(100_000)],
    ['foreign', '\u0089PNG\r\n\u001a\n'],
  ])('is %s', async (code, text) => {
    await expect(readAll(text)).rejects.toMatchObject({ name: 'RecordingRefused', finding: { code } });
  });

  it('is a newer version, of which the known lines can be read', async () => {
    const newer = file([
      JSON.stringify({ ...HEADER, version: VERSION + 1, more: true }),
      LINES[1] ?? '',
      '{"what":"mood","document":"1000.0-7"}',
      ...LINES.slice(2, 5),
      '{"what":"end","facts":5,"entries":3}',
    ]);
    await expect(readAll(newer)).rejects.toMatchObject({
      message: 'The file has version 2 of the format. This tool reads versions up to 1.',
    });
    const read = await readAll(newer, { acceptNewer: true });
    expect([read.all, read.problems]).toEqual([FACTS, ['3 unknown line']]);
  });
});

describe('gzip', () => {
  it('gives all that came before where it was cut off', async () => {
    const facts = factsOf(Array.from({ length: 3_000 }, (_, n) => ({ n, random: Math.sin(n) })));
    const packed = gzipSync(await bytesOf(facts));
    for (const size of [packed.length - 1, packed.length - 9, 30_000, 12_345]) {
      const part = packed.subarray(0, size);
      const whole = String(gunzipSync(part, { finishFlush: constants.Z_SYNC_FLUSH })).split('\n').length - 1;
      const read = await readAll([part]);
      // The header, and the last line where that is there.
      expect(read.all.length).toBe(Math.min(facts.length, whole - 1));
      expect(read.findings.count('damaged gzip')).toBe(1);
    }
  });

  it('gives what came before where it is damaged', async () => {
    const packed = gzipSync(
      await bytesOf(factsOf(Array.from({ length: 3_000 }, (_, n) => ({ n, random: Math.sin(n) })))),
    );
    packed.fill(0xff, 20_000, 20_100);
    const read = await readAll([packed]);
    expect(read.all.length).toBeGreaterThan(100);
    expect(read.findings.count('damaged gzip')).toBe(1);
  });

  it.each([
    ['all of it', { most: 1_000_000, ratio: 10_000 }],
    ['too much of little', { most: 10 ** 12, ratio: 500 }],
  ])('ends at a bomb: %s', async (_, unpackLimits) => {
    const lines = Buffer.from(file(LINES.slice(0, 4)));
    const bomb = gzipSync(Buffer.concat([lines, Buffer.alloc(200 * 1024 * 1024)]));
    let most = 0;
    const read = await readAll([bomb], {
      unpackLimits,
      onProgress: ({ bytes }) => {
        most = Math.max(most, bytes);
      },
    });
    expect(read.findings.count('too much')).toBe(1);
    expect(read.all).toEqual(FACTS.slice(0, 3));
  });

  it('is refused where nothing of it can be read', async () => {
    const bytes = Uint8Array.of(0x1f, 0x8b, 9, 9, 9, 9, 9, 9, 9, 9);
    await expect(readAll([bytes])).rejects.toMatchObject({ finding: { code: 'damaged gzip' } });
  });
});

describe('reading', () => {
  /** A source that says how far it was read, and when it was let go. */
  async function source(gzip = false) {
    const bytes = await bytesOf(factsOf(Array.from({ length: 2_000 }, (_, n) => ({ n, random: Math.sin(n) }))), {
      gzip,
    });
    const state = { given: 0, isOver: false };
    function* chunks() {
      try {
        for (let at = 0; at < bytes.length; at += 1_000) {
          state.given += 1;
          yield bytes.subarray(at, at + 1_000);
        }
      } finally {
        state.isOver = true;
      }
    }
    return { state, chunks };
  }

  it.each([false, true])('takes no more of the source than it needs, and lets it go (gzip: %s)', async (gzip) => {
    const { state, chunks } = await source(gzip);
    const { facts } = await openRecording(chunks());
    let taken = 0;
    for await (const _ of facts) if (++taken === 10) break;
    expect(state.given).toBeLessThan(20);
    expect(state.isOver).toBe(true);
  });

  it('takes a stream of the browser, and cancels it', async () => {
    const { state, chunks } = await source();
    const each = chunks();
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        const { done, value } = each.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: () => void each.return(),
    });
    const { facts } = await openRecording(stream);
    for await (const _ of facts) break;
    expect(state.isOver).toBe(true);
    expect(stream.locked).toBe(false);
  });

  it('ends at an abort with its reason, and tells how far it came', async () => {
    const { state, chunks } = await source();
    const abort = new AbortController();
    const seen: number[] = [];
    const onProgress = ({ bytes }: { readonly bytes: number }) => {
      seen.push(bytes);
      if (seen.length === 5) abort.abort(new Error('enough'));
    };
    await expect(readAll(chunks(), { signal: abort.signal, onProgress })).rejects.toThrow('enough');
    expect(seen).toEqual([1_000, 2_000, 3_000, 4_000, 5_000]);
    expect(state.isOver).toBe(true);
  });
});
