/** The viewer as a page of the extension: texts, settings and rules are the extension's. */
import type { Browser } from 'webextension-polyfill';
import { isForget } from '../transport/link-messages.ts';
import { takeRecording } from './hand-over.ts';
import { findSaved } from './shell/saved-recording.ts';
import { showViewer } from './show-viewer.tsx';
import type { Handed } from './stores/recordings.ts';

declare const chrome: Browser;
const { extension, i18n, runtime, storage } = chrome;
/** As in a panel: in a private window nothing is stored. */
const isPrivate = extension?.inIncognitoContext === true;

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { signal: closing.signal });
// Who forgets everything means what is shown here, too.
runtime.onMessage.addListener((message: unknown, { url }: { readonly url?: string }): undefined => {
  if (isForget(message) && url?.startsWith(runtime.getURL('')) === true) location.reload();
});

const id = location.hash.slice(1);
// Loaded anew, it is not to wait for a file that was handed over before.
history.replaceState(null, '', location.pathname);
const { recordings, failures } = await showViewer(
  {
    texts: (key, substitutions) => i18n.getMessage(key, substitutions),
    storage: isPrivate ? { get: (key) => storage.local.get(key), set: async () => {} } : storage.local,
    rules: storage,
    version: runtime.getManifest().version,
  },
  closing.signal,
);
const open = async (what: Handed) => recordings.open(what instanceof File ? what : await findSaved(what.saved));
takeRecording(id, (what) => void open(what).catch((error) => failures.report('storage', error)), closing.signal);
