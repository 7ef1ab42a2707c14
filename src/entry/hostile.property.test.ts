import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { decode, Opaque } from './decode.ts';
import { type Body, encode, hold, MAX_BODY } from './encode.ts';
import { readPiece, writeEntry } from './header.ts';
import { contentIn, decodeNote } from './note.ts';
import { character } from './testdata/character.ts';
import { expectHonest } from './testdata/honest.ts';
import { imitated, ODD_TEXTS, posted } from './testdata/hostile.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 10_000 : 300 };
const TIMEOUT_MS = 900_000;

const textOf = (body: Body) => (typeof body === 'string' ? body : JSON.stringify(body.value));

/** What the engine wrote: characters that came out of JSON and base64, however often they are copied afterwards. */
function countWritten() {
  const { stringify } = JSON;
  const { btoa } = globalThis;
  let written = 0;
  const count = (text: string) => {
    written += text?.length ?? 0;
    return text;
  };
  // Not spies: they keep every text that went through them.
  vi.stubGlobal('JSON', Object.assign(Object.create(JSON), { stringify: (value: unknown) => count(stringify(value)) }));
  vi.stubGlobal('btoa', (value: string) => count(btoa(value)));
  return () => written;
}
afterEach(() => void vi.unstubAllGlobals());

describe("a page's data", () => {
  test(
    'comes back as what it was, or as what honestly stands for it, and no page object is changed',
    () => {
      const before = JSON.stringify(Object.getOwnPropertyNames(Object.prototype));
      fc.assert(
        fc.property(posted, (value) => {
          const text = encode(value);
          const copy = structuredClone(value);
          expect(text).not.toMatch(/[\n\r]/);
          expectHonest(value, decode(text));
          const held = hold(value);
          expectHonest(value, decode(textOf(held)));
          // What is held says about how long it will be; what JSON escapes is six characters for one.
          if (typeof held !== 'string') expect(textOf(held).length).toBeLessThanOrEqual(6 * held.size);
          expect(encode(copy)).toBe(text);
          expect(encode(value)).toBe(text);
        }),
        RUNS,
      );
      expect(JSON.stringify(Object.getOwnPropertyNames(Object.prototype))).toBe(before);
    },
    TIMEOUT_MS,
  );

  test(
    'that imitates marks is no mark',
    () => {
      fc.assert(
        fc.property(imitated, (value) => {
          expectHonest(structuredClone(value), decode(encode(structuredClone(value))));
          expectHonest(structuredClone(value), decode(textOf(hold(structuredClone(value)))));
        }),
        RUNS,
      );
    },
    TIMEOUT_MS,
  );

  /** A leaf below so many levels of one kind. */
  function nest(kind: string, depth: number): unknown {
    let value: unknown = 'leaf';
    for (let i = 0; i < depth; i += 1) {
      if (kind === 'array') value = [value];
      else if (kind === 'object') value = { a: value };
      else if (kind === 'mark') value = { $$: 'object', v: value };
      else if (kind === 'Map key') value = new Map([[value, 1]]);
      else if (kind === 'Map') value = new Map([[1, value]]);
      else value = new Set([value]);
    }
    return value;
  }
  test.each(['array', 'object', 'mark', 'Map', 'Map key', 'Set'])(
    '100,000 deep (%s) is cut, and can be read',
    (kind) => {
      for (const depth of [90, 99, 100, 101, 399, 400, 401, 100_000]) {
        const text = encode(nest(kind, depth));
        expect(text.length).toBeLessThan(20_000);
        expect(text.includes('leaf') || text.includes('"cut"')).toBe(true);
        expect(decode(text)).not.toMatchObject({ type: 'unreadable' });
        expect(textOf(hold(nest(kind, depth)))).toBe(text);
      }
    },
  );

  test('a text of a million odd characters is written once', () => {
    for (const odd of ODD_TEXTS) {
      const long = odd.repeat(Math.ceil(1e5 / (odd.length + 1)));
      expect(decode(encode({ [long]: long }))).toEqual({ [long]: long });
    }
  });

  test('one part behind a long name, met a hundred thousand times, is not named at length each time', () => {
    const shared = {};
    const data = { ['k'.repeat(1_000_000)]: shared, all: new Array(100_000).fill(shared), nothing: undefined };
    const written = countWritten();
    const text = encode(data);
    expect(text.length).toBeLessThanOrEqual(MAX_BODY + 10_000);
    expect(written()).toBeLessThan(5 * MAX_BODY);
  });

  test('one buffer seen through a hundred thousand views is not written as often', () => {
    const { buffer } = new Uint8Array(64 * 1024);
    const data = Array.from({ length: 20_000 }, () => new Uint8Array(buffer));
    const written = countWritten();
    const text = encode(data);
    expect(text.length).toBeLessThanOrEqual(MAX_BODY + 10_000);
    expect(written()).toBeLessThan(5 * MAX_BODY);
  });

  test('64 MB are named, not kept', () => {
    const long = 'x'.repeat(1 << 26);
    for (const data of [long, [long], { [long]: 1 }, new Map([[long, long]]), Object(long)]) {
      const text = encode(data);
      expect(text.length).toBeLessThan(10_000);
      expect(decode(text)).toMatchObject({ type: 'oversize' });
    }
    expect(decode(encode(new Uint8Array(1 << 26)))).toMatchObject({ length: 1 << 26 });
  });
});

