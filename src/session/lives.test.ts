import { describe, expect, it } from 'vitest';
import { createSession } from './session.ts';
import { FROM_SECOND, fed, proveAt, worlds } from './testdata/second.ts';
import { call, keyOf, Record, SERVER, WWE, world } from './testdata/world.ts';

const ended = (document: string, t: number) => ({ what: 'ended', document, t }) as const;
/** Without a UUID. */
const nameless = (state: string, more: object = {}) => call(43, state, '', { interactionUUID: undefined, ...more });
/** A client of a WWE in a frame of it. */
const inFrame = { peer: 'top/0', origin: WWE };
const around = () => new Record('page', 'top', { target: null, origin: 'https://crm.example.com' });

describe('an id that comes again', () => {
  it('in another page of WWE is another’s: without a UUID nothing joins them, whatever else is alike', () => {
    for (const hosts of [[], [new Record('one', 'top'), new Record('two', 'top', { timeOrigin: 2_900 })]]) {
      const { a } = world();
      const b = new Record('b', 'top/0', { timeOrigin: 3_100 });
      a.event(2_000, 'ADDED', nameless('TALKING'));
      b.event(3_200, 'ADDED', nameless('HELD'));
      const session = createSession();
      for (const one of [...hosts, a, b]) session.feed(one.inputs());
      session.feed([ended('a', 3_000), ...(hosts.length > 0 ? [ended('one', 3_000)] : [])]);
      expect(session.interactions().map(({ state, known }) => [state, known.map((one) => one.document)])).toEqual([
        ['TALKING', []],
        ['HELD', ['b']],
      ]);
    }
  });

  it('in the same page of WWE is the same one’s, for each client that was there', () => {
    for (const hosts of [[], [new Record('host', 'top')]]) {
      const { a, b } = world();
      const c = new Record('c', 'top/2', { timeOrigin: 2_500 });
      for (const [index, one] of [a, b, c].entries()) one.event(3_000 + index, 'X', nameless('TALKING'));
      const session = createSession();
      for (const one of [c, a, ...hosts, b]) session.feed(one.inputs());
      expect(session.interactions().map(({ documents }) => documents)).toEqual([['c', 'b', 'a']]);
    }
  });

  it('with another UUID, or as ADDED after its end, shows that WWE was loaded anew: nothing from before is known', () => {
    const other = { interactionUUID: 'other' };
    const first = call(43, 'TALKING', '');
    const cases = [
      [first, call(43, 'RINGING', '', other)],
      [nameless('TALKING'), nameless('RINGING', { caseId: 'another' })],
      [first, call(44, 'TALKING', '', { interactionUUID: 'UUID-43' })],
    ] as const;
    for (const [before, after] of cases) {
      const { a } = world();
      a.event(2_000, 'X', call(1, 'HELD', ''));
      a.event(2_100, 'X', before);
      a.event(2_200, 'X', after);
      const session = fed(a);
      expect(session.interaction(keyOf('UUID-1'))?.known).toEqual([]);
      expect(session.interactions().at(-1)?.known).toHaveLength(1);
    }
    const { a } = world();
    a.event(2_000, 'REMOVED', nameless('IDLE'));
    a.event(2_100, 'ADDED', nameless('RINGING'));
    expect(fed(a).interactions()).toHaveLength(2);
  });

  it('twice in one message for one UUID is two ids of one, and no new life', () => {
    const { host, a } = world();
    const twice = ['1', '2'].map((id) => call(id, 'HELD', '', { interactionUUID: 'U' }));
    for (const [index, ref] of ['0', '1'].entries()) {
      host.request(2_000 + index * 100, a, ref, 'interaction.getInteractions');
      a.answer(2_010 + index * 100, ref, { data: twice });
    }
    const all = fed(host, a).interactions();
    expect(all.map(({ known }) => known.map(({ id }) => id).sort())).toEqual([['1', '2']]);
  });
});

