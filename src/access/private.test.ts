import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { startAccess } from './background.ts';
import { type ChromiumAccessBrowser, chromiumAccess } from './chromium.ts';
import { followWindows } from './firefox-background.ts';
import { answerThatOpen, askWhetherOpen } from './private-end.ts';
import { followGrants, grantedPatterns, readGrants } from './scripts.ts';
import { readGranted, SINCE_KEY } from './sites.ts';
import { fakeBrowser } from './testdata/browser.ts';

const WWE = 'https://wwe.example.com';
const CRM = 'https://crm.example.com';
const inspectedWindow: ChromiumAccessBrowser['inspectedWindow'] = {
  getResources: (tell) => tell([]),
  onResourceAdded: { addListener() {}, removeListener() {} },
};

/** Panels in an ordinary and in a private window of one browser, each with the half of the extension that is its own. */
function setUp(isSplit = true) {
  const fake = fakeBrowser();
  const { browser, otherHalf } = fake;
  fake.open('ordinary', 'private');
  const start = () => {
    startAccess(browser, (end) => (isSplit ? askWhetherOpen(browser, end) : followWindows(browser, end)));
    if (isSplit) startAccess(otherHalf, () => answerThatOpen(otherHalf));
  };
  start();
  /** The browser ends and begins anew. */
  const restart = () => {
    fake.restart();
    start();
  };
  const readsIn = (inIncognitoContext: boolean) =>
    readGranted({ ...fake.browser, extension: { inIncognitoContext }, runtime: { getManifest: () => ({}) } });
  const ordinary = chromiumAccess({ ...browser, isPrivate: false, inspectedWindow }, null);
  const secret = chromiumAccess({ ...otherHalf, isPrivate: true, inspectedWindow }, null);
  return { ...fake, restart, ordinary, secret, readsIn };
}

/** What is waited for hundreds of times comes sooner than the usual pause between two looks ends. */
const OFTEN = { interval: 1 };

/** Waits for what the background does after a grant or a withdrawal. */
const settled = (browser: ReturnType<typeof fakeBrowser>['browser']) => followGrants(browser);

test('asked for in a private window: watched there, unknown in ordinary ones, and nothing of it on the disk', async () => {
  const { ordinary, secret, browser, registered, stored, readsIn } = setUp();
  expect(await secret.ask([WWE])).toBe('granted');
  await settled(browser);
  expect(registered()).toHaveLength(2);
  expect(await secret.grants()).toEqual([{ pattern: `${WWE}/*`, since: null, isPrivate: true }]);
  expect(await ordinary.grants()).toEqual([]);
  // A bridge in an ordinary window ends by that.
  expect([await readsIn(false), await readsIn(true)]).toEqual([[], undefined]);
  expect(JSON.stringify(stored())).not.toContain('example');
});

test.each([
  ['two halves', true],
  ['one background', false],
])(
  'the last private window closes: given back; before that, and for ordinary windows, nothing changes: %s',
  async (_, isSplit) => {
    const { ordinary, secret, browser, granted, registered, stored, inMemory, open, tell, pass } = setUp(isSplit);
    await ordinary.ask([CRM]);
    await secret.ask([WWE]);
    for (let times = 0; times < 3; times += 1) {
      tell('closed');
      await settled(browser);
      pass();
      await settled(browser);
      expect(granted()).toEqual([`${CRM}/*`, `${WWE}/*`]);
    }
    open('ordinary');
    tell('closed');
    await vi.waitFor(() => {
      pass();
      expect(granted()).toEqual([`${CRM}/*`]);
    });
    await vi.waitFor(() => expect(inMemory()).toEqual({}));
    await settled(browser);
    expect(registered().map(({ matches }) => matches)).toEqual([[`${CRM}/*`], [`${CRM}/*`]]);
    expect(stored()).toEqual({ [SINCE_KEY]: { [`${CRM}/*`]: 1_000 } });
  },
);

test('a worker that was ended and starts again goes on asking', async () => {
  const { secret, browser, granted, open, pass } = setUp();
  await secret.ask([WWE]);
  await settled(browser);
  open('ordinary');
  startAccess(browser, (end) => askWhetherOpen(browser, end));
  await vi.waitFor(() => {
    pass();
    expect(granted()).toEqual([]);
  });
});

