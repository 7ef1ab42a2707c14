import { expect, test, vi } from 'vitest';
import { serveRecord } from './bridge-end.ts';

function setUp() {
  const record = {
    last: 0,
    trimmed: 0,
    cleared: 0,
    piece(after: number, max: number) {
      const first = Math.max(after, this.trimmed) + 1;
      if (first > this.last) return null;
      const last = Math.min(this.last, first + max - 1);
      return { first, last, text: `${first}-${last}` };
    },
  };
  const post = vi.fn();
  const served = serveRecord(post, record);
  const add = (count = 1) => {
    for (let i = 0; i < count; i += 1) {
      record.last += 1;
      served.added();
    }
  };
  return { record, served, add, said: () => post.mock.calls.splice(0).map(([message]) => message) };
}

test('a panel that had pulled all gets what comes at once, one piece for each pull', () => {
  const { record, served, add, said } = setUp();
  add();
  expect(said()).toEqual([]);
  served.pull(0, 10);
  expect(said()).toMatchObject([{ t: 'piece', after: 0, first: 1, last: 1 }]);
  add();
  expect(said()).toEqual([]);
  served.pull(1, 10);
  served.pull(2, 10);
  said();
  add(3);
  expect(said()).toEqual([{ t: 'piece', after: 2, first: 3, last: 3, text: '3-3' }]);
  served.pull(3, 1);
  expect(said()).toMatchObject([{ first: 4, last: 4 }]);
  served.pull(5, 1);
  record.cleared = 5;
  add();
  expect(said()).toMatchObject([{ first: 6, last: 6 }]);
});

test('what was cleared is not called gone: the piece begins after it, even where nothing came since', () => {
  const { record, served, add, said } = setUp();
  add(5);
  record.trimmed = 4;
  record.cleared = 4;
  served.pull(1, 10);
  record.trimmed = 5;
  record.cleared = 5;
  served.pull(1, 10);
  expect(said()).toEqual([
    { t: 'piece', after: 4, first: 5, last: 5, text: '5-5' },
    { t: 'piece', after: 5, first: 6, last: 5, text: '' },
  ]);
});

test('says what is gone: cut off before a piece, or all of it', () => {
  const { record, served, add, said } = setUp();
  add(5);
  record.trimmed = 3;
  served.pull(1, 10);
  record.trimmed = 5;
  served.pull(1, 10);
  served.pull(5, 10);
  expect(said()).toEqual([
    { t: 'piece', after: 1, first: 4, last: 5, text: '4-5' },
    { t: 'piece', after: 1, first: 6, last: 5, text: '' },
  ]);
});

test('flush posts what was not handed out, from the last piece on', () => {
  const { served, add, said } = setUp();
  add(4);
  served.pull(1, 2);
  said();
  add(2);
  served.flush();
  expect(said()).toEqual([{ t: 'piece', after: 3, first: 4, last: 6, text: '4-6' }]);
  served.flush();
  expect(said()).toEqual([]);
});
