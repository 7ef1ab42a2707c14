import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { startAccess } from './background.ts';
import { followGrants, type ScriptsBrowser } from './scripts.ts';
import { readGranted, SINCE_KEY } from './sites.ts';
import { fakeBrowser } from './testdata/browser.ts';

const WWE = 'https://wwe.example.com/*';
const CRM = 'https://crm.example.com/*';

test('nothing is registered where nothing is granted', async () => {
  const { browser, registered } = fakeBrowser();
  await followGrants(browser);
  expect(registered()).toEqual([]);
});

test('both scripts, the probe first, in every frame and before its first script, for what is granted', async () => {
  const { browser, registered, stored } = fakeBrowser([WWE, 'file:///*']);
  await followGrants(browser);
  const everywhere = {
    matches: [WWE],
    runAt: 'document_start',
    allFrames: true,
    matchOriginAsFallback: true,
    persistAcrossSessions: true,
  };
  expect(registered()).toEqual([
    { id: '1-probe', js: ['/src/probe/probe.iife.js'], world: 'MAIN', ...everywhere },
    { id: '2-bridge', js: ['/src/bridge/bridge.iife.js'], world: 'ISOLATED', ...everywhere },
  ]);
  expect(stored()).toEqual({ [SINCE_KEY]: { [WWE]: 1_000 } });
});

test('after an update, which takes the scripts away, they are there again', async () => {
  const { browser, registered, forgetScripts, tell } = fakeBrowser([WWE]);
  startAccess(browser, () => {});
  tell('installed');
  await vi.waitFor(() => expect(registered()).toHaveLength(2));
  forgetScripts();
  tell('installed');
  await vi.waitFor(() => expect(registered()).toHaveLength(2));
});

test('withdrawn: the scripts go, and every tab is told what is still granted', async () => {
  const { browser, registered, grant, said, tell, stored } = fakeBrowser([WWE, CRM]);
  const changed = vi.fn();
  startAccess(browser, () => {}, changed);
  tell('added');
  await vi.waitFor(() => expect(registered()).toHaveLength(2));
  grant(CRM);
  tell('removed');
  const message = { wwe: 'unwatch', granted: [CRM] };
  await vi.waitFor(() =>
    expect(said).toEqual([
      [1, message],
      [2, message],
    ]),
  );
  expect(registered().map(({ matches }) => matches)).toEqual([[CRM], [CRM]]);
  expect([stored(), changed.mock.calls.length]).toEqual([{ [SINCE_KEY]: { [CRM]: 1_000 } }, 2]);
});

test('what was forgotten on the user’s word is not made up anew, and a site more does not take the others away', async () => {
  const { browser, grant, forget, stored } = fakeBrowser([WWE]);
  await followGrants(browser);
  forget();
  await followGrants(browser);
  expect(stored()).toEqual({});
  grant(WWE, CRM);
  await followGrants(browser);
  expect(stored()).toEqual({ [SINCE_KEY]: { [WWE]: null, [CRM]: 1_000 } });
  expect(await readGranted({ ...browser, runtime: { getManifest: () => ({}) } })).toEqual([CRM, WWE]);
});

/** The browser, to a background that is stopped: the last of its calls is carried out, but nobody hears of it. */
function stoppedAfter(browser: ScriptsBrowser, calls: number): ScriptsBrowser {
  let left = calls;
  const dying = <Api extends object>(api: Api): Api =>
    new Proxy(api, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return typeof member === 'object' && member !== null ? dying(member) : member;
        return async (...parameters: unknown[]) => {
          left -= 1;
          if (left < 0) return new Promise(() => {});
          const result: unknown = await Reflect.apply(member, target, parameters);
          return left === 0 ? new Promise(() => {}) : result;
        };
      },
    });
  // Its locks end with it.
  const locks = { request: async (_: string, work: () => Promise<void>) => work() };
  const { permissions, scripting, storage, now } = browser;
  return { permissions: dying(permissions), scripting: dying(scripting), storage: dying(storage), locks, now };
}

test.each(Array.from({ length: 12 }, (_, calls) => calls))(
  'a background that is stopped after %i calls leaves nothing half done to the next one',
  async (calls) => {
    const { browser, grant, forget, stored, registered } = fakeBrowser([WWE]);
    await followGrants(browser);
    forget();
    grant(WWE, CRM);
    void followGrants(stoppedAfter(browser, calls));
    // More turns than all its calls take.
    for (let turns = 0; turns < 40; turns += 1) await new Promise<void>((resolve) => setImmediate(resolve));
    await followGrants(browser);
    expect(stored()).toEqual({ [SINCE_KEY]: { [WWE]: null, [CRM]: 1_000 } });
    expect(registered().map(({ matches }) => matches)).toEqual([
      [CRM, WWE],
      [CRM, WWE],
    ]);
  },
);

test('whatever is granted and withdrawn, by whomever and at once: what is registered is what is granted', async () => {
  const patterns = fc.subarray([WWE, CRM, '*://*/*', 'http://localhost/*']);
  const step = fc.record({ patterns, tells: fc.constantFrom('added', 'removed', 'installed', 'panel') } as const);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 6 }), async (steps) => {
      const { browser, registered, grant, tell } = fakeBrowser();
      startAccess(browser, () => {});
      let last: readonly string[] = [];
      for (const { patterns, tells } of steps) {
        last = [...patterns].sort();
        grant(...patterns);
        if (tells === 'panel') void followGrants(browser);
        else tell(tells);
      }
      await followGrants(browser);
      expect(registered().map(({ id, matches }) => [id, matches])).toEqual(
        last.length === 0
          ? []
          : [
              ['1-probe', last],
              ['2-bridge', last],
            ],
      );
    }),
    { numRuns: 60 },
  );
});

test('a content script knows what is granted by what was written down, and nothing of it where the manifest says it', async () => {
  const { browser, grant } = fakeBrowser([WWE]);
  const asks = { ...browser, runtime: { getManifest: () => ({}) } };
  expect(await readGranted(asks)).toBeUndefined();
  await followGrants(browser);
  expect(await readGranted(asks)).toEqual([WWE]);
  grant();
  await followGrants(browser);
  expect(await readGranted(asks)).toEqual([]);
  expect(await readGranted({ ...browser, runtime: { getManifest: () => ({ content_scripts: [] }) } })).toBeUndefined();
});
