import { describe, expect, it } from 'vitest';
import type { Session } from './api.ts';
import type { SessionInput } from './model.ts';
import { createSession } from './session.ts';
import { CLIENT, call, Record, SERVER, world } from './testdata/world.ts';

function fed(...records: readonly Record[]): Session {
  const session = createSession();
  session.feed(records.flatMap((one) => one.inputs()));
  return session;
}

describe('documents', () => {
  it('knows clients, hosts, pages that stand alone, and whom a client talks to', () => {
    const { host, a } = world();
    const alone = new Record('alone', 'top', { origin: 'https://page.example.com' });
    alone.add(
      2_000,
      { ...CLIENT, request: 'agent.get', referenceId: '0' },
      { peer: 'self', origin: alone.info.origin },
    );
    host.request(2_000, a, '0', 'agent.get');
    a.add(2_100, { ...SERVER, referenceId: '0' }, { origin: 'https://wwe.example.com' });
    a.add(2_200, { ...SERVER, referenceId: '0' }, { peer: 'top/7', origin: 'https://forged.example.com' });
    const session = fed(host, a, alone);
    const seen = session
      .documents()
      .map((one) => [one.info.document, one.isClient, one.isHost, one.standsAlone, one.wweOrigin]);
    expect(seen).toEqual([
      ['alone', true, false, true, null],
      ['host', false, true, false, null],
      ['a', true, false, false, 'https://wwe.example.com'],
    ]);
  });

  it('trusts in a reverse embedding only the window that answered a request seen going to it', () => {
    const outer = new Record('outer', 'top', { origin: 'https://crm.example.com' });
    const wwe = new Record('wwe', 'top/0', { origin: 'https://wwe.example.com' });
    outer.add(1_900, { ...SERVER, event: 'agent', data: {} }, { peer: 'top/5', origin: 'https://forged.example.com' });
    expect(fed(outer, wwe).documents()[0]?.wweOrigin).toBeNull();
    wwe.request(2_000, outer, '0', 'agent.get');
    outer.add(2_100, { ...SERVER, referenceId: '0' }, { peer: 'top/0', origin: 'https://wwe.example.com' });
    expect(
      fed(outer, wwe)
        .documents()
        .find((one) => one.info.document === 'outer')?.wweOrigin,
    ).toBe('https://wwe.example.com');
  });

  it('counts announced and found losses once', () => {
    const { a } = world();
    for (let t = 2_000; t < 2_010; t += 1) a.event(t, 'X', call(1, 'HELD', ''));
    const session = createSession();
    const tell = (inputs: readonly SessionInput[]) => session.feed(inputs);
    tell([{ what: 'document', info: a.info }]);
    tell([{ what: 'lost', document: 'a', count: 3 }]);
    tell([{ what: 'entries', document: 'a', entries: a.entries.slice(3, 5) }]);
    tell([{ what: 'entries', document: 'a', entries: a.entries.slice(0, 6) }]);
    tell([{ what: 'entries', document: 'a', entries: a.entries.slice(8) }]);
    expect(session.counts()).toMatchObject({ lost: 5, entries: 5, dropped: 0 });
    expect(session.entry({ document: 'a', n: 10 })).toBe(a.entries[9]);
    expect(session.entry({ document: 'a', n: 7 })).toBeUndefined();
  });
});
