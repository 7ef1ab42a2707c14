import { expect, test, vi } from 'vitest';
import type { Entry } from '../../entry/entry.ts';
import { createSession } from '../../session/session.ts';
import { startPanel } from '../shell/start.ts';
import { createFailures } from './failures.ts';
import { guardSession, guardTransport } from './guards.ts';
import { chat, FakeTab } from './testdata/tab.ts';

/** Lets the session fail at one interaction. */
function failAt(id: string) {
  const set = Map.prototype.set;
  return vi.spyOn(Map.prototype, 'set').mockImplementation(function (this: Map<unknown, unknown>, key, value) {
    if (String(key).includes(id)) throw new TypeError(`${id} is undefined`);
    return set.call(this, key, value);
  });
}

async function start() {
  const tab = new FakeTab();
  const page = tab.open('page');
  const storage = { get: async () => ({}), set: async () => {} };
  const failures = createFailures(() => 7);
  const around = {
    transport: tab.transport,
    storage,
    onNavigated() {},
    reload() {},
    soon: tab.soon,
    copy() {},
    failures,
  };
  const ending = new AbortController();
  const stores = await startPanel(around, ending.signal);
  return { tab, page, failures, stores, ids: () => stores.watching.session.interactions().map(({ id }) => id) };
}

test('an entry at which the session fails is left out, those around it are not, and the next batches go on', async () => {
  const { tab, page, failures, ids, stores } = await start();
  page.event(100, chat('before'));
  page.event(101, chat('broken'));
  page.event(102, chat('after'));
  const spy = failAt('broken');
  await tab.flow();
  spy.mockRestore();
  await vi.waitFor(() => expect(failures.list.value).toMatchObject([{ where: 'session', name: 'TypeError' }]));
  expect(JSON.stringify(failures.list.value)).not.toContain('broken');
  expect(ids()).toEqual(['before', 'after']);

  page.event(200, chat('next'));
  await tab.flow();
  expect(ids()).toEqual(['before', 'after', 'next']);
  // Nothing was taken twice.
  expect(stores.watching.session.counts()).toMatchObject({ lost: 0, messages: 4 });
});

test('what is not an entry is fed once more, too', () => {
  const session = createSession();
  const feed = vi.spyOn(session, 'feed').mockImplementationOnce(() => {
    throw new Error('once');
  });
  const report = vi.fn();
  const guard = createFailures(() => 7).guard;
  const guarded = guardSession(session, { report, guard });
  const entries: readonly Entry[] = [];
  guarded.feed([
    { what: 'ended', document: 'a', t: 1 },
    { what: 'entries', document: 'a', entries },
  ]);
  expect(report).toHaveBeenCalledOnce();
  expect(feed.mock.calls.slice(1)).toEqual([[[{ what: 'ended', document: 'a', t: 1 }]]]);
});

test('what a listener of the link throws goes no further, and what comes next is heard', async () => {
  const tab = new FakeTab();
  const failures = createFailures(() => 7);
  const transport = guardTransport(tab.transport, failures.guard);
  const heard: unknown[] = [];
  transport.listen(
    {
      announced({ connect }) {
        connect().onMessage((message) => {
          heard.push(message);
          throw new Error('Maria');
        });
        throw new Error('Meier');
      },
      backlog() {},
    },
    new AbortController().signal,
  );
  const page = tab.open('page');
  page.announce();
  await tab.flow();
  page.bye(1);
  await tab.flow();
  expect(heard).toMatchObject([{ t: 'hello' }, { t: 'bye' }]);
  await vi.waitFor(() => expect(failures.list.value).toMatchObject([{ where: 'link', count: 3 }]));
});
