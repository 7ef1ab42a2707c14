/** Pages that the tab leaves, in every order of what is told of that. */
import { describe, expect, test } from 'vitest';
import { inspect } from './testdata/inspected.ts';
import { chat, type FakeDocument } from './testdata/tab.ts';

/** A page and a client in it. */
interface TwoFrames {
  readonly top: FakeDocument;
  readonly client: FakeDocument;
}
type TurnParts = Pick<ReturnType<typeof inspect>, 'tab' | 'watching'>;

function permutations<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length < 2) return [all];
  return all.flatMap((one, at) => permutations(all.toSpliced(at, 1)).map((rest) => [one, ...rest]));
}

describe('the tab goes to another page', () => {
  type Step = 'bye' | 'navigated' | 'announce';
  const orders: Step[][] = [
    ['bye', 'navigated', 'announce'],
    ['bye', 'announce', 'navigated'],
    ['announce', 'bye', 'navigated'],
    ['announce', 'navigated', 'bye'],
    ['navigated', 'bye', 'announce'],
    ['navigated', 'announce', 'bye'],
  ];

  async function leave(order: readonly Step[], preserveLog: boolean) {
    const around = inspect({ preserveLog });
    const { tab, watching } = around;
    const old = tab.open('old');
    old.event(10, chat('1'));
    watching.hello();
    await tab.flow();
    tab.present.delete(old);
    const fresh = tab.open('new', { timeOrigin: 20 });
    fresh.event(30, chat('2'));
    for (const step of order) {
      if (step === 'bye') old.bye(15);
      else if (step === 'announce') fresh.announce();
      else watching.navigated();
      await tab.flow();
    }
    return around;
  }

  test.each(orders.map((order) => [order.join(', '), order] as const))('forgets the old page: %s', async (_, order) => {
    const { ids, documents, connections } = await leave(order, false);
    expect([ids(), documents(), connections()]).toEqual([['2'], ['new'], ['new live']]);
  });

  test.each(orders.map((order) => [order.join(', '), order] as const))(
    'keeps it with Preserve log: %s',
    async (_, order) => {
      const { ids, documents, connections } = await leave(order, true);
      expect([ids(), documents(), connections()]).toEqual([
        ['1', '2'],
        ['old ended', 'new'],
        ['old ended', 'new live'],
      ]);
    },
  );

  const steps = ['top', 'client', 'bye of top', 'bye of client', 'navigated'] as const;
  type Turn = (typeof steps)[number];
  /** All orders; in those without the last step the browser says nothing. A page's frames come after it. */
  const turns = [steps, steps.slice(0, 4)]
    .flatMap((some) => permutations<Turn>(some))
    .filter((order) => order.indexOf('top') < order.indexOf('client'));

  /** @param at when the old page says goodbye: if that is before it said last that it is there, all are asked again */
  async function turn(from: TwoFrames, to: TwoFrames, order: readonly Turn[], at: number, around: TurnParts) {
    const { tab, watching } = around;
    for (const step of order) {
      if (step === 'navigated') watching.navigated();
      else if (step === 'bye of top') from.top.bye(at);
      else if (step === 'bye of client') from.client.bye(at);
      else {
        tab.present.add(to[step]);
        to[step].announce();
      }
      await tab.flow();
    }
  }

  test.each(turns.map((order, index) => [order.join(', '), order, index] as const))(
    'a page goes with its frames, also if it ends late and says that it is there; the next is kept: %s',
    async (_, order, index) => {
      for (const at of [15, 100_000]) {
        let preserveLog = false;
        const around = inspect({ preserveLog: () => preserveLog });
        const { tab, watching, documents } = around;
        const open = (name: string): TwoFrames => ({
          top: tab.open(`${name} top`, { path: 'top', target: null }),
          client: tab.open(`${name} client`),
        });
        const [one, two, three] = [open('1'), open('2'), open('3')] as const;
        for (const { client } of [one, two, three]) client.event(10, chat('1'));
        tab.present.clear();
        for (const document of [one.top, one.client]) tab.present.add(document);
        watching.hello();
        await tab.flow();
        await turn(one, two, order, at, around);
        expect(documents().toSorted()).toEqual(['2 client', '2 top']);
        preserveLog = true;
        await turn(two, three, turns[(index * 7) % turns.length] ?? order, at, around);
        expect(documents().toSorted()).toEqual(['2 client ended', '2 top ended', '3 client', '3 top']);
      }
    },
  );

  test('a page that was kept stays until the next is left, though nothing is to be kept any more', async () => {
    let preserveLog = true;
    const { tab, watching, documents } = inspect({ preserveLog: () => preserveLog });
    const pages = ['one', 'two', 'three'].map((name) => tab.open(name, { path: 'top', target: null }));
    tab.present.clear();
    for (const [at, page] of pages.entries()) {
      page.event(10 + at, chat(String(at)));
      page.announce();
      await tab.flow();
      if (at > 0) pages[at - 1]?.bye(20);
      await tab.flow();
      if (at === 1) {
        preserveLog = false;
        page.announce();
        await tab.flow();
        expect(documents()).toEqual(['one ended', 'two']);
      }
    }
    watching.navigated();
    await tab.flow();
    expect(documents()).toEqual(['three']);
  });

  test('a document that is still there stays (a navigation within the document)', async () => {
    const { tab, watching, ids, documents } = inspect();
    const page = tab.open('page');
    page.event(10, chat('1'));
    watching.hello();
    await tab.flow();
    watching.navigated();
    await tab.flow();
    page.event(11, chat('2'));
    await tab.flow();
    expect([ids(), documents()]).toEqual([['1', '2'], ['page']]);
    page.bye(20);
    await tab.flow();
    expect([ids(), documents()]).toEqual([['1', '2'], ['page ended']]);
  });

  test('a page from the back/forward cache comes back with all that it holds', async () => {
    const { tab, watching, ids, documents } = inspect();
    const page = tab.open('page');
    page.event(10, chat('1'));
    watching.hello();
    await tab.flow();
    page.bye(20);
    tab.present.delete(page);
    watching.navigated();
    await tab.flow();
    expect([ids(), documents()]).toEqual([[], []]);
    page.announce();
    await tab.flow();
    expect([ids(), documents()]).toEqual([['1'], ['page']]);
  });
});
