/** Firefox's event page: carries the link, and follows access to sites. */

import { ACCESS_NEWS, isAccessRequest } from '../access/access-messages.ts';
import { startAccess } from '../access/background.ts';
import {
  answerAccessRequest,
  type FirefoxBackground,
  followWindows,
  injectAnew,
} from '../access/firefox-background.ts';
import { type RelayBrowser, startRelay } from './relay.ts';

declare const browser: RelayBrowser &
  Omit<FirefoxBackground, 'locks' | 'now'> & {
    readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
  };

const access: FirefoxBackground = { ...browser, locks: navigator.locks, now: Date.now };
startRelay(browser, (message) => (isAccessRequest(message) ? answerAccessRequest(access, message) : undefined));
// No panel is open: the usual case, and no error.
startAccess(
  access,
  (end) => followWindows(access, end),
  () => void browser.runtime.sendMessage(ACCESS_NEWS).catch(() => {}),
  () => injectAnew(access),
);
