/** What a person answers to a browser that asks for access, and what they change in its settings. */
import type { BrowserContext } from '@playwright/test';
import { answerForUser, takeSites } from '../../scripts/chromium/access.mjs';
import { promptsForAccess, withholdHosts } from '../../scripts/firefox/addon.mjs';
import type { Firefox } from '../../scripts/firefox.mjs';
import type { Browser } from './browser.ts';
import { expect } from './expect.ts';

type AnyBrowser = Browser & { readonly context?: BrowserContext; readonly firefox?: Firefox };

/** A person who says yes whenever the browser asks for these sites. To be called before it asks. */
export async function willAllow({ context, firefox }: AnyBrowser, patterns: readonly string[]): Promise<void> {
  if (firefox) return promptsForAccess(firefox, false);
  if (!context) throw new TypeError('This browser has neither a context nor a Firefox.');
  const page = await context.newPage();
  await answerForUser(page, patterns);
  await page.close();
}

/** In Firefox a page of the extension asks, in a tab of its own: a person presses its button, and it closes itself. */
export async function pressAllow({ firefox }: AnyBrowser): Promise<void> {
  if (!firefox) return;
  await expect
    .poll(() => firefox.privileged('pressInTab', { path: '/src/access/ask.html', selector: 'button' }))
    .toBe(true);
  await expect.poll(() => firefox.privileged('hasTab', { path: '/src/access/ask.html' })).toBe(false);
}

/** Takes access away in the browser's own settings. */
export async function withholdInSettings({ context, firefox }: AnyBrowser, pattern: string): Promise<void> {
  if (firefox) return withholdHosts(firefox, [pattern]);
  if (!context) throw new TypeError('This browser has neither a context nor a Firefox.');
  await takeSites(context, [pattern]);
}
