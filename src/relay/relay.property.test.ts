/**
 * Firefox's whole road as one model: documents with their bridges, the relay, and panels, with Firefox stopping the relay
 * whenever it likes. What the records hold arrives once and in order, orders are obeyed once, and no port is left over.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeFirefox } from './testdata/browser.ts';
import { Clock } from './testdata/clock.ts';
import { hasAll, position } from './testdata/panel.ts';
import { actOf, EVERYTHING, Tab } from './testdata/tab.ts';

const RUNS = { numRuns: process.env.WWE_LONG === '1' ? 10_000 : 300 } as const;
/** ms; the long run takes its time. */
const PATIENCE = { timeout: 1_800_000 };
/** A command that was given no longer ago than this, in ms, is obeyed whatever happened: the bridge and it are awaited for 10 s, and mending takes up to one. */
const SURELY = 8_000;
let clock = new Clock();
beforeEach(() => {
  vi.stubGlobal('setTimeout', (run: () => void, delay: number) => clock.later(run, delay));
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function expectWhole({ firefox, panels, problems }: Tab, settled: number): void {
  expect(problems).toEqual([]);
  const open = panels.filter((panel) => panel !== null);
  for (const page of firefox.pages) {
    for (const panel of open) {
      const hop = panel.link.hops().find(({ info }) => info.document === page.id);
      const ledger = panel.ledger(page.id);
      const where = `${panel.name} of ${page.id}`;
      if (page.state === 'shown' && page.seen) {
        expect({ where, state: hop?.state, present: hop?.present }).toEqual({ where, state: 'live', present: true });
        expect({ where, has: position(ledger) }).toEqual({ where, has: page.record.last });
      } else if (hop && page.state !== 'shown') expect(['ended', 'watching'], where).toContain(hop.state);
      if ((page.state === 'shown' && page.seen) || ledger.isDue)
        expect({ where, all: hasAll(ledger, page) }).toEqual({ where, all: true });
      // Panels of two minds: whoever hears a hello has its wish, also one that died soon after.
      if (page.state === 'shown' && page.seen && panels.length === 1)
        expect({ where, recording: page.recording }).toEqual({ where, recording: panel.wish });
    }
    expect(new Set(page.obeyed.filter((what) => what.startsWith('command'))).size).toBe(
      page.obeyed.filter((what) => what.startsWith('command')).length,
    );
  }
  for (const { given, unanswered } of open) {
    expect({ unanswered }).toEqual({ unanswered: 0 });
    for (const { ref, page, leaves, at } of given) {
      if (settled - at > SURELY || page.leaves !== leaves) continue;
      expect({ ref, times: page.obeyed.filter((what) => what === ref).length }).toEqual({ ref, times: 1 });
    }
  }
  const live = open.flatMap(({ link }) => link.hops()).filter(({ state }) => state === 'live').length;
  expect({ ports: firefox.roads.open() }).toEqual({ ports: open.length * 2 + 4 * live });
}

async function expectNothingLeft(tab: Tab): Promise<void> {
  for (const who of tab.panels.keys()) tab.closePanel(who, true);
  await tab.comeToRest();
  expect(tab.firefox.roads.open()).toBe(0);
  for (const page of tab.firefox.pages) {
    expect({ page: page.id, recording: page.recording }).toEqual({ page: page.id, recording: true });
  }
}

describe('the road through the relay, whatever happens', () => {
  test.each([
    { of: 'beginnings', panels: 1, isReady: false, kinds: ['walk', 'walk', 'walk', 'add', 'stop', 'load'] },
    { of: 'entries', panels: 1, isReady: true, kinds: ['walk', 'walk', 'add', 'add', 'stop', 'all', 'time', 'hello'] },
    { of: 'commands', panels: 1, isReady: false, kinds: ['walk', 'all', 'stop', 'time', 'send', 'add'] },
    {
      of: 'wishes',
      panels: 1,
      isReady: true,
      kinds: ['walk', 'walk', 'stop', 'time', 'record', 'clear', 'add', 'hello'],
    },
    {
      of: 'documents',
      panels: 1,
      isReady: true,
      kinds: ['walk', 'walk', 'add', 'stop', 'all', 'load', 'remove', 'back'],
    },
    {
      of: 'panels',
      panels: 1,
      isReady: true,
      kinds: ['walk', 'walk', 'add', 'stop', 'record', 'close', 'open', 'open'],
    },
    { of: 'everything', panels: 2, isReady: true, kinds: EVERYTHING },
  ] as const)(
    '$of: all arrives once and in order, and nothing is left over',
    PATIENCE,
    async ({ panels, isReady, kinds }) => {
      await fc.assert(
        fc.asyncProperty(fc.array(actOf(kinds), { maxLength: 40 }), fc.constantFrom(3, 1_000), async (acts, most) => {
          const firefox = new FakeFirefox(most);
          clock = firefox.clock;
          const tab = new Tab(firefox, panels);
          if (isReady) {
            for (const page of tab.firefox.pages) page.add();
            await tab.comeToRest();
          }
          for (const one of acts) await tab.act(one);
          const settled = clock.now;
          await tab.comeToRest();
          expectWhole(tab, settled);
          for (const page of tab.firefox.frames.values()) page.add();
          await tab.comeToRest();
          expectWhole(tab, settled);
          await expectNothingLeft(tab);
        }),
        RUNS,
      );
    },
  );
});
