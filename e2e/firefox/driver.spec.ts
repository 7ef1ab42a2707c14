/** The driver of Firefox: that it does what Playwright's own does in Chromium, and what only Firefox has. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { expect } from '@playwright/test';
import {
  backgroundIsRunning,
  grantedHosts,
  grantHosts,
  reloadExtension,
  stopBackground,
  withholdHosts,
} from '../../scripts/firefox/addon.mjs';
import { runInPanel, setPanelSize, setTheme } from '../../scripts/firefox/panel.mjs';
import type { Browser, PanelWindow } from '../support/browser.ts';
import { firefoxOf } from '../support/firefox/browser.ts';
import { FirefoxTab } from '../support/firefox/page.ts';
import { test, testInOwnBrowser } from '../support/fixtures.ts';

/** A page that writes down what it hears. */
const PAGE = `<!doctype html>
<title>Page</title>
<style>
  .cover, #covered { position: fixed; left: 0; top: 0; width: 100px; height: 40px }
  .cover { z-index: 1 }
  #places { margin-top: 60px }
  #far { margin-top: 3000px; display: block }
</style>
<div class="cover"></div><button id="covered">Covered</button>
<div id="places">
  <button hidden>Save</button><button>Save</button><button>Save  as</button><button disabled>Later</button>
</div>
<label>Name <input value="old"></label>
<label><input type="checkbox"> Agree</label>
<label>Colour <select><option value="r">Red</option><option value="g">Green</option></select></label>
<button id="far">Far</button>
<script>
  globalThis.heard = [];
  for (const type of ['click', 'dblclick', 'input', 'change']) {
    addEventListener(type, ({ isTrusted, target }) => heard.push([type, isTrusted, target.id || target.localName].join(' ')));
  }
</script>`;

const EMPTY = '<!doctype html><title>Empty</title>';

const server = createServer((request, response) => {
  response.setHeader('content-type', 'text/html');
  response.end(request.url === '/empty' ? EMPTY : PAGE);
});
let port = 0;

/** What the page heard, and forgets. */
function heard(): string[] {
  const given: unknown = Reflect.get(globalThis, 'heard');
  return Array.isArray(given) ? given.splice(0).map(String) : ['nothing listens'];
}

