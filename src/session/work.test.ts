/** Counts work, not time: what a session does for each entry must not grow with what it holds. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionInput } from './model.ts';
import { createMessages } from './rows/messages.ts';
import { createSession } from './session.ts';
import { attachedSession } from './testdata/attached.ts';
import { call, type Record, world } from './testdata/world.ts';

const work = vi.hoisted(() => ({ shown: 0, steps: 0, compared: 0, paired: 0, rows: 0, lines: 0 }));

vi.mock('./interactions.ts', async (original) => {
  const real = await original<typeof import('./interactions.ts')>();
  return {
    ...real,
    showGroup: (...args: Parameters<typeof real.showGroup>) => {
      work.shown += 1;
      return real.showGroup(...args);
    },
  };
});
vi.mock('./history.ts', async (original) => {
  const real = await original<typeof import('./history.ts')>();
  return {
    ...real,
    mergeTracks: (...args: Parameters<typeof real.mergeTracks>) => {
      for (const track of args[0]) work.steps += track.steps.length;
      return real.mergeTracks(...args);
    },
  };
});
vi.mock('./equal.ts', async (original) => {
  const real = await original<typeof import('./equal.ts')>();
  return {
    ...real,
    sameContent: (...args: Parameters<typeof real.sameContent>) => {
      work.compared += 1;
      return real.sameContent(...args);
    },
  };
});
vi.mock('./rows/line.ts', async (original) => {
  const real = await original<typeof import('./rows/line.ts')>();
  class CountedLine extends real.Line {
    constructor(...args: ConstructorParameters<typeof real.Line>) {
      super(...args);
      work.lines += 1;
    }
  }
  return { ...real, Line: CountedLine };
});
vi.mock('./rows/row.ts', async (original) => {
  const real = await original<typeof import('./rows/row.ts')>();
  return {
    ...real,
    showLine: (...args: Parameters<typeof real.showLine>) => {
      work.rows += 1;
      return real.showLine(...args);
    },
  };
});
vi.mock('./pairing.ts', async (original) => {
  const real = await original<typeof import('./pairing.ts')>();
  return {
    ...real,
    pair: (...args: Parameters<typeof real.pair>) => {
      work.paired += args[1].length + args[2].length;
      return real.pair(...args);
    },
  };
});

// The machine may be busy: nothing here is judged by its time.
vi.setConfig({ testTimeout: 120_000 });

beforeEach(() => {
  Object.assign(work, { shown: 0, steps: 0, compared: 0, paired: 0, rows: 0, lines: 0 });
});

/** Feeds entries one by one, by time, after the documents and the entries before `start`; gives the work that they made. */
function feedOneByOne(records: readonly Record[], start = Number.NEGATIVE_INFINITY): typeof work {
  const session = attachedSession();
  session.feed(records.map(({ info }) => ({ what: 'document', info })));
  for (const { info, entries } of records)
    session.feed([{ what: 'entries', document: info.document, entries: entries.filter(({ t }) => t < start) }]);
  const inputs = records.flatMap(({ info, entries }) =>
    entries
      .filter(({ t }) => t >= start)
      .map((entry) => ({ what: 'entries' as const, document: info.document, entries: [entry], t: entry.t })),
  );
  const before = { ...work };
  for (const { t: _, ...input } of inputs.sort((a, b) => a.t - b.t)) session.feed([input satisfies SessionInput]);
  return {
    shown: work.shown - before.shown,
    steps: work.steps - before.steps,
    compared: work.compared - before.compared,
    paired: work.paired - before.paired,
    rows: work.rows - before.rows,
    lines: work.lines - before.lines,
  };
}

