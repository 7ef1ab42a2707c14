import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { character } from '../testdata/character.ts';
import { inSentence, inWords, piecesOf, type Spaces } from './invisible.ts';
import { hasInvisible } from './unseen.ts';

describe('a text', () => {
  it.each<[string, string, Spaces?]>([
    ['plain text', 'plain text'],
    ['a\u200bb', 'a⟨U+200B⟩b'],
    ['\0', '⟨NUL⟩'],
    [' ', '⟨SPACE⟩'],
    [' a  b ', '⟨SPACE⟩a⟨SPACE ×2⟩b⟨SPACE⟩'],
    [' a  b ', '⟨SPACE⟩a  b⟨SPACE⟩', 'ends'],
    [' a  b ', ' a  b ', 'none'],
    ['   ', '⟨SPACE ×3⟩'],
    ['\u200b\u200b\u200c', '⟨U+200B ×2⟩⟨U+200C⟩'],
    ['a\tb\nc\r', 'a⟨TAB⟩b⟨⏎⟩c⟨CR⟩'],
    ['\u202egnp.exe\u2066', '⟨U+202E⟩gnp.exe⟨U+2066⟩'],
    ['a\u00a0b\u3000c', 'a⟨U+00A0⟩b⟨U+3000⟩c'],
    ['\ud800x\u{e0041}', '⟨U+D800⟩x⟨U+E0041⟩'],
    ['\u2800\u3164\u00ad\ufeff\uffff', '⟨U+2800⟩⟨U+3164⟩⟨U+00AD⟩⟨U+FEFF⟩⟨U+FFFF⟩'],
    ['é 漢字 🙂 a\u0301', 'é 漢字 🙂 a\u0301'],
    ['שלום', '\u2068שלום\u2069'],
  ])('%j is %j', (text, words, spaces) => {
    expect(inWords(text, spaces)).toBe(words);
  });

  it('is the sum of its parts, and no part but the marked ones has anything unseen', () => {
    const odd = fc.constantFrom(' ', '\u200b', '\0', '\u202e', '\ud800', '\t', '\u00a0', 'é', '🙂', 'a');
    const text = fc.string({ unit: fc.oneof(odd, character), maxLength: 20 });
    fc.assert(
      fc.property(text, fc.constantFrom<Spaces>('all', 'ends', 'none'), (given, spaces) => {
        const pieces = piecesOf(given, spaces);
        expect(pieces.map((piece) => piece.text).join('')).toBe(given);
        for (const piece of pieces) if (piece.is === 'text') expect(piece.text).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is told from every other one', () => {
    const odd = fc.constantFrom(' ', '  ', '\u200b', '\u200c', '\0', '\u202e', '\u00a0', '\n', '\t', 'a', '⏎');
    const text = fc.array(odd, { maxLength: 6 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (one, other) => {
        if (one !== other) expect(inWords(one)).not.toBe(inWords(other));
      }),
      { numRuns: 3_000 },
    );
  });

  it('has few marks, and the rest of it is told by its length', () => {
    const pieces = piecesOf('\u200b\u200c'.repeat(100_000));
    expect(pieces).toHaveLength(201);
    expect(pieces.at(-1)).toMatchObject({ is: 'rest', text: '\u200b\u200c'.repeat(99_900) });
    expect(piecesOf('\u200b'.repeat(100_000))).toMatchObject([{ name: 'U+200B ×100000' }]);
  });

  it('in a control is told only if something of it cannot be seen there', () => {
    const unseen = ['a\u200b', '  ', 'a\tb', '\u202e'];
    expect(['', 'a', 'a ', 'two\nlines', 'é', ...unseen].filter(hasInvisible)).toEqual(unseen);
  });

  it('in a sentence leaves what numbers, times and isolated names have', () => {
    expect(inSentence('10:15\u202fAM, 1\u00a0234 \u2068שלום\u2069 \u202e\0')).toBe(
      '10:15\u202fAM, 1\u00a0234 \u2068שלום\u2069 ⟨U+202E⟩⟨NUL⟩',
    );
  });
});
