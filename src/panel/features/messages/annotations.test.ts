import { signal } from '@preact/signals';
import { describe, expect, test } from 'vitest';
import type { MessageRow } from '../../../session/messages-model.ts';
import { createAnnotations, LONGEST_NOTE, MOST_MARKS, MOST_ROWS } from './annotations.ts';
import { FakeList, makeRow } from './testdata/rows.ts';

function start(rows: readonly MessageRow[]) {
  const fake = new FakeList(rows);
  let gone = 0;
  const list = {
    get: (key: string) => fake.get(key),
    at: (index: number) => fake.at(index),
    get dropped() {
      return gone;
    },
  };
  const [version, cleared] = [signal(0), signal(0)];
  const listeners: (() => void)[] = [];
  const annotations = createAnnotations({ list, version, cleared, beforeForgetting: (one) => listeners.push(one) });
  return {
    cleared,
    annotations,
    forget(left: readonly MessageRow[]) {
      for (const listener of listeners) listener();
      fake.set(left);
      version.value += 1;
    },
    changed(left: readonly MessageRow[], dropped = 0) {
      fake.set(left);
      gone = dropped;
      version.value += 1;
    },
  };
}
const [A, B, C] = [makeRow('r1'), makeRow('r2'), makeRow('r3')];

describe('pins and notes', () => {
  test('belong to their row, and go with it', () => {
    const { annotations, changed } = start([A, B]);
    annotations.pin(A, true);
    annotations.note(A, '  looks   odd ');
    annotations.note(B, 'x');
    expect([annotations.isPinned(A), annotations.isPinned(B), annotations.noteOf(A)]).toEqual([
      true,
      false,
      'looks odd',
    ]);
    annotations.note(B, '');
    expect(annotations.noteOf(B)).toBe('');
    changed([B, C]);
    expect([annotations.isPinned(A), annotations.noteOf(A)]).toEqual([false, '']);
  });

  test('stay with a message that turns out to be part of another row', () => {
    const call = makeRow('page 1');
    const { annotations, changed } = start([call]);
    annotations.pin(call, true);
    const joined = makeRow('page 2', { call: call.entry });
    changed([joined]);
    expect(annotations.isPinned(joined)).toBe(true);
  });

  test('are bounded, and so are their texts', () => {
    const rows = Array.from({ length: MOST_ROWS + 1 }, (_, index) => makeRow(`r${index}`));
    const { annotations } = start(rows);
    expect(rows.map((row) => annotations.pin(row, true)).filter((isTaken) => !isTaken)).toHaveLength(1);
    expect(rows.map((row) => annotations.note(row, 'n')).filter((isTaken) => !isTaken)).toHaveLength(1);
    const [first = A] = rows;
    annotations.note(first, 'x'.repeat(5_000));
    expect(annotations.noteOf(first)).toHaveLength(LONGEST_NOTE);
  });
});

describe('marks', () => {
  test('are by time, renamed and removed, and the latest are kept', () => {
    const { annotations } = start([A]);
    annotations.addMark(20, 'second');
    annotations.addMark(10, '');
    const names = () => annotations.marks.value.map(({ name }) => name);
    expect(names()).toEqual(['', 'second']);
    annotations.renameMark(annotations.marks.value[0]?.key ?? '', ' first ');
    expect(names()).toEqual(['first', 'second']);
    annotations.removeMark(annotations.marks.value[1]?.key ?? '');
    expect(names()).toEqual(['first']);
    for (let t = 100; t < 100 + MOST_MARKS; t += 1) annotations.addMark(t, String(t));
    expect([annotations.marks.value.length, names()[0]]).toEqual([MOST_MARKS, '100']);
  });

  test('go with the rows around them, and all with Clear', () => {
    const { annotations, changed, forget, cleared } = start([A, B, C]);
    for (const t of [1, 2, 3, 4]) annotations.addMark(t, '');
    annotations.pin(C, true);
    const times = () => annotations.marks.value.map(({ t }) => t);
    changed([B, C], 1);
    expect(times()).toEqual([2, 3, 4]);
    forget([C]);
    expect(times()).toEqual([3, 4]);
    cleared.value += 1;
    expect([times(), annotations.isPinned(C)]).toEqual([[], false]);
  });
});
