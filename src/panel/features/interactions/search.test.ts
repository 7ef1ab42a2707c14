import { describe, expect, test } from 'vitest';
import english from '../../../../public/_locales/en/messages.json' with { type: 'json' };
import { encode } from '../../../entry/encode.ts';
import type { Entry } from '../../../entry/entry.ts';
import type { SessionInput, SessionInteraction } from '../../../session/model.ts';
import { createSession } from '../../../session/session.ts';
import type { Filter } from '../../filter/filter.ts';
import { filterOf } from '../../filter/testdata/rows.ts';
import { INTERACTION_WORDS } from '../../filter/vocabulary.ts';
import { installTexts, messagesLookup } from '../../text/i18n.ts';
import { InteractionSearch } from './search.ts';

installTexts(messagesLookup(english));

/** What the client `a` hears. */
function hearing() {
  const entries: Entry[] = [];
  const info = { document: 'a', url: '', origin: 'o', title: '', path: 'top/0', target: 'top', timeOrigin: 1 };
  return {
    event(t: number, id: number, state: string, more: object = {}): Entry {
      const interaction = { interactionId: String(id), interactionUUID: `U${id}`, callType: 'INBOUND', state, ...more };
      const body = encode({ event: 'interaction', data: { eventType: 'X', interaction } });
      const [kind, name] = ['event', 'interaction'] as const;
      const from = { peer: 'top', origin: 'https://wwe.example.com', path: 'top/0' };
      const entry: Entry = { n: entries.length + 1, t, sort: 'wire', kind, name, ref: '', body, ...from };
      entries.push(entry);
      return entry;
    },
    inputs: (): readonly SessionInput[] => [
      { what: 'document', info },
      { what: 'entries', document: 'a', entries },
    ],
  };
}

/** A search over what documents saw, run by hand. */
function searchOver(of: () => readonly SessionInteraction[]) {
  const queue: (() => void)[] = [];
  let time = 0;
  let told = 0;
  const search = new InteractionSearch({
    find: (key) => of().find((one) => one.key === key),
    count: () => of().length,
    later: (work) => queue.push(work),
    // Each look at the clock takes a while.
    now: () => (time += 3),
    onProgress() {
      told += 1;
    },
  });
  const run = () => {
    let slices = 0;
    for (let work = queue.shift(); work; work = queue.shift()) {
      work();
      slices += 1;
    }
    return slices;
  };
  const use = (text: string) => search.use(filterOf(text, INTERACTION_WORDS), (document) => (document === 'a' ? 1 : 2));
  return { search, use, run, told: () => told };
}

const RICH = {
  interactionUUID: 'UUID-9',
  caseId: 'Case-A',
  ani: '5550199',
  dnis: '800',
  direction: 'IN',
  callType: 'INBOUND',
  recordingState: 'PAUSED',
  parties: [{ name: 'Ada Lovelace' }],
  custom: 42,
  userData: { Segment: 'Gold', 'Two words': 'a b', Count: 10, Deep: { City: 'Paris' }, state: 'Ohio', list: ['x1'] },
};

function only(id: number, state: string, more: object): SessionInteraction {
  const a = hearing();
  a.event(2_000, id, state, more);
  const session = createSession();
  session.feed(a.inputs());
  return session.interactions()[0] ?? expect.fail('none');
}

describe('the filter of interactions', () => {
  const one = only(7, 'TALKING', { previousState: 'RINGING', ...RICH });
  test.each<[string, boolean]>([
    ['', true],
    ['state:TALKING', true],
    ['state:talk*', true],
    ['state:RINGING', false],
    ['state:Ohio', false],
    ['previous:RINGING', true],
    ['previousState:RINGING', true],
    ['-state:HELD', true],
    ['-state:TALKING', false],
    ['id:7', true],
    ['uuid:uuid-*', true],
    ['case:Case-A', true],
    ['medium:voice', true],
    ['direction:in', true],
    ['calltype:INBOUND', true],
    ['recording:PAUSED', true],
    ['who:*lovelace', true],
    ['who:5550199', true],
    ['who:lovelace', false],
    ['at:1970-01-01T00:00:02', true],
    ['at:1970-01-01', true],
    ['at:1970-01-01T00:00:01', false],
    // It is still there.
    ['after:1970-01-02 at:1970-01-03', true],
    ['before:1970-01-01T00:00:02', false],
    ['before:1970-01-01T00:00:03', true],
    ['wwe:*example.com', true],
    ['client:1', true],
    ['client:2', false],
    ['is:live', true],
    ['is:ended', false],
    ['is:blocked', false],
    ['key:Segment', true],
    ['key:City', false],
    ['data.Segment:gold', true],
    ['data.Segment:silver', false],
    ['data.Count:10', true],
    ['data.Deep.City:par*', true],
    ['data."Two words":"a b"', true],
    ['data.*:x1', true],
    ['data.list:x1', true],
    ['-data.Segment:gold', false],
    ['gold', true],
    ['GOLD paris', true],
    ['gold berlin', false],
    ['-gold', false],
    ['-berlin', true],
    ['"a b"', true],
    ['42', true],
    ['/^go.d$/i', true],
    ['/^go.d$/', false],
    ['-/^go.d$/i', false],
    ['state:TALKING data.Segment:Gold -id:8', true],
  ])('%s: %s', (text, passes) => {
    const { use, run } = searchOver(() => [one]);
    const filter = use(text);
    filter.passes(one);
    run();
    expect(filter.passes(one)).toBe(passes);
  });
});

