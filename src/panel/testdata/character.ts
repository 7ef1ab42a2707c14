import fc from 'fast-check';

const BEFORE_SURROGATES = 0xd800;
const SURROGATES = 0x800;

/**
 * Any character of Unicode, for `fc.string({ unit: character })`. It is what `unit: 'binary'` draws, which first makes a
 * list of all million of them, in each thread: that takes longer than most tests.
 */
export const character: fc.Arbitrary<string> = fc.nat({ max: 0x10ffff - SURROGATES }).map(
  (n) => String.fromCodePoint(n < BEFORE_SURROGATES ? n : n + SURROGATES),
  (text) => {
    const code = typeof text === 'string' ? (text.codePointAt(0) ?? -1) : -1;
    if (code < 0 || String.fromCodePoint(code) !== text) throw new Error('no single character');
    return code < BEFORE_SURROGATES ? code : code - SURROGATES;
  },
);
