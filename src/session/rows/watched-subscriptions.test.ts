import { describe, expect, it } from 'vitest';
import { fed } from '../testdata/second.ts';
import { CLIENT, call, type Record, world } from '../testdata/world.ts';

/** The page subscribes through its client: the probe's two notes, the request, the answer with the id. */
function subscribe(
  host: Record,
  a: Record,
  t: number,
  handler: number,
  more: { client?: number; sameTextAs?: number } = {},
) {
  const { client = 0, sameTextAs = null } = more;
  const referenceId = String(t);
  const message = { ...CLIENT, event: 'subscribe', data: ['interaction'], referenceId };
  a.note(t, {
    note: 'subscribed',
    client,
    handler,
    events: ['interaction'],
    name: `on${handler}`,
    sameTextAs,
    stack: '',
  });
  a.called(t, t, referenceId, '', { client, message });
  host.subscribe(t + 1, a, referenceId, ['interaction']);
  a.answer(t + 2, referenceId, { subscriptionId: handler });
}

function unsubscribe(host: Record, a: Record, t: number, handler: number, id: unknown) {
  const message = { ...CLIENT, event: 'unsubscribe', data: id, referenceId: String(t) };
  a.note(t, { note: 'unsubscribed', client: 0, handler });
  a.called(t, t, String(t), '', { message });
  host.add(t + 1, message, { peer: 'top/0', origin: a.info.origin });
}

const NOT_ENDED = { mayBeReplaced: false, isFormer: false, leftAtServer: false };

const watched = (...records: readonly Record[]) =>
  fed(...records)
    .watchedSubscriptions()
    .map(({ handler, replacedAt, leftAtServer, sameTextAs }) => [
      handler?.name ?? null,
      replacedAt,
      leftAtServer,
      sameTextAs,
    ]);

describe('subscriptions with their handlers (docs/protocol.md#subscribe-and-unsubscribe)', () => {
  it('the last subscriber of a name wins, and the earlier one is left at the server', () => {
    const { host, a } = world();
    subscribe(host, a, 2_000, 1);
    subscribe(host, a, 3_000, 2, { sameTextAs: 1 });
    expect(watched(host, a)).toEqual([
      ['on1', 3_002, true, null],
      ['on2', null, false, 1],
    ]);
  });
  it('counts the events that came since each', () => {
    const { host, a } = world();
    subscribe(host, a, 2_000, 1);
    a.event(2_500, 'ADDED', call(1, 'RINGING', 'UNKNOWN'));
    subscribe(host, a, 3_000, 2);
    for (const t of [3_100, 3_200]) a.event(t, 'STATUS_CHANGED', call(1, 'TALKING', 'RINGING'));
    expect(
      fed(host, a)
        .watchedSubscriptions()
        .map(({ events }) => events),
    ).toEqual([3, 2]);
  });
  it('each client of a window has its own', () => {
    const { host, a } = world();
    subscribe(host, a, 2_000, 1);
    subscribe(host, a, 3_000, 2, { client: 1 });
    expect(watched(host, a).map(([, replacedAt]) => replacedAt)).toEqual([null, null]);
  });
  it('an unsubscribe with its id ends it; with another id it is left at the server', () => {
    const { host, a } = world();
    subscribe(host, a, 2_000, 1);
    unsubscribe(host, a, 3_000, 1, 1);
    expect(watched(host, a)).toEqual([]);
    subscribe(host, a, 4_000, 2);
    unsubscribe(host, a, 5_000, 2, 'another');
    expect(watched(host, a)).toEqual([['on2', null, true, null]]);
  });
  it('without a probe the handler is unknown; of a document that is gone nothing is said', () => {
    const { host, a, b } = world();
    host.subscribe(2_000, b, '0', 'agent');
    b.answer(2_010, '0', { subscriptionId: 4 });
    const session = fed(host, a, b);
    expect(session.watchedSubscriptions()).toEqual([
      { ...session.subscriptions()[0], handler: null, events: 0, sameTextAs: null, replacedAt: null, ...NOT_ENDED },
    ]);
    expect(session.watchedSubscriptions()).toBe(session.watchedSubscriptions());
    session.feed([{ what: 'ended', document: 'b', t: 9_000 }]);
    expect(session.watchedSubscriptions()).toEqual([]);
  });
  it('the tool’s own replaces none', () => {
    const { host, a } = world();
    subscribe(host, a, 2_000, 1);
    const data = { ...CLIENT, event: 'subscribe', data: 'interaction', referenceId: 'wwe-devtools-1' };
    a.add(3_000, data, { sort: 'command', kind: 'subscribe' });
    a.answer(3_010, 'wwe-devtools-1', { subscriptionId: 8 });
    expect(watched(host, a)).toEqual([
      ['on1', null, false, null],
      [null, null, false, null],
    ]);
  });
});

describe('probeOf', () => {
  it('watching, hindered with the reason, none', () => {
    const { host, a, b } = world();
    a.probed(2_000);
    a.probed(2_100, 1, 'frozen');
    b.probed(2_000, 0, 'frozen');
    const session = fed(host, a, b);
    expect(['a', 'b', 'host', 'nobody'].map((id) => session.probeOf(id))).toEqual([
      { is: 'watching', why: 'frozen', unsureFrom: null },
      { is: 'hindered', why: 'frozen', unsureFrom: null },
      { is: 'none', why: null, unsureFrom: null },
      { is: 'none', why: null, unsureFrom: null },
    ]);
  });
});
