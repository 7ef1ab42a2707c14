import { describe, expect, test } from 'vitest';
import type { DocumentInfo } from '../../entry/entry.ts';
import { posted } from '../../protocol/notes.ts';
import type { Command, FromPanel } from '../../transport/link-messages.ts';
import { inspect } from './testdata/inspected.ts';
import { CLIENT, chat, type FakeDocument, type FakeTab, WWE } from './testdata/tab.ts';

/** WWE's window, and a page in it. */
function openBoth(tab: FakeTab, more: Partial<DocumentInfo> = {}) {
  const host = tab.open('host', { path: 'top', target: null, origin: WWE, ...more });
  return { host, page: tab.open('page', more) };
}
/** The page's request reaches WWE's window: it is a host. @param t ms since the epoch */
function subscribe(host: FakeDocument, t: number): void {
  const message = { ...CLIENT, event: 'subscribe', data: 'interaction', referenceId: '0' };
  host.add(t, message, { peer: 'top/0', origin: 'https://page.example.com' });
}
/** Without orders said again. */
const onceEach = (said: readonly FromPanel[]) =>
  said.filter(
    (one, at) => one.t !== 'order' || said.findIndex((each) => each.t === 'order' && each.id === one.id) === at,
  );
const COMMAND: Command = {
  ref: 'wwe-devtools-x-1',
  verb: 'request',
  name: 'agent.get',
  parameters: null,
  to: null,
  origin: 'https://wwe.example.com',
};

describe('watching', () => {
  test('the past, then the live stream; the version moves once for a batch', async () => {
    const { tab, watching, ids, connections } = inspect();
    const page = tab.open('page');
    page.event(10, chat('1'));
    page.event(11, chat('2'));
    expect(watching.reach.value).toBeNull();
    watching.hello();
    await tab.flow();
    expect([ids(), connections(), watching.reach.value]).toEqual([['1', '2'], ['page live'], { reached: true }]);
    const before = watching.version.value;
    page.event(12, chat('3'));
    page.event(13, chat('4'));
    await tab.flow();
    expect([ids(), watching.version.value]).toEqual([['1', '2', '3', '4'], before + 1]);
    expect(tab.draw()).toBe(false);
  });

  test('a tab where no bridge is says so, but not before it was greeted twice', async () => {
    const { tab, watching } = inspect();
    tab.reach = { reached: false };
    watching.hello();
    await tab.flow();
    expect(watching.reach.value).toBeNull();
    await tab.passTime();
    expect(watching.reach.value).toEqual({ reached: false });
    for (let i = 0; i < 20; i += 1) await tab.passTime();
    // It does not go on for ever.
    expect(tab.timers).toEqual([]);
  });

  test('a page that gets its bridge only after the first greeting is reached by a later one', async () => {
    const { tab, watching } = inspect();
    tab.reach = { reached: false };
    watching.hello();
    await tab.flow();
    await tab.passTime();
    tab.reach = { reached: true };
    await tab.passTime();
    expect(watching.reach.value).toEqual({ reached: true });
    expect(tab.timers).toEqual([]);
  });

  test('a later greeting ends the repetition of an earlier one', async () => {
    const { tab, watching } = inspect();
    tab.reach = { reached: false };
    watching.hello();
    await tab.flow();
    tab.reach = { reached: true };
    watching.hello();
    await tab.flow();
    tab.reach = { reached: false };
    await tab.passTime();
    expect(watching.reach.value).toEqual({ reached: true });
  });

  test('entries that could not be had any more are counted', async () => {
    const { tab, watching, session } = inspect();
    const page = tab.open('page');
    page.event(10, chat('1'));
    page.texts.fill('');
    page.event(11, chat('2'));
    watching.hello();
    await tab.flow();
    expect(session.counts()).toMatchObject({ entries: 1, lost: 1 });
  });

  test('a failure that a bridge recorded is told, in its words; nothing else is', async () => {
    const { tab, watching, failed } = inspect();
    const page = tab.open('page');
    const note = posted({ note: 'failed', at: 0, client: 0, text: 'TypeError: no\n at a.js:1:2' });
    page.event(10, chat('1'));
    page.add(11, note, { sort: 'probe', kind: 'failed', peer: '', origin: '' });
    page.add(12, posted({ note: 'dropped', at: 12, client: 0, count: 1 }), { sort: 'probe', kind: 'dropped' });
    // A page can post what looks like it: that is a message.
    page.add(13, note);
    watching.hello();
    await tab.flow();
    expect(failed).toHaveBeenCalledExactlyOnceWith('TypeError: no\n at a.js:1:2');
  });

  test('refusals are kept by reference id, also for documents that are not connected', async () => {
    const { tab, watching } = inspect();
    const page = tab.open('page');
    watching.hello();
    await tab.flow();
    watching.send('nobody', { ...COMMAND, ref: 'r1' });
    watching.send('page', { ...COMMAND, ref: 'r2' });
    page.refuse('r2', 'not verified', 'why');
    await tab.flow();
    expect([...watching.refused.value]).toEqual([
      ['r1', { why: 'not connected', detail: '' }],
      ['r2', { why: 'not verified', detail: 'why' }],
    ]);
    expect(page.commands.map(({ ref }) => ref)).toEqual(['r2']);
  });
});

