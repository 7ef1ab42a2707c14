import { expect, it } from 'vitest';
import { createSession } from './session.ts';
import { call, world } from './testdata/world.ts';

it('raises its version only when something came', () => {
  const { a } = world();
  a.event(2_000, 'X', call(1, 'HELD', ''));
  const session = createSession();
  session.feed([]);
  expect(session.version).toBe(0);
  session.feed(a.inputs());
  const { version } = session;
  expect(version).toBeGreaterThan(0);
  session.feed([{ what: 'entries', document: 'a', entries: a.entries }]);
  expect(session.version).toBe(version);
});

it('takes entries that come before their document is announced', () => {
  const { a } = world();
  a.event(2_000, 'X', call(1, 'HELD', ''));
  const session = createSession();
  session.feed([...a.inputs()].reverse());
  expect(session.interactions()).toHaveLength(1);
});

it('reads only what the model needs', () => {
  const { a } = world();
  a.add(2_000, { userAgent: 'WWE Server', event: 'agent', data: {} }, { body: 'not even JSON' });
  a.add(2_001, { userAgent: 'WWE Server', event: 'interaction', data: {} }, { body: 'not even JSON' });
  const session = createSession();
  session.feed(a.inputs());
  expect(session.counts()).toMatchObject({ entries: 2, lost: 0, interactions: 0 });
});

it('clears what was learnt and knows the live documents still', () => {
  const { host, a } = world();
  a.event(2_000, 'X', call(1, 'HELD', ''));
  host.request(2_000, a, '0', 'agent.get');
  host.request(2_001, a, 'wwe-devtools-1', 'agent.get');
  a.command(2_000, 'wwe-devtools-1', 'agent.get');
  const session = createSession();
  session.feed([...host.inputs(), ...a.inputs()]);
  session.clear();
  expect(session.interactions()).toEqual([]);
  expect(session.cases()).toEqual([]);
  expect(session.requests().map((one) => one.ref)).toEqual(['wwe-devtools-1']);
  expect(session.documents().map((one) => [one.info.document, one.isClient])).toEqual([
    ['host', false],
    ['a', true],
  ]);
  const answer = a.answer(2_500, 'wwe-devtools-1');
  session.feed([{ what: 'entries', document: 'a', entries: [answer] }]);
  expect(session.toolRequest('wwe-devtools-1')?.answeredAt).toBe(2_500);
});

it('drops ended interactions first', () => {
  const { a } = world();
  for (let id = 1; id <= 10; id += 1) a.event(2_000 + id, 'ADDED', call(id, 'TALKING', ''));
  a.event(3_000, 'REMOVED', call(9, 'IDLE', ''));
  a.event(3_001, 'ADDED', call(11, 'TALKING', ''));
  const session = createSession({ interactions: 10 });
  session.feed(a.inputs());
  expect(session.interactions().map((one) => one.id)).toEqual(['2', '3', '4', '5', '6', '7', '8', '10', '11']);
  expect(session.counts()).toMatchObject({ interactions: 9, droppedInteractions: 2 });
});

it('tells whoever looked before that what it forgot, or cleared, is shown no more', () => {
  for (const end of ['forget', 'clear'] as const) {
    const { a } = world();
    a.event(2_000, 'X', call(1, 'HELD', ''));
    const session = createSession();
    session.feed(a.inputs());
    const [one] = session.interactions();
    const { version } = session.interactionTable;
    if (end === 'forget') session.forget(() => false);
    else session.clear();
    expect(session.interactionTable.changesSince(version), end).toEqual(new Set([one?.key]));
  }
});

it('tells which of the tool’s own requests changed: asked, answered, and forgotten', () => {
  const { host, a } = world();
  a.command(2_000, 'wwe-devtools-1', 'agent.get');
  host.request(2_001, a, '0', 'agent.get');
  const session = createSession();
  const changed = (change: () => void) => {
    const { version } = session;
    change();
    return [...(session.toolRequestsSince(version) ?? expect.fail('too many'))];
  };
  expect(changed(() => session.feed([...host.inputs(), ...a.inputs()]))).toEqual(['wwe-devtools-1']);
  const feed = (entry: ReturnType<typeof a.answer>) =>
    session.feed([{ what: 'entries', document: 'a', entries: [entry] }]);
  expect(changed(() => feed(a.event(2_100, 'X', call(1, 'HELD', ''))))).toEqual([]);
  expect(changed(() => feed(a.answer(2_200, '0')))).toEqual([]);
  expect(changed(() => feed(a.answer(2_300, 'wwe-devtools-1')))).toEqual(['wwe-devtools-1']);
  expect(changed(() => session.clear())).toEqual(['wwe-devtools-1']);
});
