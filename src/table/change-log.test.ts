import { expect, test } from 'vitest';
import { ChangeLog } from './change-log.ts';

test('tells what was shown since a version, and says when it cannot', () => {
  const log = new ChangeLog();
  expect(log.since(0)).toEqual(new Set());
  log.note(1, 'a');
  log.note(2, 'b');
  log.note(2, 'a');
  log.note(3, 'c');
  expect([0, 1, 2, 3].map((version) => [...(log.since(version) ?? [])].sort().join(''))).toEqual([
    'abc',
    'abc',
    'c',
    '',
  ]);
  for (let n = 4; n < 80_000; n += 1) log.note(n, `${n}`);
  expect(log.since(3)).toBeNull();
  expect(log.since(79_998)).toEqual(new Set(['79999']));
});
