/** What a person answers to a browser that asks for access, and what they change in its settings. */
import type { BrowserContext } from '@playwright/test';
import { takeSites } from '../../scripts/chromium/access.mjs';
import { answerChromiumPrompt } from '../../scripts/chromium/prompt.mjs';
import { answerFirefoxPrompt, withholdHosts } from '../../scripts/firefox/addon.mjs';
import type { Firefox } from '../../scripts/firefox.mjs';
import type { Browser } from './browser.ts';
import { expect } from './expect.ts';
import type { Panel } from './panel.ts';
import type { Wwe } from './wwe.ts';

type AnyBrowser = Browser & { readonly context?: BrowserContext; readonly firefox?: Firefox };

const ASK = '/src/access/ask.html';

/**
 * Answers the browser's prompt, which somebody has asked for. In Firefox a page of the extension asks, in a tab of its
 * own: a person presses its button first, and it closes itself once access is given.
 * @param port where Chromium shows its views
 */
export async function answerPrompt({ firefox }: AnyBrowser, port: number, isYes: boolean): Promise<void> {
  if (!firefox) return answerChromiumPrompt(port, isYes);
  const press = (selector: string) => firefox.privileged('pressInTab', { path: ASK, selector });
  // Not in the page of a refusal before, which is still there until the new one is.
  await expect.poll(() => press('button:has(+ [role=status]:empty)')).toBe(true);
  await answerFirefoxPrompt(firefox, isYes);
  if (isYes) await expect.poll(() => firefox.privileged('hasTab', { path: ASK })).toBe(false);
  else await expect.poll(() => press('[role=status]:not(:empty)')).toBe(true);
}

/** Takes access away in the browser's own settings. */
export async function withholdInSettings({ context, firefox }: AnyBrowser, pattern: string): Promise<void> {
  if (firefox) return withholdHosts(firefox, [pattern]);
  if (!context) throw new TypeError('This browser has neither a context nor a Firefox.');
  await takeSites(context, [pattern]);
}

/**
 * Watches the sites that the panel names, as a person does: presses *Watch*, says yes to the browser, reloads the page.
 * @param answer says yes or no to the browser's prompt (the fixture `answerPrompt`)
 */
export async function watchSites(panel: Panel, wwe: Wwe, answer: (isYes: boolean) => Promise<void>): Promise<void> {
  const access = panel.frame.getByRole('region', { name: 'Watched sites' });
  await access.getByRole('button', { name: /^Watch / }).click();
  await answer(true);
  const reload = access.getByRole('button', { name: 'Reload the page' });
  await expect(reload).toBeVisible();
  await wwe.tab.evaluate(() => {
    document.documentElement.dataset.before = 'the reload';
  });
  await reload.click();
  const isNew = () => document.readyState === 'complete' && document.documentElement.dataset.before === undefined;
  await expect.poll(() => wwe.tab.evaluate(isNew).catch(() => false)).toBe(true);
  await wwe.ready();
  await wwe.subscribedByThemselves(true);
  await expect(reload).toHaveCount(0);
}
