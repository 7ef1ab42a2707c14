import { expect, test } from 'vitest';
import type { Slot } from '../../values/json/slot.ts';
import { type KeyChange, type KeyEdit, statusOfKey, step } from './key-edit.ts';

const slot = (value: string): Slot => ({ present: true, value });
const edit: KeyEdit = { key: 'K', wish: slot('new'), base: slot('old'), sent: null, moved: null, due: false };
const sent = { wish: slot('new'), ref: 'r' };

/** The key held `old`, and the user wants `new`. */
const STATES: Readonly<Record<string, KeyEdit | null>> = {
  clean: null,
  edited: edit,
  pending: { ...edit, sent: { ...sent, phase: 'pending', at: 1, sighting: 'none' } },
  accepted: { ...edit, sent: { ...sent, phase: 'accepted', sighting: 'none' } },
  failed: { ...edit, sent: { ...sent, phase: 'failed', error: 'No.' } },
  timeout: { ...edit, sent: { ...sent, phase: 'timeout', sighting: 'none' } },
};

const want = (value: string): KeyChange => ({ is: 'edited', wish: slot(value), base: slot('old'), moved: null });

/** What happens, and what WWE shows then. */
const EVENTS: Readonly<Record<string, readonly [KeyChange, string]>> = {
  'wants newer': [want('newer'), 'old'],
  'wants old': [want('old'), 'old'],
  'given up': [{ is: 'given up' }, 'old'],
  accepted: [{ is: 'answered', ref: 'r', error: null }, 'old'],
  refused: [{ is: 'answered', ref: 'r', error: 'No.' }, 'old'],
  'another accepted': [{ is: 'answered', ref: 's', error: null }, 'old'],
  'timed out': [{ is: 'timed out', ref: 'r' }, 'old'],
  'seen new': [{ is: 'seen' }, 'new'],
  'seen old': [{ is: 'seen' }, 'old'],
  'seen theirs': [{ is: 'seen' }, 'theirs'],
};

/** The status that each comes to; where it is not said, it stays what it is. */
const TABLE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  clean: { 'wants newer': 'edited' },
  edited: { 'wants old': 'clean', 'given up': 'clean', 'seen new': 'clean', 'seen theirs': 'conflict' },
  // What is on its way is never forgotten: what is wanted now waits for it.
  pending: {
    'wants newer': 'edited',
    'wants old': 'edited',
    accepted: 'accepted',
    refused: 'failed',
    'timed out': 'timeout',
  },
  accepted: {
    'wants newer': 'edited',
    'wants old': 'edited',
    'seen new': 'clean',
    'seen old': 'conflict',
    'seen theirs': 'conflict',
  },
  failed: {
    'wants newer': 'edited',
    'wants old': 'clean',
    'given up': 'clean',
    'seen new': 'clean',
    'seen theirs': 'conflict',
  },
  timeout: {
    'wants newer': 'edited',
    'wants old': 'clean',
    'given up': 'clean',
    accepted: 'accepted',
    refused: 'failed',
    'seen new': 'clean',
    'seen theirs': 'conflict',
  },
};

test.each(Object.entries(TABLE))('a key that is %s', (from, row) => {
  const state = STATES[from] ?? null;
  for (const [name, [change, seen]] of Object.entries(EVENTS)) {
    const after = step('K', state, slot(seen), change);
    expect([name, statusOfKey(after, slot(seen)).is]).toEqual([name, row[name] ?? from]);
  }
});

test('what was sent may be sent again only when nothing of it is on its way', () => {
  const ready = Object.entries(STATES).filter(([, one]) => {
    const status = statusOfKey(one, slot('old'));
    return status.is === 'edited' || status.is === 'failed' || status.is === 'timeout';
  });
  expect(ready.map(([name]) => name)).toEqual(['edited', 'failed', 'timeout']);
});
