import { expect, test, vi } from 'vitest';
import { answerAccessRequest, type FirefoxBackground, followWindows, injectAnew } from './firefox-background.ts';
import { PRIVATE_KEY } from './private.ts';
import { SINCE_KEY } from './sites.ts';
import { fakeBrowser } from './testdata/browser.ts';

const WWE = 'https://wwe.example.com/*';

function setUp() {
  const { browser } = fakeBrowser([WWE]);
  const create = vi.fn(async () => ({}));
  const executeScript = vi.fn<FirefoxBackground['scripting']['executeScript']>(async () => [
    {
      frameId: 0,
      result: {
        places: ['https://wwe.example.com', 'https://wwe.example.com/'],
        frames: ['https://crm.example.com/a'],
      },
    },
    {
      frameId: 1,
      result: { places: ['https://wwe.example.com', 'about:blank'], frames: ['https://crm.example.com/b'] },
    },
    { frameId: 2, result: { places: ['null', 'https://other.example.com/'], frames: ['https://crm.example.com/c'] } },
    { frameId: 3, result: 'odd' },
    { frameId: 4 },
  ]);
  const background: FirefoxBackground = {
    ...browser,
    tabs: { ...browser.tabs, create },
    scripting: { ...browser.scripting, executeScript },
  };
  return { background, create, executeScript, browser };
}

test('tells what is granted once its scripts are registered, and since when', async () => {
  const { background, browser } = setUp();
  expect(await answerAccessRequest(background, { wwe: 'access', want: 'grants', isPrivate: false })).toEqual([
    { pattern: WWE, since: 1_000 },
  ]);
  expect(await browser.scripting.getRegisteredContentScripts()).toHaveLength(2);
  await browser.storage.local.set({ [SINCE_KEY]: { [WWE]: 5, other: 'odd' } });
  expect(await answerAccessRequest(background, { wwe: 'access', want: 'grants', isPrivate: false })).toEqual([
    { pattern: WWE, since: 5 },
  ]);
});

test('opens the page that asks beside the tab, in its window, with nothing but the sites in its address', async () => {
  const { background, create } = setUp();
  await answerAccessRequest(background, {
    wwe: 'access',
    want: 'ask',
    tab: 7,
    sites: ['https://a.example', 'https://b.example'],
  });
  const url = 'moz-extension://a/src/access/ask.html?site=https%3A%2F%2Fa.example&site=https%3A%2F%2Fb.example&close=';
  expect(create.mock.calls).toEqual([[{ url, openerTabId: 7, windowId: 70 }]]);
});

test('names the frames of watched documents; where none is watched, that is no error', async () => {
  const { background, executeScript } = setUp();
  const wish = { wwe: 'access', want: 'frames', tab: 7, isPrivate: false } as const;
  const frames = ['https://crm.example.com/a', 'https://crm.example.com/b'];
  expect(await answerAccessRequest(background, wish)).toEqual(frames);
  executeScript.mockRejectedValueOnce(new Error('Missing host permission for the tab'));
  expect(await answerAccessRequest(background, wish)).toEqual([]);
});

test('names no frames in an ordinary window of what private ones alone may watch', async () => {
  const { background } = setUp();
  const wish = { wwe: 'access', want: 'frames', tab: 7 } as const;
  await background.storage.session.set({ [PRIVATE_KEY]: [WWE] });
  expect(await answerAccessRequest(background, { ...wish, isPrivate: false })).toEqual([]);
  expect(await answerAccessRequest(background, { ...wish, isPrivate: true })).toEqual([
    'https://crm.example.com/a',
    'https://crm.example.com/b',
  ]);
});

test.each([
  ['none is private', [{ incognito: false }], 1],
  ['one is private', [{ incognito: false }, { incognito: true }], 0],
])('looks at the windows as it starts, and when one is closed: %s', async (_, windows, ends) => {
  const { browser, listeners } = fakeBrowser();
  const end = vi.fn(async () => {});
  const getAll = vi.fn(async () => windows);
  followWindows({ windows: { ...browser.windows, getAll } }, end);
  await vi.waitFor(() => expect(getAll).toHaveBeenCalledTimes(1));
  await Promise.resolve();
  expect(end).toHaveBeenCalledTimes(ends);
  for (const closed of listeners.closed) closed();
  await vi.waitFor(() => expect(end).toHaveBeenCalledTimes(2 * ends));
});

test('gives access back', async () => {
  const { background, browser } = setUp();
  await answerAccessRequest(background, { wwe: 'access', want: 'withdraw', pattern: WWE });
  expect(await browser.permissions.getAll()).toMatchObject({ origins: [] });
});

test('after an update both scripts come into the frames that it has access to and that have none, the probe first', async () => {
  const { background, executeScript } = setUp();
  executeScript.mockRejectedValueOnce(new Error('Missing host permission for the tab'));
  executeScript.mockResolvedValueOnce([
    { frameId: 0, result: false },
    { frameId: 3, result: true },
    { frameId: 4, result: undefined },
  ]);
  await injectAnew(background);
  expect(executeScript.mock.calls.map(([{ target, files, world }]) => [target, files, world])).toEqual([
    [{ tabId: 1, allFrames: true }, undefined, undefined],
    [{ tabId: 2, allFrames: true }, undefined, undefined],
    [{ tabId: 2, frameIds: [0, 4] }, ['/src/probe/probe.iife.js'], 'MAIN'],
    [{ tabId: 2, frameIds: [0, 4] }, ['/src/bridge/bridge.iife.js'], 'ISOLATED'],
  ]);
});

test('nothing comes into a tab that loaded after the update, with the scripts that are registered', async () => {
  const { background, executeScript } = setUp();
  executeScript.mockResolvedValue([{ frameId: 0, result: true }]);
  await injectAnew(background);
  expect(executeScript.mock.calls.filter(([{ files }]) => files)).toEqual([]);
});