describe('clear', () => {
  test('forgets panel and record alike, knows who is live, and goes on', async () => {
    const { tab, watching, session, ids, documents, connections } = inspect({ preserveLog: true });
    const [page, gone] = [tab.open('page'), tab.open('gone', { path: 'top/1' })];
    page.event(10, chat('1'));
    gone.event(10, chat('2'));
    watching.hello();
    await tab.flow();
    gone.bye(12);
    await tab.flow();
    watching.clear();
    await tab.flow();
    expect([ids(), documents(), connections()]).toEqual([[], ['page'], ['page live']]);
    expect(session.counts()).toMatchObject({ entries: 0, lost: 0 });
    expect(page.said).toContainEqual({ t: 'order', id: 'panel-1-1', order: { want: 'clear' } });
    page.event(13, chat('3'));
    await tab.flow();
    expect([ids(), session.counts().lost]).toEqual([['3'], 0]);
  });
});

describe('recording', () => {
  test('off: every frame is told, and a new document too, whose past is not taken', async () => {
    const { tab, watching, ids } = inspect({ preserveLog: true });
    const page = tab.open('page');
    watching.hello();
    await tab.flow();
    watching.record(false);
    await tab.flow();
    expect(watching.recording.value).toBe(false);
    expect(page.said.at(-1)).toMatchObject({ t: 'order', order: { want: 'record', on: false } });
    const fresh = tab.open('new', { timeOrigin: 20 });
    fresh.event(21, chat('1'));
    fresh.announce();
    await tab.flow();
    // Given at its hello; said twice or once, it is executed once.
    expect(onceEach(fresh.said)).toMatchObject([
      { t: 'order', order: { want: 'record', on: false } },
      { t: 'pull', after: 1 },
    ]);
    expect(ids()).toEqual([]);
    watching.record(true);
    await tab.flow();
    fresh.event(22, chat('2'));
    await tab.flow();
    expect([watching.recording.value, ids()]).toEqual([true, ['2']]);
  });
});

describe('what was not seen', () => {
  test.each([
    ['from its first moment', undefined, 'clear'],
    ['late, when it had been there for a while', 4, 'unknown'],
  ])('a page that is watched %s: its block', async (_, since, status) => {
    const { tab, watching, session } = inspect();
    const { host, page } = openBoth(tab, { since });
    page.event(5, chat('1'), 'ADDED');
    subscribe(host, 6);
    watching.hello();
    await tab.flow();
    expect(session.interactions().map(({ block }) => block.status)).toEqual([status]);
    expect(session.counts()).toMatchObject({ entries: 2, lost: 0 });
  });
});

describe('left out on purpose', () => {
  test('a piece that is on its way when the user clears does not come back, and is not lost', async () => {
    const { tab, watching, session, ids } = inspect();
    const page = tab.open('page');
    watching.hello();
    await tab.flow();
    page.event(5, chat('1'));
    watching.clear();
    await tab.flow();
    expect([ids(), session.counts().lost]).toEqual([[], 0]);
    page.event(6, chat('2'));
    await tab.flow();
    expect([ids(), session.counts().lost]).toEqual([['2'], 0]);
  });

  test('what was recorded while the record was off is neither taken nor lost', async () => {
    const { tab, watching, session, ids } = inspect();
    watching.record(false);
    const page = tab.open('page');
    page.event(5, chat('1'));
    watching.hello();
    await tab.flow();
    watching.record(true);
    page.event(6, chat('2'));
    await tab.flow();
    expect([ids(), session.counts().lost]).toEqual([['2'], 0]);
  });

  test('after the record was off nothing is said to be unblocked', async () => {
    const { tab, watching, session } = inspect();
    const { host, page } = openBoth(tab);
    subscribe(host, 1);
    page.event(5, chat('1'), 'ADDED');
    watching.hello();
    await tab.flow();
    const status = () => session.interactions()[0]?.block.status;
    expect(status()).toBe('clear');
    watching.record(false);
    watching.record(true);
    await tab.flow();
    expect(status()).toBe('unknown');
  });

  test('a client that announces itself makes the tab reached', async () => {
    const { tab, watching } = inspect();
    tab.reach = { reached: false };
    watching.hello();
    await tab.flow();
    const page = tab.open('page');
    page.event(5, chat('1'));
    page.announce();
    await tab.flow();
    expect(watching.reach.value).toEqual({ reached: true });
  });
});