describe('work', () => {
  it('for rows is none before they are wanted, and one line each then', () => {
    const { host, a } = world();
    a.probed(1_500);
    for (let n = 0; n < 250; n += 1) {
      a.called(2_000 + n * 10, n, `${n}`, 'agent.get');
      host.request(2_001 + n * 10, a, `${n}`, 'agent.get');
      a.answer(2_002 + n * 10, `${n}`);
      a.event(2_003 + n * 10, 'X', call(1, 'HELD', ''));
    }
    const session = createSession();
    session.feed([...host.inputs(), ...a.inputs()]);
    expect([session.counts().entries, work.lines, work.rows]).toEqual([1_001, 0, 0]);
    session.attach(createMessages);
    expect([session.messages().length, work.lines, work.rows]).toEqual([500, 500, 500]);
    session.attach(createMessages);
    expect(work.lines).toBe(500);
  });

  it('for what is dropped is told as what it is: no line that stays is looked at again', () => {
    const told = (entries: number) => {
      const { a } = world();
      const session = attachedSession({ entries });
      for (let n = 0; n < entries; n += 1) a.event(2_000 + n, 'X', call(1, 'HELD', ''));
      session.feed(a.inputs());
      let cuts = 0;
      let cut = 0;
      let others = 0;
      for (let n = 0; n < entries; n += 1) {
        const { version } = session;
        const entry = a.event(2_000 + entries + n, 'X', call(1, 'HELD', ''));
        session.feed([{ what: 'entries', document: 'a', entries: [entry] }]);
        const list = session.messages();
        if (list.cutSince(version) > 0) cuts += 1;
        cut += list.cutSince(version);
        others += list.length - list.changedSince(version) - 1;
      }
      return { cuts, cut: cut === session.messages().dropped, others };
    };
    // A twentieth goes at once.
    expect([told(200), told(800)]).toEqual([
      { cuts: 18, cut: true, others: 0 },
      { cuts: 18, cut: true, others: 0 },
    ]);
  });

  /** A state each, of 50 interactions in turn. */
  const events = (count: number) => {
    const { a } = world();
    for (let n = 0; n < count; n += 1) a.event(2_000 + n, 'X', call(n % 50, n % 100 < 50 ? 'HELD' : 'TALKING', ''));
    return feedOneByOne([a]);
  };
  it('for an event is one interaction shown and one sighting compared', () => {
    expect(events(1_000)).toMatchObject({ shown: 1_000, compared: 950, paired: 0, rows: 1_000 });
    expect(events(2_000)).toMatchObject({ shown: 2_000, compared: 1_950, paired: 0, rows: 2_000 });
  });

  it('for an event of an interaction with a long history is bounded', () => {
    const long = (count: number) => {
      const { a } = world();
      for (let n = 0; n < count; n += 1) a.event(2_000 + n, 'X', call(1, n % 2 === 0 ? 'HELD' : 'TALKING', ''));
      return feedOneByOne([a]).steps;
    };
    // Twice the limit of 500 transitions at most, whatever came before.
    expect((long(5_000) - long(3_000)) / 2_000).toBeLessThanOrEqual(1_000);
  });

  it('for a request and its answer does not grow with the requests', () => {
    const requests = (count: number) => {
      const { host, a } = world();
      for (let n = 0; n < count; n += 1) {
        host.request(2_000 + n * 10, a, `${n}`, 'agent.get');
        a.answer(2_005 + n * 10, `${n}`);
      }
      return feedOneByOne([host, a]).paired;
    };
    expect(requests(200)).toBe(200 * 3);
    expect(requests(400)).toBe(400 * 3);
  });

  it('for a call, its arrival, its answer and its handler is a few rows each', () => {
    const rows = (count: number) => {
      const { host, a } = world();
      a.probed(1_500);
      for (let n = 0; n < count; n += 1) {
        const t = 2_000 + n * 10;
        a.called(t, n, `${n}`, 'agent.get');
        host.request(t + 1, a, `${n}`, 'agent.get');
        a.answer(t + 2, `${n}`);
        a.note(t + 3, { note: 'settled', client: 0, call: n, by: 'success', took: 0, threw: null });
        a.event(t + 4, 'X', call(1, 'HELD', ''));
        a.note(t + 5, { note: 'handled', client: 0, handler: 1, event: 'interaction', took: 0, threw: null });
      }
      return feedOneByOne([host, a]).rows;
    };
    expect(rows(400) - rows(300)).toBe(rows(300) - rows(200));
    expect(rows(400)).toBeLessThanOrEqual(400 * 8);
  });

  it('for a page that uses one id again and again is bounded', () => {
    const reused = (count: number) => {
      const { host, a } = world();
      for (let n = 0; n < count; n += 1) {
        host.request(2_000 + n * 10, a, '0', 'agent.get');
        a.answer(2_005 + n * 10, '0');
      }
      return feedOneByOne([host, a], 2_000 + (count - 10) * 10).paired;
    };
    expect(reused(3_000)).toBe(reused(1_500));
    // Requests and answers of the latest 1,000, with the new one, at each of 20 entries.
    expect(reused(3_000)).toBeLessThanOrEqual(20 * 2_002);
  });

  it('for a stranger is nothing', () => {
    const { a } = world();
    for (let n = 0; n < 500; n += 1) a.event(2_000 + n, 'X', call(n, 'HELD', ''), { peer: 'top/9' });
    expect(feedOneByOne([a])).toEqual({ shown: 0, steps: 0, compared: 0, paired: 0, rows: 500, lines: 500 });
  });

  it('for a proof is done once for each window, not for each answer', () => {
    const proofs = (count: number) => {
      const { host, a, b } = world();
      for (let n = 0; n < count; n += 1) {
        b.request(2_000 + n * 10, host, `${n}`, 'agent.get');
        host.answer(2_005 + n * 10, `${n}`, {}, { peer: 'top/1', origin: b.info.origin });
      }
      for (let n = 0; n < 20; n += 1) a.event(1_500 + n, 'X', call(n, 'HELD', ''));
      return feedOneByOne([host, a, b]);
    };
    expect(proofs(400).shown).toBe(proofs(200).shown);
    expect(proofs(400).paired - proofs(300).paired).toBe(proofs(300).paired - proofs(200).paired);
  });
});
