import { expect, test, vi } from 'vitest';
import type { Entry } from '../../entry/entry.ts';
import { createCatchUp } from './catch-up.ts';

const HEADER = { n: 1, kind: 'event', name: '', ref: '', peer: '', origin: '', path: '', body: '' } as const;
const entry = (t: number, sort: Entry['sort'] = 'wire'): Entry => ({ ...HEADER, t, sort });

function setUp() {
  const timers: { readonly run: () => void; readonly at: number }[] = [];
  let now = 10_000;
  const ask = vi.fn();
  const isSeen = vi.fn();
  const certainty = createCatchUp({
    now: () => now,
    later: (run, delay) => void timers.push({ run, at: now + delay }),
    ask,
    isSeen,
  });
  const pass = (ms: number) => {
    const end = now + ms;
    for (;;) {
      const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers.splice(timers.indexOf(next), 1);
      now = next.at;
      next.run();
    }
    now = end;
  };
  return { certainty, ask, isSeen, pass };
}

test('after something came it is asked a few times, and then no more', () => {
  const { certainty, ask, pass } = setUp();
  pass(60_000);
  expect(ask).not.toHaveBeenCalled();
  certainty.heard('d', [entry(69_990)]);
  pass(60_000);
  expect(ask).toHaveBeenCalledTimes(3);
});

test('while more and more comes it is asked at a steady pace, and once more after the last', () => {
  const { certainty, ask, pass } = setUp();
  for (let i = 0; i < 100; i += 1) {
    certainty.heard('d', [entry(10_000 + i * 100)]);
    pass(100);
  }
  const during = ask.mock.calls.length;
  expect(during).toBeGreaterThan(5);
  expect(during).toBeLessThan(12);
  pass(60_000);
  expect(ask.mock.calls.length - during).toBeLessThan(7);
  expect(ask.mock.calls.length).toBeGreaterThan(during);
});

test('times are those of the document, however far its clock stands apart', () => {
  const { certainty, isSeen } = setUp();
  certainty.heard('d', [entry(4_000), entry(4_990)]);
  certainty.current('d', 12_000);
  expect(isSeen.mock.lastCall).toEqual(['d', 6_990]);
  certainty.heard('d', [entry(4_995)]);
  certainty.heard('d', [entry(2_000)]);
  certainty.current('d', 12_000);
  expect(isSeen.mock.lastCall).toEqual(['d', 6_995]);
});

test('where the link knows the clock of a document, that counts, whatever its entries say', () => {
  const { certainty, isSeen } = setUp();
  certainty.learn('d', 3_000);
  certainty.heard('d', [entry(4_000)]);
  certainty.current('d', 12_000);
  certainty.forget('d');
  certainty.current('d', 12_000);
  expect(isSeen.mock.calls).toEqual([['d', 9_000]]);
});

test('a window that nothing came to has the clock of the others; with no others nothing is said', () => {
  const { certainty, isSeen } = setUp();
  certainty.current('host', 12_000);
  expect(isSeen).not.toHaveBeenCalled();
  certainty.heard('d', [entry(9_990)]);
  certainty.current('host', 12_000);
  expect(isSeen.mock.calls).toEqual([['host', 11_990]]);
  certainty.forget('d');
  certainty.current('host', 13_000);
  expect(isSeen).toHaveBeenCalledOnce();
});

test('a page cannot make its clock fast, and nonsense is no time', () => {
  const { certainty, isSeen } = setUp();
  certainty.heard('d', [entry(Number.NaN)]);
  certainty.heard('d', []);
  certainty.current('d', 12_000);
  expect(isSeen).not.toHaveBeenCalled();
  certainty.heard('d', [entry(99_999, 'probe')]);
  certainty.current('d', 12_000);
  expect(isSeen.mock.calls).toEqual([['d', 12_000]]);
});
