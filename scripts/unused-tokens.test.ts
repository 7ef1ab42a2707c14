import { expect, test } from 'vitest';
import { withoutUnused } from './unused-tokens.mjs';

test('what nothing names is not defined', () => {
  const sheet = ':root{--a:light-dark(#fff,#000);--a-b:1px;--c:2px}@media x{:root{--a-b:3px}}p{color:var(--a)}';
  expect(withoutUnused(sheet, sheet)).toBe(':root{--a:light-dark(#fff,#000);}@media x{:root{}}p{color:var(--a)}');
});

test('what another token, a script or another sheet names is', () => {
  const sheet = ':root{--a:1px;--b:solid var(--a);--c:2px;--d:3px}';
  const named = `${sheet}\ni{width:var(--c)}\nstyle.setProperty("--b",x)`;
  expect(withoutUnused(sheet, named)).toBe(':root{--a:1px;--b:solid var(--a);--c:2px;}');
});
