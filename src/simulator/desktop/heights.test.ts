/** What the lists reckon with is what the style sheets draw. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ACTS, BAR, CASE, STEP_LINE, STEP_LIST } from './heights.ts';

const TOKENS = readFileSync(join(import.meta.dirname, '../../design/tokens.css'), 'utf8');

test.each([
  ['--case', CASE],
  ['--case-bar', BAR],
  ['--case-acts', ACTS],
  ['--step', STEP_LINE],
  ['--steps', STEP_LIST],
])('%s', (name, height) => {
  expect(TOKENS.match(new RegExp(`(?<=${name}: )[^;]+`))?.[0]).toBe(`${height}px`);
});
