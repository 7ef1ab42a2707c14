import { describe, expect, it } from 'vitest';
import type { Session } from './api.ts';
import { createSession } from './session.ts';
import { call, keyOf, Record, SERVER, WWE, world } from './testdata/world.ts';
import { wweOf } from './wwe.ts';

function fed(...records: readonly Record[]): Session {
  const session = createSession();
  session.feed(records.flatMap((one) => one.inputs()));
  return session;
}

describe('endings', () => {
  const list = (...calls: readonly object[]) => ({ data: calls });

  it('is gone when a list lacks it, and back when seen again', () => {
    const { host, a } = world();
    a.event(2_000, 'ADDED', call(1, 'TALKING', ''));
    host.request(3_000, a, '0', 'interaction.getInteractions');
    a.answer(3_100, '0', list(call(2, 'HELD', '')));
    const session = fed(host, a);
    expect(session.interactions()[0]?.ended).toEqual({ t: 3_100, why: 'gone' });
    expect(session.interactions()[1]?.ended).toBeNull();
    const back = a.event(4_000, 'X', call(1, 'HELD', 'TALKING'));
    session.feed([{ what: 'entries', document: 'a', entries: [back] }]);
    expect(session.interactions()[0]?.ended).toBeNull();
  });

  it('proves nothing by a list of another service', () => {
    const { host, a } = world();
    a.event(2_000, 'ADDED', call(1, 'TALKING', ''));
    host.request(3_000, a, '0', 'interaction.getByCaseId');
    a.answer(3_100, '0', { data: [] });
    expect(fed(host, a).interactions()[0]?.ended).toBeNull();
  });

  it('is gone when getByInteractionId answers null, and only that one', () => {
    const { host, a } = world();
    a.event(2_000, 'ADDED', call(1, 'TALKING', ''));
    a.event(2_000, 'ADDED', call(2, 'TALKING', ''));
    host.request(3_000, a, '0', 'interaction.getByInteractionId', ['1']);
    a.answer(3_100, '0', { data: null });
    expect(
      fed(a, host)
        .interactions()
        .map((one) => one.ended?.why),
    ).toEqual(['gone', undefined]);
  });

  it('is removed by event, and counts as ended by a reload only when a list proves it', () => {
    const { host, a } = world();
    const later = new Record('a2', 'top/0', { timeOrigin: 5_000 });
    a.event(2_000, 'ADDED', call(1, 'TALKING', ''));
    a.event(2_000, 'ADDED', call(2, 'TALKING', ''));
    a.event(2_500, 'REMOVED', call(2, 'TALKING', ''));
    later.event(6_000, 'ADDED', call(3, 'TALKING', ''));
    const session = fed(host, a, later);
    session.feed([{ what: 'ended', document: 'a', t: 5_000 }]);
    expect(session.interactions().map((one) => one.ended?.why)).toEqual([undefined, 'removed', undefined]);
    const ask = host.request(7_000, later, '0', 'interaction.getInteractions');
    const answer = later.answer(7_050, '0', list(call(3, 'TALKING', '')));
    session.feed([
      { what: 'entries', document: 'host', entries: [ask] },
      { what: 'entries', document: 'a2', entries: [answer] },
    ]);
    expect(session.interactions().map((one) => one.ended?.why)).toEqual(['reloaded', 'removed', undefined]);
  });
});

describe('a reloaded WWE', () => {
  it('is the same WWE only where its window speaks from the same origin', () => {
    const { host, a } = world();
    const later = new Record('a2', 'top/0', { timeOrigin: 5_000 });
    a.event(2_000, 'ADDED', call(1, 'TALKING', ''));
    host.request(7_000, later, '0', 'interaction.getInteractions');
    later.answer(7_050, '0', { data: [] }, { origin: 'https://elsewhere.example.com' });
    const session = fed(host, a, later);
    session.feed([{ what: 'ended', document: 'a', t: 5_000 }]);
    expect(session.interactions()[0]?.ended).toBeNull();
    // Of another's list its own word makes nothing.
    const event = later.add(8_000, { ...SERVER, event: 'agent', data: {} });
    session.feed([{ what: 'entries', document: 'a2', entries: [event] }]);
    expect(session.interactions()[0]?.ended).toBeNull();
    const ask = host.request(9_000, later, '1', 'interaction.getInteractions');
    const answer = later.answer(9_050, '1', { data: [] });
    session.feed([
      { what: 'entries', document: 'host', entries: [ask] },
      { what: 'entries', document: 'a2', entries: [answer] },
    ]);
    expect(session.interactions()[0]?.ended).toEqual({ t: 9_050, why: 'reloaded' });
  });
});

describe('cases', () => {
  it('puts the main interaction first and consultations under their parents', () => {
    const { a } = world();
    const inCase = { caseId: 'C', isMainCaseInteraction: false };
    a.event(2_000, 'X', call(3, 'TALKING', '', { ...inCase, parentInteractionId: '1', isConsultation: true }));
    a.event(2_001, 'X', call(2, 'TALKING', '', inCase));
    a.event(2_002, 'X', call(1, 'TALKING', '', { ...inCase, isMainCaseInteraction: true }));
    a.event(2_003, 'X', call(4, 'TALKING', '', { ...inCase, parentInteractionId: '3' }));
    const wwe = wweOf('top', WWE);
    expect(fed(a).cases()).toEqual([
      {
        key: `${wwe.key} C`,
        id: 'C',
        wwe,
        selected: null,
        expanded: null,
        first: { key: keyOf('UUID-3'), firstSeen: 2_000 },
        rows: [
          { key: keyOf('UUID-1'), depth: 0 },
          { key: keyOf('UUID-3'), depth: 1 },
          { key: keyOf('UUID-4'), depth: 2 },
          { key: keyOf('UUID-2'), depth: 0 },
        ],
      },
    ]);
  });

  it('does not loop in a circle of parents', () => {
    const { a } = world();
    a.event(2_000, 'X', call(1, 'TALKING', '', { caseId: 'C', parentInteractionId: '2' }));
    a.event(2_001, 'X', call(2, 'TALKING', '', { caseId: 'C', parentInteractionId: '1' }));
    a.event(2_002, 'X', call(3, 'TALKING', '', { caseId: 'C', parentInteractionId: '3' }));
    expect(
      fed(a)
        .cases()[0]
        ?.rows.map((row) => `${row.key} ${row.depth}`),
    ).toEqual([`${keyOf('UUID-3')} 0`, `${keyOf('UUID-1')} 0`, `${keyOf('UUID-2')} 1`]);
  });

  it('selects one case and folds another', () => {
    const { a, b } = world();
    a.event(2_000, 'X', call(1, 'TALKING', '', { isCaseSelected: true, isCaseExpanded: true }));
    a.event(2_001, 'X', call(2, 'TALKING', '', { isCaseSelected: false }));
    b.caseEvent(3_000, 'CASE_COLLAPSED', 'case-1');
    b.caseEvent(3_001, 'CASE_EXPANDED', 'case-2');
    b.caseEvent(3_002, 'CASE_SELECTED', 'case-2');
    const session = fed(a, b);
    expect(session.cases().map(({ id, selected, expanded }) => [id, selected, expanded])).toEqual([
      ['case-1', false, false],
      ['case-2', true, true],
    ]);
    expect(session.cases(new Set(['b']))).toEqual([]);
  });
});
