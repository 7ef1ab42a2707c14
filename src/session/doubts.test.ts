/** Counts what is looked at again when documents come and go: not what has nothing to do with them. */
import { beforeEach, expect, test, vi } from 'vitest';
import { attachedSession } from './testdata/attached.ts';
import { call, Record, world } from './testdata/world.ts';

const work = vi.hoisted(() => ({ rows: 0, shown: 0, paired: 0 }));

vi.mock('./rows/row.ts', async (original) => {
  const real = await original<typeof import('./rows/row.ts')>();
  return {
    ...real,
    showLine: (...args: Parameters<typeof real.showLine>) => {
      work.rows += 1;
      return real.showLine(...args);
    },
  };
});
vi.mock('./interactions.ts', async (original) => {
  const real = await original<typeof import('./interactions.ts')>();
  return {
    ...real,
    showGroup: (...args: Parameters<typeof real.showGroup>) => {
      work.shown += 1;
      return real.showGroup(...args);
    },
  };
});
vi.mock('./pairing.ts', async (original) => {
  const real = await original<typeof import('./pairing.ts')>();
  return {
    ...real,
    pair: (...args: Parameters<typeof real.pair>) => {
      work.paired += 1;
      return real.pair(...args);
    },
  };
});

beforeEach(() => void Object.assign(work, { rows: 0, shown: 0, paired: 0 }));

/** A session with 200 events of 200 interactions and 200 requests, from 2 s to 4 s. */
function filled() {
  const { host, a } = world();
  for (let n = 0; n < 200; n += 1) {
    a.event(2_000 + n * 10, 'X', call(n, 'HELD', ''));
    host.request(2_001 + n * 10, a, `${n}`, 'agent.get');
    a.answer(2_002 + n * 10, `${n}`);
  }
  const session = attachedSession();
  session.feed([...host.inputs(), ...a.inputs()]);
  Object.assign(work, { rows: 0, shown: 0, paired: 0 });
  return { session, host, a };
}

test('a frame that comes, hears, and goes costs what it heard', () => {
  const { session } = filled();
  const frame = new Record('frame', 'top/7', { timeOrigin: 60_000 });
  frame.event(60_100, 'X', call(900, 'HELD', ''));
  session.feed(frame.inputs());
  session.feed([{ what: 'ended', document: 'frame', t: 60_200 }]);
  expect(session.messages().length).toBe(401);
  expect(work.rows).toBeLessThanOrEqual(4);
  expect(work.shown).toBeLessThanOrEqual(4);
  expect(work.paired).toBe(0);
});

test('what is missing of a document costs its own messages, and the requests of its time', () => {
  const { session, host } = filled();
  const late = new Record('late', 'top/7', { timeOrigin: 3_990 });
  late.event(4_000, 'X', call(900, 'HELD', ''));
  session.feed(late.inputs());
  Object.assign(work, { rows: 0, shown: 0, paired: 0 });
  session.feed([{ what: 'lost', document: 'late', count: 3 }]);
  expect(work.rows).toBe(1);
  expect(work.shown).toBe(1);
  expect(work.paired).toBeLessThanOrEqual(101);
  Object.assign(work, { rows: 0, shown: 0, paired: 0 });
  session.feed([{ what: 'lost', document: host.info.document, count: 3 }]);
  // Of WWE's window it says something of all: who called, and what was born unblocked.
  expect([work.shown, work.paired]).toEqual([201, 200]);
});

test('a loss makes unsure what was said of messages before', () => {
  const { host, a } = world();
  host.subscribe(2_000, a, '0', 'interaction');
  a.event(2_050, 'X', call(1, 'HELD', ''));
  a.answer(2_100, '0', { subscriptionId: '1' });
  const session = attachedSession();
  session.feed([...host.inputs(), ...a.inputs()]);
  const marks = () => session.messages().get('a 1')?.marks;
  expect(marks()).toContain('before subscription');
  session.feed([{ what: 'lost', document: 'a', count: 1 }]);
  expect(marks()).not.toContain('before subscription');
});

test('the end of one that saw the same id tells whose block it was', () => {
  const { host, a, b } = world();
  const c = new Record('c', 'top/2', { timeOrigin: 1_003 });
  a.event(2_000, 'X', call(7, 'HELD', ''));
  b.event(2_001, 'X', call(7, 'HELD', '', { interactionUUID: 'other' }));
  host.request(3_000, c, '0', 'interaction.blockMarkdone', ['7', 'Not yet']);
  c.answer(3_001, '0');
  const session = attachedSession();
  session.feed([host, a, b, c].flatMap((one) => one.inputs()));
  const status = () => session.interaction('uuid other')?.block.status;
  expect(status()).toBe('unknown');
  // Only now it is known that it was gone by then.
  session.feed([{ what: 'ended', document: 'a', t: 2_500 }]);
  expect(status()).toBe('blocked');
});
