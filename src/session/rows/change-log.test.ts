import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChangeLog } from './change-log.ts';

const change = fc.record({
  cut: fc.nat(3),
  /** The lowest place that differs; more than there is: none. */
  from: fc.nat(12),
  added: fc.nat(3),
});

test('who follows what it tells, from any version on, has the list', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const log = new ChangeLog();
      let made = 0;
      let list: readonly number[] = [];
      const versions = [list];
      for (const { cut, from, added } of changes) {
        const left = list.slice(cut);
        const fresh = () => ++made;
        const tail = Array.from({ length: Math.max(0, left.length - from) + added }, fresh);
        const at = Math.min(from, left.length);
        list = [...left.slice(0, at), ...tail];
        log.note(
          versions.length,
          tail.length > 0 ? at : Number.POSITIVE_INFINITY,
          Math.min(cut, versions.at(-1)?.length ?? 0),
        );
        versions.push(list);
        for (const [version, before] of versions.entries()) {
          const same = log.changedSince(version, list.length);
          const kept = before.slice(log.cutSince(version)).slice(0, same);
          expect([...kept, ...list.slice(same)]).toEqual(list);
        }
      }
    }),
  );
});

test('with more cuts than are remembered, an old follower looks at all', () => {
  const log = new ChangeLog();
  for (let version = 1; version <= 3_000; version += 1) log.note(version, 9, 1);
  expect([log.changedSince(1, 10), log.cutSince(1)]).toEqual([0, 0]);
  expect([log.changedSince(2_990, 10), log.cutSince(2_990)]).toEqual([0, 10]);
  expect([log.changedSince(2_999, 10), log.cutSince(2_999)]).toEqual([9, 1]);
  expect([log.changedSince(3_000, 10), log.cutSince(3_000)]).toEqual([10, 0]);
});

test('what was cut since a version is told exactly, as long as it is remembered', () => {
  const log = new ChangeLog();
  for (let version = 1; version <= 3_000; version += 1) log.note(version, 9, 1);
  expect([1_999, 2_000, 2_001, 2_999, 3_000].map((version) => log.cutSince(version))).toEqual([0, 1_000, 999, 1, 0]);
});
