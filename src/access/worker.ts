/** The worker's entry in Chromium. It does what `background.ts` says, and nothing else. */
import { type AccessBrowser, startAccess } from './background.ts';
import { answerThatOpen, askWhetherOpen, type HalvesBrowser } from './private-end.ts';

declare const chrome: Omit<AccessBrowser, 'locks' | 'now'> & {
  readonly storage: HalvesBrowser['storage'];
  readonly extension: { readonly inIncognitoContext: boolean };
};

// There are two: private windows have a worker of their own.
const wait = (delay: number) => new Promise<void>((resolve) => setTimeout(resolve, delay));
const halves = { storage: chrome.storage, wait };
startAccess({ ...chrome, locks: navigator.locks, now: Date.now }, (end) =>
  chrome.extension.inIncognitoContext ? answerThatOpen(halves) : askWhetherOpen(halves, end),
);
