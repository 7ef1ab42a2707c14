import { describe, expect, it } from 'vitest';
import { createHarness, type Harness } from '../testdata/harness.ts';

const STAMP = { userAgent: 'WWE Client', protocolVersion: 2 };

/** Sends a subscribe with an id of one's own choice. */
function subscribeAs({ wwe }: Harness, referenceId: unknown, names: unknown = 'agent'): void {
  wwe.receive('a', 'https://client.example', { event: 'subscribe', data: names, referenceId, ...STAMP });
}
const kept = ({ wwe }: Harness): number => wwe.subscriptions().length;

describe('docs/protocol.md#subscribe-and-unsubscribe: subscriptions and a reload of the page', () => {
  it.each([
    ['kept', 2],
    ['forgotten', 1],
  ] as const)('what the old page subscribed is %s', (subscriptionsAfterReload, left) => {
    const harness = createHarness({ subscriptionsAfterReload });
    subscribeAs(harness, '0');
    harness.wwe.frameLoaded('a');
    expect(kept(harness)).toBe(1); // made while the page loaded
    subscribeAs(harness, '0'); // the next page, loading
    expect(kept(harness)).toBe(2);
    harness.wwe.frameLoaded('a');
    expect(kept(harness)).toBe(left);
  });
  it('forgets what the old page subscribed after its load event, too', () => {
    const harness = createHarness({ subscriptionsAfterReload: 'forgotten' });
    harness.wwe.frameLoaded('a');
    subscribeAs(harness, '0');
    subscribeAs(harness, '1');
    harness.wwe.frameLoaded('a');
    expect(kept(harness)).toBe(0);
  });
  it('keeps what a client without counted ids subscribed since the load event: the new page may have', () => {
    const harness = createHarness({ subscriptionsAfterReload: 'forgotten' });
    harness.wwe.frameLoaded('a');
    subscribeAs(harness, 'tool:7');
    harness.wwe.frameLoaded('a');
    expect(kept(harness)).toBe(1);
    harness.wwe.frameLoaded('a');
    expect(kept(harness)).toBe(0);
  });
  it('lets two clients of one page count from 0', () => {
    const harness = createHarness({ subscriptionsAfterReload: 'forgotten' });
    harness.wwe.frameLoaded('a');
    subscribeAs(harness, '0');
    for (const id of ['0', '0']) subscribeAs(harness, id);
    harness.wwe.frameLoaded('a');
    expect(kept(harness)).toBe(2);
  });
  it('leaves other frames alone', () => {
    const harness = createHarness({ subscriptionsAfterReload: 'forgotten' });
    harness.subscribe('agent', 'b');
    for (let n = 0; n < 3; n++) harness.wwe.frameLoaded('a');
    expect(kept(harness)).toBe(1);
  });
  it('confirms nothing for a page that is gone by then', () => {
    const harness = createHarness({ subscriptionsAfterReload: 'forgotten', lateAnswers: { subscribe: 100 } });
    subscribeAs(harness, '0');
    harness.wwe.frameLoaded('a');
    harness.wwe.frameLoaded('a');
    harness.pass(100);
    expect(kept(harness)).toBe(0);
    subscribeAs(harness, '0');
    harness.wwe.frameGone('a');
    harness.pass(100);
    expect(kept(harness)).toBe(0);
  });
});

describe('docs/protocol.md#frame-id: announcing the frame id', () => {
  const ids = ({ posted }: Harness): readonly unknown[] =>
    posted.filter(({ message }) => 'frameId' in message).map(({ message }) => message.frameId);
  it('puts in the frame’s key, and takes any value', () => {
    const harness = createHarness({ frameAnnounce: 'id of {frame}' });
    harness.wwe.frameLoaded('a');
    harness.wwe.configure({ frameAnnounce: { number: 7 } });
    harness.wwe.frameLoaded('a');
    expect(ids(harness)).toEqual(['id of a', { number: 7 }]);
  });
  it('comes before the first answer to each page, once', () => {
    const harness = createHarness({ frameAnnounce: '{frame}', frameAnnounceWhen: 'firstRequest' });
    subscribeAs(harness, '0');
    harness.wwe.frameLoaded('a');
    subscribeAs(harness, '1');
    expect(ids(harness)).toEqual(['a']);
    expect(harness.posted[0]?.message).toHaveProperty('frameId');
    subscribeAs(harness, '0');
    harness.wwe.frameLoaded('a');
    subscribeAs(harness, '1');
    expect(ids(harness)).toEqual(['a', 'a']);
  });
});

describe('docs/protocol.md#system-services: events while this tab follows (docs/protocol.md#unknown-following-tabs)', () => {
  it.each([
    ['everything', 'following', 1],
    ['systemOnly', 'following', 0],
    ['nothing', 'following', 0],
    ['nothing', 'leading', 1],
    ['nothing', 'negotiating', 1],
  ] as const)('%s, %s: %i', (followersGet, frameState, count) => {
    const { wwe, subscribe, events, request, answer } = createHarness({ followersGet, frameState });
    subscribe('agent');
    wwe.setAgentState('NotReady');
    expect(events('agent')).toHaveLength(count);
    expect(answer(request('agent.get'))).toHaveProperty('data');
  });
});
