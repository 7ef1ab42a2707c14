/** Colours and sizes stand in tokens.css alone. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SRC = join(import.meta.dirname, '..');
const TOKENS = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
/** Widths at which a layout may change: a media query cannot name a token. */
const BREAKPOINTS = new Set(TOKENS.match(/(?<=--below-\d: )\d+px/g));
const SHEETS = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.css') && file !== 'design/tokens.css');

/** Lengths that are no share of anything, and colours by code, by function, by name. */
const LITERAL =
  /(?<![\w-])(?:-?[\d.]+(?:px|pt|cm|mm|in)\b|#[\da-f]{3,8}\b|(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|light-dark)a?\(|(?:black|white|silver|gr[ae]y|red|maroon|yellow|olive|lime|green|aqua|teal|blue|navy|fuchsia|purple|orange|pink|brown|gold|crimson|tomato|(?:light|dark|medium)[a-z]{3,})(?![\w-]))/gi;

/** The literals of a style sheet, each with the line, from 1, on which its declaration or query begins. */
function literalsOf(css: string): readonly string[] {
  const blank = (text: string) => text.replaceAll(/[^\n]/g, ' ');
  const plain = css.replaceAll(/\/\*[\s\S]*?\*\/|"[^"]*"/g, blank);
  const lineAt = (index: number) => plain.slice(0, index).split('\n').length;
  const declared = [...plain.matchAll(/(?<=[{;}]\s*)[a-z-]+\s*:([^;{}]+)(?=[;}])/g)].flatMap(
    ({ index, 1: value = '' }) => (value.match(LITERAL) ?? []).map((one) => `${lineAt(index)}: ${one}`),
  );
  const asked = [...plain.matchAll(/@(?:media|container)[^{]*/g)].flatMap(({ index, 0: query }) =>
    (query.match(/[\d.]+px/g) ?? []).filter((one) => !BREAKPOINTS.has(one)).map((one) => `${lineAt(index)}: ${one}`),
  );
  return [...declared, ...asked];
}

test.each(SHEETS)('%s names tokens, and has no colour or size of its own', (file) => {
  expect(literalsOf(readFileSync(join(SRC, file), 'utf8'))).toEqual([]);
});

test.each([
  ['a {\n  color: #fff;\n}', '2: #fff'],
  ['a {\n  border: 1px solid var(--border);\n}', '2: 1px'],
  ['a {\n  margin: -2px;\n}', '2: -2px'],
  ['a {\n  background: rgb(0 0 0 / 35%);\n}', '2: rgb('],
  ['a {\n  background: color-mix(in srgb, red 5%, var(--bg));\n}', '2: red'],
  ['a {\n  background: linear-gradient(\n    var(--bg) 0 21px,\n    var(--bg)\n  );\n}', '2: 21px'],
  ['@media (max-width: 555px) {\n}', '1: 555px'],
])('finds a literal: %s', (css, found) => {
  expect(literalsOf(css)).toEqual([found]);
});

test('leaves shares, tokens and the widths that tokens.css names', () => {
  const css =
    '/* 3px */\n@media (max-width: 560px) {\n  .red-row {\n    width: 50%;\n    gap: var(--space-2);\n    content: "4px";\n  }\n}';
  expect(literalsOf(css)).toEqual([]);
});

test('what stands on the colour of what is selected has the colour that is read on it', () => {
  const unreadable = SHEETS.flatMap((file) => {
    const rules = readFileSync(join(SRC, file), 'utf8').match(/[^{}]+\{[^{}]*\}/g) ?? [];
    return rules
      .filter(
        (rule) => rule.includes('background: var(--bg-selected);') && !rule.includes(' color: var(--text-selected);'),
      )
      .map((rule) => `${file}: ${rule.trim()}`);
  });
  expect(unreadable).toEqual([]);
});

test('every token that is named is there', () => {
  const known = new Set(TOKENS.match(/--[\w-]+(?=:)/g));
  // Set by components, from what the user chose or from the data.
  for (const own of ['--columns', '--details', '--level']) known.add(own);
  for (const file of SHEETS) {
    const named = readFileSync(join(SRC, file), 'utf8').match(/(?<=var\()--[\w-]+/g) ?? [];
    expect(
      named.filter((name) => !known.has(name)),
      file,
    ).toEqual([]);
  }
});
