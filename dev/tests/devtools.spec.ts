/** `npm run dev`: what is saved is in the real DevTools, and nobody has to reload anything. */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { findBrowser, thisSystem } from '../../scripts/setup/browser.mjs';
import { panelsOf, runInDevtools, type Shown } from '../devtools.mjs';
import { serve } from '../server.mjs';
import { copyRepository, startCommand } from './repository.ts';

const TOOLBAR = 'src/panel/shell/Toolbar.tsx';

test('a change of the panel, of a content script, and one that cannot be built', { tag: '@long' }, async () => {
  // DevTools starts twice.
  test.setTimeout(180_000);
  const repository = await copyRepository();
  const { root } = repository;
  const server = await serve(root, { isPageOnly: false, query: new URLSearchParams('scenario=calm-day') });
  const ending = new AbortController();
  const executablePath = findBrowser(thisSystem()) ?? '';
  const start = { root, url: server.url, executablePath, isHeadless: true, signal: ending.signal };
  let running: Promise<void> = Promise.resolve();
  const shown = await new Promise<Shown>((resolve, reject) => {
    running = runInDevtools(start, resolve);
    running.catch(reject);
  });
  try {
    /** The panel is found anew each time: its document and its DevTools may be others by now. */
    const seen = (selector: string, count = 1) =>
      expect(async () => {
        const panels = panelsOf(shown);
        expect(panels).toHaveLength(1);
        expect(await panels[0]?.locator(selector).count()).toBe(count);
      }).toPass({ timeout: 60_000 });
    const call = '[role=row][data-interaction="1"]';
    await seen(call);

    await repository.replace('public/_locales/en/messages.json', '"message": "Clear"', '"message": "Wipe"');
    await seen('button[aria-label="Wipe"]');
    await seen(call);

    const failure = '#dev-failure:has-text("Toolbar.tsx")';
    await repository.replace(TOOLBAR, 'export function Toolbar', 'export functio Toolbar');
    await seen(failure);
    await repository.replace(TOOLBAR, 'export functio Toolbar', 'export function Toolbar');
    await seen(failure, 0);
    await seen('button[aria-label="Wipe"]');

    const words = 'a new bridge';
    const said = shown.page.waitForEvent('console', {
      predicate: (message) => message.text() === words,
      timeout: 90_000,
    });
    await repository.replace(
      'src/bridge/bridge.ts',
      'isSpoken = true;',
      `isSpoken = true;\n    console.log('${words}');`,
    );
    await said;
    await seen(call);
  } finally {
    ending.abort();
    await running;
    await server.close();
    await repository.remove();
  }
});

test('Ctrl+C ends the browser and leaves no profile behind', { tag: '@long' }, async () => {
  const repository = await copyRepository();
  const TMPDIR = join(repository.root, 'tmp');
  await mkdir(TMPDIR);
  const profiles = async () => (await readdir(TMPDIR)).filter((name) => name.startsWith('wwe-devtools-'));
  const command = startCommand(repository, ['--headless'], { TMPDIR });
  try {
    await command.line(/^DevTools shows the panel/);
    expect(await profiles()).toHaveLength(1);
    expect(await command.interrupt()).toBe(0);
    expect(await profiles()).toEqual([]);
  } finally {
    await command.interrupt();
    await repository.remove();
  }
});
