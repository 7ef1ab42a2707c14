import { describe, expect, it } from 'vitest';
import type { Session } from './api.ts';
import { createSession } from './session.ts';
import { call, Record, SERVER, world } from './testdata/world.ts';

function fed(...records: readonly Record[]): Session {
  const session = createSession();
  session.feed(records.flatMap((one) => one.inputs()));
  return session;
}

describe('blocks of mark-done', () => {
  const block = (session: Session) => session.interactions()[0]?.block;

  it('is clear for an interaction born under our eyes, blocked once accepted, clear once lifted', () => {
    const { host, a } = world();
    host.subscribe(1_500, a, '0', 'interaction');
    a.event(2_000, 'ADDED', call(1, 'RINGING', ''));
    expect(block(fed(host, a))).toMatchObject({ status: 'clear', since: 2_000, by: null });
    host.request(3_000, a, '1', 'interaction.blockMarkdone', ['1', 'Not yet']);
    expect(block(fed(host, a))).toMatchObject({ status: 'clear', history: [{ what: 'block', request: 'a 1' }] });
    a.answer(3_100, '1');
    expect(block(fed(host, a))).toMatchObject({ status: 'blocked', since: 3_000, by: 'page', warning: 'Not yet' });
    a.add(4_000, { ...SERVER, event: 'markdone', data: { interactionId: 1 } });
    a.command(5_000, 'wwe-devtools-u', 'interaction.unblockMarkdone', ['1']);
    a.answer(5_100, 'wwe-devtools-u');
    a.event(6_000, 'MARK_DONE', call(1, 'IDLE', ''));
    const session = fed(a, host);
    expect(block(session)).toMatchObject({ status: 'clear', since: 5_000, by: 'tool', warning: null });
    expect(block(session)?.history.map((line) => line.what)).toEqual(['block', 'event', 'unblock', 'done']);
  });

  it('is lifted by a client that was reloaded and has not seen the interaction since', () => {
    const { host, a } = world();
    const again = new Record('a again', a.info.path, { timeOrigin: 4_100 });
    a.event(2_000, 'ADDED', call(1, 'RINGING', ''));
    host.request(3_000, a, '1', 'interaction.blockMarkdone', ['1', 'Not yet']);
    a.answer(3_100, '1');
    host.request(5_000, again, '1', 'interaction.unblockMarkdone', ['1']);
    again.answer(5_100, '1');
    const session = createSession();
    session.feed([...a.inputs(), { what: 'ended', document: 'a', t: 4_000 }, ...host.inputs(), ...again.inputs()]);
    expect(block(session)).toMatchObject({ status: 'clear', since: 5_000, by: 'page' });
  });

  it('stays as it was when WWE refuses', () => {
    const { host, a } = world();
    a.event(2_000, 'ADDED', call(1, 'RINGING', ''));
    host.request(3_000, a, '1', 'interaction.blockMarkdone', ['1', 'w']);
    a.answer(3_100, '1', { errorMessage: null });
    expect(block(fed(host, a))).toMatchObject({ status: 'clear', history: [{ what: 'block', error: '' }] });
  });

  it('is unknown when it was there before, when WWE’s window is not watched, or lost entries', () => {
    const { host, a } = world();
    host.subscribe(1_500, a, '0', 'interaction');
    a.event(2_000, 'ADDED', call(1, 'RINGING', ''));
    expect(block(fed(a))?.status).toBe('unknown');
    const session = fed(host, a);
    session.feed([{ what: 'lost', document: 'host', count: 1 }]);
    expect(block(session)?.status).toBe('unknown');
    const { a: other } = world();
    other.event(2_000, 'ESTABLISHED', call(1, 'TALKING', ''));
    expect(block(fed(host, other))?.status).toBe('unknown');
  });

  it('is unknown once WWE was reloaded: the block named the old id', () => {
    const { host, a } = world();
    a.event(2_000, 'X', call(1, 'TALKING', '', { interactionUUID: 'U' }));
    host.request(3_000, a, '1', 'interaction.blockMarkdone', ['1', 'w']);
    a.answer(3_100, '1');
    expect(block(fed(host, a))?.status).toBe('blocked');
    a.event(9_000, 'X', call(8, 'TALKING', '', { interactionUUID: 'U' }));
    expect(block(fed(host, a))?.status).toBe('unknown');
  });

  it('is over when the interaction ended all the same, and is not when WWE was only loaded anew', () => {
    const { host, a } = world();
    a.event(2_000, 'ADDED', call(1, 'TALKING', ''));
    host.request(3_000, a, '1', 'interaction.blockMarkdone', ['1', 'w']);
    a.answer(3_100, '1');
    a.event(4_000, 'MARK_DONE', call(1, 'IDLE', 'TALKING'));
    expect(block(fed(host, a))).toMatchObject({ status: 'over', since: 4_000, by: 'page', warning: 'w' });
  });

  it('takes an event that a client gets twice at once, or two clients get, for one press', () => {
    const { a, b } = world();
    a.event(2_000, 'X', call(1, 'TALKING', ''));
    const press = { ...SERVER, event: 'markdone', data: { interactionId: '1' } };
    for (const t of [3_000, 3_002]) a.add(t, press);
    b.add(3_003, press);
    a.add(4_000, press);
    a.add(4_001, { ...press, data: { interactionId: '1', delay: 5 } });
    expect(block(fed(a, b))?.history.map((line) => line.t)).toEqual([3_000, 4_000, 4_001]);
  });

  it('tells of requests that name no interaction, until one of that id is there', () => {
    const { host, a } = world();
    host.request(3_000, a, '1', 'interaction.blockMarkdone', ['99', 'w']);
    a.answer(3_100, '1');
    const session = fed(host, a);
    expect(session.unattachedBlocks()).toMatchObject([
      { t: 3_000, what: 'block', id: '99', by: 'page', request: 'a 1' },
    ]);
    a.event(2_000, 'ADDED', call(99, 'RINGING', ''));
    expect(fed(host, a).unattachedBlocks()).toEqual([]);
  });

  it('attaches a markdone event only where its payload names a known interaction', () => {
    const { a, b } = world();
    a.event(2_000, 'X', call(1, 'TALKING', ''));
    a.add(3_000, { ...SERVER, event: 'markdone', data: { interaction: { interactionId: '1' } } });
    b.add(3_001, { ...SERVER, event: 'markdone', data: { interactionId: '1' } });
    a.add(4_000, { ...SERVER, event: 'markdone', data: { delay: 5 } });
    a.add(5_000, { ...SERVER, event: 'markdone', data: null });
    const session = fed(a, b);
    expect(block(session)?.history.map((line) => line.t)).toEqual([3_000]);
    expect(session.unattachedMarkDone().map((one) => one.t)).toEqual([4_000, 5_000]);
  });
});