test.each(['started', 'installed'] as const)('what a crash left over is given back: %s', async (what) => {
  const { ordinary, secret, browser, granted, stored, restart, tell } = setUp();
  await ordinary.ask([CRM]);
  await secret.ask([WWE]);
  restart();
  // A panel may be there first.
  await settled(browser);
  expect(await ordinary.grants()).toEqual([{ pattern: `${CRM}/*`, since: 1_000 }]);
  tell(what);
  await vi.waitFor(() => expect(granted()).toEqual([`${CRM}/*`]));
  await vi.waitFor(() => expect(stored()).toEqual({ [SINCE_KEY]: { [`${CRM}/*`]: 1_000 } }));
});

test('an ordinary window asks for the same: it is watched in all from then on, and kept', async () => {
  const { ordinary, secret, browser, granted, inMemory, open, pass } = setUp();
  await secret.ask([WWE]);
  expect(await ordinary.ask([WWE])).toBe('granted');
  expect(await ordinary.grants()).toEqual([{ pattern: `${WWE}/*`, since: null }]);
  open('ordinary');
  // Nobody asks any more.
  await vi.waitFor(() => {
    pass();
    expect(inMemory()).not.toHaveProperty('isPrivateThere');
  });
  await settled(browser);
  expect(granted()).toEqual([`${WWE}/*`]);
});

test('what ordinary windows have, its date forgotten, stays theirs after private windows asked, and a crash', async () => {
  const { ordinary, secret, browser, granted, forget, restart, tell } = setUp();
  await ordinary.ask([CRM]);
  forget();
  await secret.ask([CRM]);
  await secret.ask([WWE]);
  restart();
  tell('started');
  await vi.waitFor(() => expect(granted()).toEqual([`${CRM}/*`]));
  await settled(browser);
  expect(await ordinary.grants()).toEqual([{ pattern: `${CRM}/*`, since: null }]);
});

test('a private window asks for what ordinary ones have, or is refused: nothing becomes private by that', async () => {
  const { ordinary, secret, browser } = setUp();
  await ordinary.ask([CRM]);
  await secret.ask([CRM]);
  vi.spyOn(browser.permissions, 'request').mockResolvedValueOnce(false);
  expect(await secret.ask([WWE])).toBe('refused');
  expect(await ordinary.grants()).toEqual([{ pattern: `${CRM}/*`, since: 1_000 }]);
});

test('whatever is asked for, where and in what order: ordinary windows have what they asked for, and nothing else stays', async () => {
  const step = fc.record({
    site: fc.constantFrom(WWE, CRM, 'http://localhost'),
    what: fc.constantFrom('ordinary', 'secret', 'withdraw', 'forget', 'crash'),
  } as const);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const { ordinary, secret, browser, forget, restart, stored, open, tell, pass } = setUp();
      const wanted = new Set<string>();
      for (const { site, what } of steps) {
        const pattern = `${site}/*`;
        if (what === 'ordinary') {
          wanted.add(pattern);
          await ordinary.ask([site]);
        } else if (what === 'secret') await secret.ask([site]);
        else if (what === 'withdraw') {
          wanted.delete(pattern);
          await ordinary.withdraw(pattern);
        } else if (what === 'forget') forget();
        else {
          restart();
          tell('started');
          await vi.waitFor(async () => expect(await grantedPatterns(browser)).toEqual([...wanted].sort()), OFTEN);
        }
        await settled(browser);
        const shown = (await readGrants(browser, false)).map((one) => one.pattern);
        expect(shown).toEqual([...wanted].sort());
      }
      open('ordinary');
      await vi.waitFor(async () => {
        pass();
        expect(await grantedPatterns(browser)).toEqual([...wanted].sort());
      }, OFTEN);
      await settled(browser);
      const named = JSON.stringify(stored());
      for (const site of [WWE, CRM, 'http://localhost'])
        if (!wanted.has(`${site}/*`)) expect(named).not.toContain(site);
    }),
    { numRuns: 60 },
  );
});