test('what its own fields tell is told at once; the rest in slices, of which the view is told', () => {
  const a = hearing();
  for (let id = 1; id <= 40; id += 1)
    a.event(2_000 + id, id, 'TALKING', { userData: { Segment: id % 2 ? 'Gold' : 'Silver' } });
  const session = createSession();
  session.feed(a.inputs());
  const { search, use, run, told } = searchOver(() => session.interactions());
  const passing = (filter: { passes(one: SessionInteraction): boolean }) =>
    session.interactions().filter((one) => filter.passes(one)).length;
  expect(passing(use('state:TALKING'))).toBe(40);
  expect([run(), told()]).toEqual([0, 0]);
  const gold = use('data.Segment:Gold');
  const before = search.judged;
  expect([passing(gold), search.isSearching]).toEqual([0, true]);
  const slices = run();
  expect(slices).toBeGreaterThan(5);
  expect(told()).toBe(slices);
  expect([passing(gold), search.isSearching]).toEqual([20, false]);
  expect(search.judged.changesSince(before.version)?.size).toBe(40);
  // Known already, also as a part of another filter.
  expect([passing(use('data.Segment:Gold state:TALKING')), run()]).toEqual([20, 0]);
});

test('what changed is searched again, alone, and stays in its place until that is known', () => {
  const a = hearing();
  a.event(2_000, 1, 'RINGING', { userData: { Segment: 'Gold' } });
  a.event(2_001, 2, 'RINGING', { userData: { Segment: 'Gold' } });
  const session = createSession();
  session.feed(a.inputs());
  const { search, use, run } = searchOver(() => session.interactions());
  const filter = use('data.Segment:Gold');
  const shown = () => session.interactions().map((one) => filter.passes(one));
  shown();
  run();
  expect(shown()).toEqual([true, true]);
  const { version } = search.judged;
  const change = (segment: string, state: string) => {
    const entry = a.event(3_000, 1, state, { userData: { Segment: segment } });
    session.feed([{ what: 'entries', document: 'a', entries: [entry] }]);
  };
  change('Silver', 'TALKING');
  expect(shown()).toEqual([true, true]);
  run();
  expect(shown()).toEqual([false, true]);
  expect([...(search.judged.changesSince(version) ?? [])]).toEqual([session.interactions()[0]?.key]);
});

describe('kinds and inversion', () => {
  const alive = only(7, 'TALKING', RICH);
  const other = only(8, 'COMPLETED', { ...RICH, interactionUUID: 'UUID-8' });
  const ended: SessionInteraction = { ...other, ended: { t: 3_000, why: 'removed' } };
  const passing = (filter: Partial<Filter>) => {
    const { search, run } = searchOver(() => [alive, ended]);
    const { passes } = search.use({ terms: [], ...filter }, () => null);
    const before = [alive, ended].filter(passes).map(({ id }) => id);
    run();
    return { before, after: [alive, ended].filter(passes).map(({ id }) => id) };
  };
  const kinds = (...ids: string[]) => INTERACTION_WORDS.kinds.filter(({ id }) => ids.includes(id));
  const terms = (text: string) => filterOf(text, INTERACTION_WORDS).terms;

  test('one of the kinds must fit', () => {
    expect(passing({ kinds: kinds('alive') }).after).toEqual(['7']);
    expect(passing({ kinds: kinds('ended') }).after).toEqual(['8']);
    expect(passing({ kinds: kinds('alive', 'ended') }).after).toEqual(['7', '8']);
    expect(passing({ kinds: kinds('blocked') }).after).toEqual([]);
  });

  test('what the terms leave out is shown, and the kinds stay', () => {
    expect(passing({ terms: terms('state:TALKING'), inverted: true }).after).toEqual(['8']);
    expect(passing({ terms: terms('state:TALKING'), inverted: true, kinds: kinds('alive') }).after).toEqual([]);
    expect(passing({ inverted: true }).after).toEqual(['7', '8']);
  });

  test('what is still searched is not shown, inverted or not', () => {
    expect(passing({ terms: terms('Segment'), inverted: true })).toEqual({ before: [], after: [] });
    expect(passing({ terms: terms('nowhere'), inverted: true })).toEqual({ before: [], after: ['7', '8'] });
  });
});
