import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import { Bytes, Opaque, Reference } from '../../../entry/decode.ts';
import { maskToken } from '../../../protocol/secret-names.ts';
import { MASK, masked } from '../../../protocol/tokens.ts';
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { changedPaths, MOST_LOOKED_AT, pathsAbove } from './diff.ts';
import { sameValue } from './equal.ts';
import { FIRST, treeRows } from './rows.ts';
import { oneLine } from './shape.ts';
import { jsonText } from './text.ts';

installTexts(messagesLookup(english));

const JWT = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl';

describe('sameValue', () => {
  it('compares by content', () => {
    expect(sameValue({ a: [1, { b: Number.NaN }] }, { a: [1, { b: Number.NaN }] })).toBe(true);
    expect(sameValue({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(sameValue(10, '10')).toBe(false);
    expect(sameValue({ a: undefined }, { b: undefined })).toBe(false);
    expect(sameValue(new Date(0), new Date(1))).toBe(false);
    expect(sameValue(new Map([['a', [1]]]), new Map([['a', [1]]]))).toBe(true);
    expect(sameValue(new Set([1]), new Set([2]))).toBe(false);
    expect(sameValue(new Bytes('Blob', 2, Uint8Array.of(1, 2)), new Bytes('Blob', 2, Uint8Array.of(1, 3)))).toBe(false);
    expect(sameValue(new Opaque('Blob'), new Reference('/a'))).toBe(false);
    expect(sameValue([], {})).toBe(false);
  });

  it('survives cycles and great depth', () => {
    const cycle = () => {
      const value: Record<string, unknown> = {};
      value.self = value;
      return value;
    };
    expect(sameValue(cycle(), cycle())).toBe(true);
    let deep: unknown = 1;
    let other: unknown = 2;
    for (let i = 0; i < 50_000; i += 1) [deep, other] = [[deep], [other]];
    expect(sameValue(deep, other)).toBe(false);
  });
});

describe('changedPaths', () => {
  it('names the deepest changes, what is new and what is gone', () => {
    const before = { state: 'RINGING', userData: { a: 1, 'x/y': 1, gone: 1 }, parties: [{ name: 'A' }] };
    const after = { state: 'TALKING', userData: { a: 1, 'x/y': 2, added: 1 }, parties: [{ name: 'A' }, { name: 'B' }] };
    expect([...changedPaths(before, after)].sort()).toEqual([
      '/parties/1',
      '/state',
      '/userData/added',
      '/userData/gone',
      '/userData/x~1y',
    ]);
    expect([...pathsAbove(new Set(['/userData/a', '/b']))].sort()).toEqual(['', '/userData']);
  });

  it('is empty for equal values and names the root for another kind', () => {
    expect(changedPaths(undefined, undefined).size).toBe(0);
    expect([...changedPaths([], {})]).toEqual(['']);
    fc.assert(fc.property(fc.jsonValue(), (value) => changedPaths(value, structuredClone(value)).size === 0));
  });
});

describe('masked', () => {
  it('masks parameters of addresses, and nothing else of them', () => {
    const address = 'https://a.example.com/x?id=1&access_token=abc&jwt=d#id_token=e&state=f&tokens=3';
    expect(masked(address)).toBe(
      `https://a.example.com/x?id=1&access_token=${MASK}&jwt=${MASK}#id_token=${MASK}&state=f&tokens=3`,
    );
  });

  it('masks each token of a text and keeps the rest', () => {
    expect(masked(`a ${JWT} b, Bearer abcdef0123456789 c`)).toBe(`a eyJ${MASK} b, Bearer ${MASK} c`);
  });

  it.each(['', 'Basic information for the agent', 'https://a.example.com/x?id=1&q=token', MASK])(
    'gives %o back as it is',
    (text) => expect(masked(text)).toBe(text),
  );
});

describe('maskToken', () => {
  it.each([
    [['jwtToken'], 'short', MASK],
    [['Access_Token'], 'abc', MASK],
    [['authorization'], 'Basic abc', MASK],
    [['auth', 'token', '0'], 'abc', MASK],
    [['note'], `see ${JWT} there`, `see eyJ${MASK} there`],
    [['note'], 'Bearer abcdef0123456789', `Bearer ${MASK}`],
    [['note'], 'Basic dXNlcjpwYXNzd29yZA==', `Basic ${MASK}`],
    [['password'], 1234, MASK],
  ])('masks %o %o', (names, value, mask) => expect(maskToken(names, value)).toBe(mask));

  it.each([
    [['note'], 'Basic information for the agent'],
    [['tokenizer'], 'bpe'],
    [['token'], ''],
    [['token'], true],
    [['IW_CaseUid'], '5b0c1f52-7a3e-4c1d-9a44-1f0e8d2c7b10'],
  ])('shows %o %o', (names, value) => expect(maskToken(names, value)).toBeNull());

  it('leaves no part of a token, wherever it is cut', () => {
    const secret = JWT.split('.')[1] ?? '';
    for (let end = 20; end <= JWT.length; end += 1) {
      expect(maskToken(['note'], JWT.slice(0, end)) ?? '').not.toContain(secret.slice(0, 6));
    }
  });
});

describe('oneLine', () => {
  it('shows what JSON has no word for, and masks', () => {
    expect(oneLine({ a: undefined, n: Number.NaN, z: -0, b: 1n, t: 'x', jwtToken: 'abc' }, 200)).toBe(
      `{"a": undefined, "n": NaN, "z": -0, "b": 1n, "t": "x", "jwtToken": "${MASK}"}`,
    );
    expect(oneLine([new Date(0), new Map([['k', 1]]), new Set(['s'])], 200)).toBe(
      '[Date 1970-01-01T00:00:00.000Z, Map {"k" → 1}, Set {"s"}]',
    );
    expect(oneLine(new Reference(''), 99)).toBe('same as the whole');
    expect(oneLine(Uint8Array.of(1, 255), 99)).toBe('Uint8Array (2 bytes) 01 ff');
    expect(oneLine(new Date(Number.NaN), 99)).toBe('Date invalid');
  });

  it('stays short whatever it is given', () => {
    const wide = Array.from({ length: 100_000 }, (_, i) => 'x'.repeat(i % 100));
    expect(oneLine(wide, 100).length).toBeLessThanOrEqual(101);
    let deep: unknown = 1;
    for (let i = 0; i < 50_000; i += 1) deep = [deep];
    expect(oneLine(deep, 100)).toBe('[[[[[[[…]]]]]]]');
  });
});

describe('jsonText', () => {
  it('is the JSON of what JSON can carry', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const carried: unknown = JSON.parse(JSON.stringify(value));
        expect(JSON.parse(jsonText(carried))).toEqual(carried);
      }),
      { examples: [[{ ['__proto__']: 1 }]] },
    );
  });

  it('says what it cannot carry, masks tokens but those shown, and ends on cycles', () => {
    const value: Record<string, unknown> = { u: undefined, jwtToken: 'abc', m: new Map([['token', 'x']]) };
    value.self = value;
    expect(JSON.parse(jsonText(value, [], new Set(['/jwtToken'])))).toEqual({
      u: '(undefined)',
      jwtToken: 'abc',
      m: [['token', MASK]],
      self: '(cycle)',
    });
  });
});

