/** What is looked at again when documents come and go, or something of them is missing: not what has nothing to do with them. */
import { expect, test } from 'vitest';
import type { Session } from './api.ts';
import { attachedSession } from './testdata/attached.ts';
import { useCallCounter } from './testdata/calls.ts';
import { rowsOf } from './testdata/possible.ts';
import { call, keyOf, Record, world } from './testdata/world.ts';

/** A search looks once more in twice as much. What looked at everything would make a call for each, which is far more. */
const SEARCH = 1.25;

const calls = useCallCounter();

/** A session with so many events of as many interactions, born while WWE's window was watched, and requests, until 30 s. */
function filled(count: number) {
  const { host, a } = world();
  for (let n = 0; n < count; n += 1) {
    const t = 30_000 - (count - n) * 10;
    a.event(t, 'ADDED', call(n, 'RINGING', ''));
    host.request(t + 1, a, `${n}`, 'agent.get');
    a.answer(t + 2, `${n}`);
  }
  const session = attachedSession();
  // As a panel does, which knows the clocks: nothing is guessed.
  session.feed([{ what: 'clock', document: host.info.document, offset: 0 }, ...host.inputs(), ...a.inputs()]);
  return { session, host, a };
}

/** What it shows, as it is. */
const shown = (session: Session) => [...session.interactions(), ...rowsOf(session)];

test('a frame that comes, hears, and goes costs what it heard', () => {
  const cost = (count: number) => {
    const { session } = filled(count);
    const before = shown(session);
    const frame = new Record('frame', 'top/7', { timeOrigin: 60_000 });
    frame.event(60_100, 'X', call('new', 'HELD', ''));
    const made = calls.count(() => {
      session.feed(frame.inputs());
      session.feed([{ what: 'ended', document: 'frame', t: 60_200 }]);
    });
    const known = new Set<unknown>(before);
    expect(shown(session)).toHaveLength(before.length + 2);
    expect(shown(session).filter((one) => !known.has(one))).toHaveLength(2);
    return made;
  };
  expect(cost(2_000)).toBeLessThanOrEqual(cost(150) * SEARCH);
});

test('what is missing of a document costs its own messages, and the requests of its time', () => {
  const cost = (count: number) => {
    const { session } = filled(count);
    const late = new Record('late', 'top/7', { timeOrigin: 29_990 });
    late.event(30_000, 'X', call('new', 'HELD', ''));
    session.feed(late.inputs());
    const before = shown(session);
    const made = calls.count(() => session.feed([{ what: 'lost', document: 'late', count: 3 }]));
    expect(shown(session).every((one, place) => one === before[place] || one.key === keyOf('UUID-new'))).toBe(true);
    return made;
  };
  // Its clock may be a second behind: a hundred requests are of its time.
  expect(cost(2_000)).toBeLessThanOrEqual(cost(150) * SEARCH);
});

test('what is missing of WWE’s window makes unsure what is blocked, of all that was born before', () => {
  const { session, host } = filled(200);
  const blocks = () => new Set(session.interactions().map(({ block }) => block.status));
  expect(blocks()).toEqual(new Set(['clear']));
  session.feed([{ what: 'lost', document: host.info.document, count: 3 }]);
  expect(blocks()).toEqual(new Set(['unknown']));
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
  const status = () => session.interaction(keyOf('other'))?.block.status;
  expect(status()).toBe('unknown');
  // Only now it is known that it was gone by then.
  session.feed([{ what: 'ended', document: 'a', t: 2_500 }]);
  expect(status()).toBe('blocked');
});