test.beforeAll(async () => {
  server.listen(0);
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
test.afterAll(() => {
  server.close();
});
/** A tab with a page of ours. */
async function openPage(browser: Browser, path = '/'): Promise<FirefoxTab> {
  const tab = await browser.newTab();
  if (!(tab instanceof FirefoxTab)) throw new TypeError('This is no tab of Firefox.');
  await tab.goto(`http://localhost:${port}${path}`);
  return tab;
}

test('finds and acts on a page as a person does', async ({ inspecting }) => {
  const tab = await openPage(inspecting);
  const save = tab.getByRole('button', { name: 'save' });
  expect(await save.count()).toBe(2);
  expect(
    await tab
      .locator('#places')
      .getByRole('button', { name: /^Save as$/ })
      .allInnerTexts(),
  ).toEqual(['Save as']);
  expect(await tab.getByRole('button').filter({ hasText: 'save as' }).count()).toBe(1);
  await expect(save.click()).rejects.toThrow(/there are 2:\s+<button> "Save"\s+<button> "Save as"/);

  await tab.getByRole('button', { name: 'Save', exact: true }).click();
  await save.nth(1).dblclick();
  expect(await tab.evaluate(heard)).toEqual([
    'click true button',
    'click true button',
    'click true button',
    'dblclick true button',
  ]);

  await tab.locator('#far').click();
  await tab.getByLabel('name').fill('new');
  await tab.getByLabel('Agree', { exact: true }).check();
  await tab.getByLabel('Agree', { exact: true }).check();
  await tab.getByRole('combobox', { name: 'Colour' }).selectOption('g');
  expect(await tab.evaluate(heard)).toEqual([
    'click true far',
    'input true input',
    'change true input',
    'click true input',
    'input true input',
    'change true input',
    'input false select',
    'change false select',
  ]);
  expect(await tab.evaluate(() => document.querySelector('input')?.value)).toBe('new');
  expect(await tab.evaluate(() => document.querySelector('select')?.value)).toBe('g');
});

test('does not act where a person could not, and says why', { tag: '@long' }, async ({ inspecting }) => {
  const tab = await openPage(inspecting);
  const reasons = await Promise.all([
    tab.locator('#covered').click().catch(String),
    tab.getByRole('button', { name: 'Later' }).click().catch(String),
    tab.locator('[hidden]').click().catch(String),
    tab.getByRole('button', { name: 'None' }).innerText().catch(String),
  ]);
  expect(reasons).toEqual([
    'Error: Waited 30 s to click locator(#covered): <div class="cover"> "" would get the click.',
    'Error: Waited 30 s to click getByRole(button, "Later"): it is disabled.',
    'Error: Waited 30 s to click locator([hidden]): it is not visible.',
    'Error: Waited 30 s to read getByRole(button, "None"): there is none.',
  ]);
  expect(await tab.evaluate(heard)).toEqual([]);
});

test('shows frames, pop-ups, other sites and what the page says', async ({ inspecting }) => {
  const tab = await openPage(inspecting, '/empty');
  await tab.evaluate(async (port) => {
    for (const host of ['localhost', '127.0.0.1']) {
      const frame = document.createElement('iframe');
      frame.height = '600';
      frame.src = `http://${host}:${port}/`;
      document.body.append(frame);
      await new Promise((resolve) => frame.addEventListener('load', resolve));
    }
  }, port);
  const [near, far] = tab.childFrames();
  expect([tab.url(), near?.url(), far?.url()]).toEqual([
    `http://localhost:${port}/empty`,
    `http://localhost:${port}/`,
    `http://127.0.0.1:${port}/`,
  ]);
  expect(tab.frames()).toHaveLength(3);
  // The other site is in another process, and out of sight until it is scrolled to.
  await far?.locator('#far').click();
  expect(await far?.evaluate(heard)).toEqual(['click true far']);
  expect(await near?.evaluate(heard)).toEqual([]);

  const coming = tab.nextPopup();
  await tab.evaluate(() => void window.open('/', 'popup', 'width=300,height=300'));
  const popup = await coming;
  await popup.getByRole('button', { name: 'Save', exact: true }).click();
  expect(await popup.evaluate(heard)).toEqual(['click true button']);
  // A tab that is behind another comes to the front for a click.
  await near?.locator('#far').click();
  expect(await near?.evaluate(heard)).toEqual(['click true far']);

  expect(tab.said()).toEqual([]);
  await tab.evaluate(() => {
    console.log('a', 1);
    setTimeout(() => {
      throw new Error('thrown');
    });
  });
  await expect.poll(() => tab.said()).toEqual(['a 1', 'Error: thrown']);
  await expect(tab.evaluate(() => Promise.reject(new Error('told')))).rejects.toThrow('told');
  // Nothing of the driver is among the page's globals.
  expect(await tab.evaluate(() => Object.keys(globalThis).filter((name) => /testing|driver/i.test(name)))).toEqual([]);

  await tab.goto(`http://localhost:${port}/`);
  await tab.reload();
  await tab.goBack();
  expect(tab.url()).toBe(`http://localhost:${port}/empty`);
});

/** The panel has a page of ours in its place: what the panel hears is the driver's business, what it shows is not. */
async function replacePanel(browser: Browser, tab: FirefoxTab, panel: PanelWindow): Promise<void> {
  await panel.surface.evaluate((html) => {
    const body = new DOMParser().parseFromString(html, 'text/html').body;
    document.body.replaceChildren(...body.children);
    const said: string[] = [];
    Reflect.set(window, 'heard', said);
    for (const type of ['keydown', 'keyup', 'click', 'dblclick', 'input', 'change']) {
      addEventListener(type, (event) => {
        const key = event instanceof KeyboardEvent ? [event.ctrlKey ? 'Control' : '', event.key, event.code] : [];
        const { target } = event;
        said.push([type, event.isTrusted, ...key, target instanceof Element ? target.localName : '?'].join(' '));
      });
    }
  }, PAGE);
  expect(await runInPanel(firefoxOf(browser), tab.context, { run: '() => heard' })).toEqual([]);
}

test('finds and acts in the panel as a person does', async ({ inspecting }) => {
  const tab = await openPage(inspecting, '/empty');
  const panel = await inspecting.openPanel(tab);
  expect(panel.surface.url()).toMatch(/^moz-extension:.*panel\.html$/);
  await replacePanel(inspecting, tab, panel);
  const { surface } = panel;

  await surface.getByRole('button', { name: 'Save', exact: true }).click();
  await surface.getByRole('button').filter({ hasText: 'far' }).dblclick();
  expect(await surface.evaluate(heard)).toEqual([
    'click true button',
    'click true button',
    'click true button',
    'dblclick true button',
  ]);

  await surface.getByLabel('Agree').check();
  await surface.getByRole('combobox').selectOption('Green');
  expect(await surface.evaluate(heard)).toEqual([
    'click true input',
    'input true input',
    'change true input',
    'input false select',
    'change false select',
  ]);

  await surface.getByRole('textbox', { name: 'Name' }).fill('new');
  await panel.press('Control+a');
  await panel.type('A/');
  await panel.press('Enter');
  await surface.locator('#far').focus();
  await panel.press('ArrowDown');
  expect(await surface.evaluate(heard)).toEqual([
    'input true input',
    'keydown true Control a KeyA input',
    'keyup true Control a KeyA input',
    'keydown true  A KeyA input',
    'input true input',
    'keyup true  A KeyA input',
    'keydown true  / Slash input',
    'input true input',
    'keyup true  / Slash input',
    'keydown true  Enter Enter input',
    'change true input',
    'keyup true  Enter Enter input',
    'keydown true  ArrowDown ArrowDown button',
    'keyup true  ArrowDown ArrowDown button',
  ]);
  expect(await surface.evaluate(() => document.querySelector('input')?.value)).toBe('A/');
  expect(await surface.evaluate(() => 'TestingLibraryDom' in window)).toBe(false);
  await expect(surface.getByRole('button').click()).rejects.toThrow(/there are \d/);
});

test('hears the panel, and sees it in any size and theme', async ({ inspecting }) => {
  const tab = await openPage(inspecting, '/empty');
  const panel = await inspecting.openPanel(tab);
  expect(panel.problems()).toEqual([]);
  await panel.surface.evaluate(() => {
    console.error('said', 1);
    void Promise.reject(new RangeError('refused'));
    setTimeout(() => {
      throw new SyntaxError('thrown');
    });
  });
  await expect.poll(() => panel.problems().length).toBe(3);
  const problems = panel.problems().join('\n');
  // The panel keeps the words of what it did not catch to itself.
  for (const text of ['said 1', 'RangeError', 'SyntaxError']) expect(problems).toContain(text);

  const setBack = await setTheme(firefoxOf(inspecting), 'dark');
  await expect.poll(() => panel.surface.locator('html').getAttribute('data-theme')).toBe('dark');
  await setPanelSize(firefoxOf(inspecting), tab.context, { width: 600, height: 700 });
  const path = test.info().outputPath('panel.png');
  await panel.screenshot(path);
  const picture = await readFile(path);
  // The head of a PNG: width and height are its fifth and sixth words.
  expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([600, 700]);
  await setBack();
});

test('opens the panels of two tabs, and each again', { tag: '@long' }, async ({ inspecting }) => {
  const [one, other] = [await openPage(inspecting, '/empty'), await openPage(inspecting, '/empty')];
  const first = await inspecting.openPanel(one);
  const second = await inspecting.openPanel(other);
  const mark = (name: string) => document.body.setAttribute('data-mark', name);
  await first.surface.evaluate(mark, 'first');
  await second.surface.evaluate(mark, 'second');
  expect(await first.surface.locator('body').getAttribute('data-mark')).toBe('first');
  expect(await second.surface.locator('body').getAttribute('data-mark')).toBe('second');

  await first.close();
  const again = await inspecting.openPanel(one);
  expect(await again.surface.locator('body').getAttribute('data-mark')).toBeNull();
  expect(await second.surface.locator('body').getAttribute('data-mark')).toBe('second');
});

testInOwnBrowser('does to the extension what users and Firefox do', { tag: '@long' }, async ({ inspecting }) => {
  const firefox = firefoxOf(inspecting);
  const tab = await openPage(inspecting, '/empty');
  await expect.poll(() => backgroundIsRunning(firefox)).toBe(true);
  await stopBackground(firefox);
  // No panel is there that would start it again.
  expect(await backgroundIsRunning(firefox)).toBe(false);
  await stopBackground(firefox);
  const panel = await inspecting.openPanel(tab);
  await expect.poll(() => backgroundIsRunning(firefox)).toBe(true);

  expect(await grantedHosts(firefox)).toContain('*://*/*');
  await withholdHosts(firefox);
  expect(await grantedHosts(firefox)).not.toContain('*://*/*');
  await grantHosts(firefox);
  expect(await grantedHosts(firefox)).toContain('*://*/*');

  await panel.surface.evaluate(() => document.body.setAttribute('data-mark', 'before'));
  await reloadExtension(firefox);
  const again = await inspecting.openPanel(tab);
  expect(await again.surface.locator('body').getAttribute('data-mark')).toBeNull();
});