describe('what a page makes as large as it can', () => {
  /** An object with so many keys, and how often one of its values was read. */
  function wide(count: number) {
    const target = Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]));
    const read = { values: 0, keys: 0 };
    const value: object = new Proxy(target, {
      get(of, key) {
        read.values += 1;
        return Reflect.get(of, key);
      },
      ownKeys(of) {
        read.keys += 1;
        return Reflect.ownKeys(of);
      },
    });
    return { value, read };
  }

  it('is read where it is shown and nowhere else, and its keys are listed once', () => {
    const { value, read } = wide(200_000);
    for (let stroke = 0; stroke < 20; stroke += 1) {
      expect(treeRows(value, new Map([['', FIRST]]))).toHaveLength(102);
      expect(oneLine(value, 120).length).toBeLessThan(130);
    }
    expect(read.keys).toBe(1);
    expect(read.values).toBeLessThan(20 * 200);
  });

  it('shows the keys of a Map as names without listing all for each', () => {
    const map = new Map(Array.from({ length: 1_000 }, (_, index) => [`token${index}`, index]));
    const entries = map[Symbol.iterator].bind(map);
    let listed = 0;
    map[Symbol.iterator] = () => {
      listed += 1;
      return entries();
    };
    const rows = treeRows(map, new Map([['', FIRST]]));
    expect(rows[1]).toMatchObject({ names: ['token0'] });
    expect(listed).toBe(1);
  });

  it('is compared up to a limit, and as far as it is written', () => {
    const { value, read } = wide(MOST_LOOKED_AT);
    expect([...changedPaths({ a: 1, value: {} }, { a: 2, value })]).toEqual(['/a']);
    expect(read.values).toBe(0);
    expect(JSON.parse(jsonText(value, [], undefined, 50))).toMatchObject({ k0: 0, k40: 40 });
    expect(read.values).toBeLessThanOrEqual(50);
  });

  it.each([
    [`eyJ${'a'.repeat(8_000_000)}`, `eyJ${MASK}`],
    [`eyJ${'a'.repeat(20)}${'.a'.repeat(4_000_000)}`, `eyJ${MASK}${'.a'.repeat(4_000_000 - 4)}`],
    [`Bearer ${'a'.repeat(8_000_000)} b`, `Bearer ${MASK} b`],
    [`Basic ${'a'.repeat(8_000_000)}==`, `Basic ${MASK}`],
    [`?token=${'a'.repeat(8_000_000)}`, `?token=${MASK}`],
  ])('is masked, however long the token is (%#)', (text, shown) => {
    expect(masked(text) === shown).toBe(true);
  });
});
