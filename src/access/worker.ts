/** The worker's entry in Chromium. It does what `background.ts` says, and nothing else. */
import { type AccessBrowser, startAccess } from './background.ts';

declare const chrome: Omit<AccessBrowser, 'locks' | 'now'>;

startAccess({ ...chrome, locks: navigator.locks, now: Date.now });
