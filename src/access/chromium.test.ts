import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ChromiumAccessBrowser, chromiumAccess } from './chromium.ts';
import { fakeBrowser } from './testdata/browser.ts';

const WWE = 'https://wwe.example.com';

let life = new AbortController();
beforeEach(() => {
  life = new AbortController();
});
afterEach(() => life.abort());

type Resources = Parameters<Parameters<ChromiumAccessBrowser['inspectedWindow']['getResources']>[0]>[0];

function setUp(resources: Resources = [], fixed: readonly string[] | null = null) {
  const { browser, registered } = fakeBrowser();
  const added: ((resource: Resources[number]) => void)[] = [];
  const inspectedWindow: ChromiumAccessBrowser['inspectedWindow'] = {
    getResources: (tell) => tell(resources),
    onResourceAdded: {
      addListener: (listener) => void added.push(listener),
      removeListener: (listener) => void added.splice(added.indexOf(listener), 1),
    },
  };
  return {
    transport: chromiumAccess({ ...browser, isPrivate: false, inspectedWindow }, fixed),
    registered,
    added,
    browser,
  };
}

test('granted is said once the scripts are registered: a page that is loaded anew then is watched from its first line', async () => {
  const { transport, registered } = setUp();
  const seen: number[] = [];
  transport.hear(
    () => void transport.grants().then((grants) => grants.length > 0 && seen.push(registered().length)),
    () => {},
    life.signal,
  );
  expect(await transport.ask([WWE])).toBe('granted');
  expect(registered()).toHaveLength(2);
  await vi.waitFor(() => expect(seen).toEqual([2]));
  expect(await transport.grants()).toEqual([{ pattern: `${WWE}/*`, since: 1_000 }]);
});

test('refused', async () => {
  const { transport, browser, registered } = setUp();
  vi.spyOn(browser.permissions, 'request').mockResolvedValueOnce(false);
  expect([await transport.ask([WWE]), registered()]).toEqual(['refused', []]);
});

test('documents among the resources; where resources have no type, the first', async () => {
  const page = { url: `${WWE}/`, type: 'document' };
  const frame = { url: 'https://crm.example.com/', type: 'document' };
  const { transport } = setUp([page, { url: `${WWE}/a.js`, type: 'script' }, frame]);
  expect(await transport.documents()).toEqual([page.url, frame.url]);
  expect(await setUp([{ url: `${WWE}/` }, { url: `${WWE}/a.js` }]).transport.documents()).toEqual([`${WWE}/`]);
});

test('a frame that comes later is heard of, until the panel closes', () => {
  const { transport, added } = setUp();
  const documents = vi.fn();
  transport.hear(() => {}, documents, life.signal);
  for (const type of ['script', 'document']) for (const tell of added) tell({ url: `${WWE}/a`, type });
  expect(documents.mock.calls).toHaveLength(1);
  life.abort();
  expect(added).toEqual([]);
});

test('a package for some sites has them without a word', async () => {
  const { transport } = setUp([], [`${WWE}/*`]);
  expect(await transport.grants()).toEqual([{ pattern: `${WWE}/*`, since: null }]);
});
