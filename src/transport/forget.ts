/**
 * The word to forget everything: from one panel to every bridge of every tab, and to every other panel. In Chromium the
 * panel itself tells the tabs; in Firefox the relay does, which hears what panels are told.
 */
import { FORGET, type Forget } from './link-messages.ts';

/** A relay that did not answer is told again after this time, in ms, this often. */
const PAUSE = 200;
const MOST_TRIES = 25;

/** As much of the extension API as the word needs. */
export interface ForgetBrowser {
  /** Left out where panels have none (Firefox). */
  readonly tabs?: {
    query(all: object): Promise<readonly { readonly id?: number | undefined }[]>;
    sendMessage(tabId: number, message: Forget): Promise<unknown>;
  };
  readonly runtime: {
    sendMessage(message: Forget): Promise<unknown>;
  };
}

/** Tells every bridge of every tab, without waiting: a page that stands still hears it when it goes on. */
export async function tellTabs(tabs: NonNullable<ForgetBrowser['tabs']>): Promise<void> {
  // No bridge is there: the usual case, and no error.
  for (const { id } of await tabs.query({})) if (id !== undefined) tabs.sendMessage(id, FORGET).catch(() => {});
}

/** Tells bridges and panels. @returns false: the relay never answered, so no bridge was told */
export async function sayForget({ tabs, runtime }: ForgetBrowser): Promise<boolean> {
  // No other panel is open, or the relay is just being stopped.
  const say = () => runtime.sendMessage(FORGET).catch(() => undefined);
  if (tabs) {
    await tellTabs(tabs);
    await say();
    return true;
  }
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if ((await say()) === true) return true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
  return false;
}
