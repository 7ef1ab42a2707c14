/** What the table reckons with is what the style sheets draw. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BELOW } from './useBeside.ts';
import { HEADER, ROW } from './virtual-scroll.ts';

const TOKENS = readFileSync(join(import.meta.dirname, '../../design/tokens.css'), 'utf8');

test.each([
  ['--row', ROW],
  ['--header', HEADER],
  ['--below-3', BELOW],
])('%s', (name, height) => {
  expect(TOKENS.match(new RegExp(`(?<=${name}: )[^;]+`))?.[0]).toBe(`${height}px`);
});