const ENTRY = { sort: 'wire', kind: 'event', path: 'top/0' } as const;
const headerText = fc.oneof(fc.constantFrom(...ODD_TEXTS), fc.string({ unit: character, maxLength: 20 }));
const entry = fc.record({
  t: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(-1, 1e300, -1e300)),
  name: headerText,
  ref: headerText,
  peer: headerText,
  origin: headerText,
  data: posted,
});

describe('a piece of the record', () => {
  test(
    'is read as it was written, whatever names and data say',
    () => {
      fc.assert(
        fc.property(fc.array(entry, { maxLength: 5 }), (given) => {
          const written = given.map(({ data, ...header }, index) => ({
            header: { ...ENTRY, ...header },
            n: index + 1,
            body: encode(data),
          }));
          const text = written.map(({ n, header, body }) => writeEntry(n, header, body)).join('\n');
          const { entries, unreadable } = readPiece(text);
          expect(unreadable).toBe(0);
          // JSON knows no -0.
          expect(entries).toEqual(written.map(({ n, header, body }) => ({ ...header, t: header.t + 0, n, body })));
        }),
        RUNS,
      );
    },
    TIMEOUT_MS,
  );

  test(
    'that was cut, joined wrongly or forged gives entries that are whole, and counts the others',
    () => {
      const spoil = fc.record({
        does: fc.constantFrom('cut', 'leave out', 'repeat', 'insert', 'replace line', 'swap'),
        at: fc.nat(),
        with: fc.oneof(
          fc.json(),
          fc.constantFrom('', '[]', 'null', '{', '[1,2,"wire","event","","","","",""]', '"\\ud800"'),
        ),
      });
      fc.assert(
        fc.property(
          fc.array(entry, { minLength: 1, maxLength: 4 }),
          fc.array(spoil, { maxLength: 4 }),
          (given, spoils) => {
            let text = given
              .map(({ data, ...header }, index) => writeEntry(index + 1, { ...ENTRY, ...header }, encode(data)))
              .join('\n');
            for (const { does, at, with: other } of spoils) {
              const lines = text.split('\n');
              const line = at % lines.length;
              const place = at % (text.length + 1);
              if (does === 'cut') text = text.slice(0, place);
              else if (does === 'insert') text = text.slice(0, place) + other + text.slice(place);
              else {
                if (does === 'leave out') lines.splice(line, 1);
                else if (does === 'repeat') lines.splice(line, 0, lines[line] ?? '');
                else if (does === 'replace line') lines[line] = other;
                else lines.reverse();
                text = lines.join('\n');
              }
            }
            const { entries, unreadable } = readPiece(text);
            expect(entries.length + unreadable).toBe(text === '' ? 0 : Math.ceil(text.split('\n').length / 2));
            for (const one of entries) {
              expect(Number.isSafeInteger(one.n) && Number.isFinite(one.t)).toBe(true);
              for (const field of ['name', 'ref', 'peer', 'origin', 'path', 'body'] as const)
                expect(typeof one[field]).toBe('string');
              contentIn(one);
            }
          },
        ),
        RUNS,
      );
    },
    TIMEOUT_MS,
  );
});

test(
  'any text is read as something, and nothing of ours is changed by it',
  () => {
    const forged = fc.oneof(
      fc.string({ unit: character }),
      fc.json(),
      imitated.map((value) => JSON.stringify(value)),
      fc.tuple(posted, fc.nat(), fc.string({ maxLength: 3 })).map(([value, at, other]) => {
        const text = encode(value);
        const place = at % (text.length + 1);
        return text.slice(0, place) + other + text.slice(place + 1);
      }),
    );
    const kinds = ['client', 'called', 'constructor', '__proto__', 'handled'];
    fc.assert(
      fc.property(forged, fc.constantFrom(...kinds), (text, kind) => {
        const before = Reflect.ownKeys(Object.prototype).length;
        decode(text);
        decodeNote(text);
        decodeNote(`["${kind}",${text}]`);
        contentIn({ sort: 'probe', body: text });
        expect(Reflect.ownKeys(Object.prototype)).toHaveLength(before);
        expect(Object.getPrototypeOf(Object.prototype)).toBeNull();
      }),
      RUNS,
    );
  },
  TIMEOUT_MS,
);

test.each([
  ['a Map of Maps', '{"$$":"Map","v":[['.repeat(100_000)],
  ['a set that ends', `${'{"$$":"Set","v":['.repeat(50_000)}${']}'.repeat(50_000)}`],
  ['brackets', `${'['.repeat(100_000)}{"$$":"undefined"}${']'.repeat(100_000)}`],
])('a text 100,000 deep is unreadable, not a crash: %s', (_, text) => {
  expect(decode(text)).toBeInstanceOf(Opaque);
  expect(decodeNote(text)).toBeNull();
});