describe('where WWE’s page is not the one around', () => {
  it('one that has got a UUID may be another: the row of the one without it is not known any more', () => {
    const page = around();
    page.event(2_000, 'X', nameless('TALKING'), inFrame);
    page.event(2_100, 'X', call(43, 'HELD', ''), inFrame);
    const session = createSession();
    session.feed(page.inputs());
    expect(session.interactions().map(({ state, known }) => [state, known.map(({ isSure }) => isSure)])).toEqual([
      ['TALKING', []],
      ['HELD', [false]],
    ]);
  });

  it('a frame id that is told again ends what was known; around a client only another one does', () => {
    const tell = (frameId: number, isAround: boolean) => {
      const page = isAround ? world().a : around();
      const from = isAround ? {} : inFrame;
      page.add(1_900, { ...SERVER, frameId: 1 }, from);
      page.event(2_000, 'X', call(43, 'HELD', ''), from);
      page.add(2_100, { ...SERVER, frameId }, from);
      const session = createSession();
      session.feed(page.inputs());
      return session.interactions()[0]?.known.length;
    };
    expect([tell(1, false), tell(2, false), tell(1, true), tell(2, true)]).toEqual([0, 0, 1, 0]);
  });

  it('a frame id that was told before anybody knew that its sender is a WWE ends as much', () => {
    const knownWith = (provenAt: number) => {
      const { second, host, a } = worlds();
      const tell = [
        () => a.event(2_000, 'X', call(43, 'HELD', ''), FROM_SECOND),
        () => a.add(2_100, { ...SERVER, frameId: 1 }, FROM_SECOND),
      ];
      const prove = () => proveAt(provenAt, second, a);
      for (const step of provenAt < 2_000 ? [prove, ...tell] : [...tell, prove]) step();
      return fed(host, second, a).interactions()[0]?.known.length;
    };
    expect([knownWith(1_500), knownWith(2_500)]).toEqual([0, 0]);
  });
});

it('an id that was used before it was heard meant nobody that is known, where WWE’s page may be another since', () => {
  const meant = (isAround: boolean) => {
    const page = isAround ? world().a : around();
    page.event(2_000, 'X', call(43, 'HELD', ''), isAround ? {} : inFrame);
    const session = createSession();
    session.feed(page.inputs());
    const at = (t: number) => session.ids.meaning('43', { t, wwe: null, document: page.info.document });
    return [at(1_900), at(2_000)].map((key) => key !== null);
  };
  expect([meant(true), meant(false)]).toEqual([
    [true, true],
    [false, true],
  ]);
});

it('a list of the WWE that runs now ends what it does not have, also where another has the id', () => {
  const page = around();
  const frame = new Record('frame', 'top/0', { origin: WWE, timeOrigin: 1_001 });
  const list = (t: number, ref: string, data: readonly object[]) => {
    frame.request(t, page, ref, 'interaction.getInteractions');
    page.answer(t + 10, ref, { data }, inFrame);
  };
  list(2_000, '0', [call(43, 'TALKING', ''), call(44, 'HELD', '')]);
  list(3_000, '1', [
    call(43, 'RINGING', '', { interactionUUID: 'new' }),
    call(1, 'HELD', '', { interactionUUID: 'UUID-44' }),
  ]);
  const session = fed(page, frame);
  expect(session.interactions().map(({ id, ended: end, formerIds }) => [id, end?.why ?? null, formerIds])).toEqual([
    ['43', 'reloaded', []],
    ['1', null, ['44']],
    ['43', null, []],
  ]);
});

it('a block is not known any more when WWE was loaded anew, also by the same id', () => {
  const { host, a } = world();
  const b = new Record('b', 'top/0', { timeOrigin: 4_000 });
  a.event(2_000, 'ADDED', call(1, 'RINGING', ''));
  host.request(3_000, a, '1', 'interaction.blockMarkdone', ['1', 'Not yet']);
  a.answer(3_100, '1');
  b.event(4_100, 'ADDED', call(1, 'TALKING', ''));
  const session = fed(host, a);
  expect(session.interactions()[0]?.block.status).toBe('blocked');
  session.feed([ended('a', 3_900), ...b.inputs()]);
  expect(session.interactions()).toMatchObject([{ id: '1', block: { status: 'unknown' } }]);
});
