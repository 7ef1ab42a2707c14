/** The viewer as a static page: it has nothing but itself, and stores nothing. */

import { version } from '../../package.json' with { type: 'json' };
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import { takeServed } from './served-file.ts';
import { showViewer } from './show-viewer.tsx';
import { messagesLookup } from './text/i18n.ts';

const closing = new AbortController();
addEventListener('pagehide', () => closing.abort(), { signal: closing.signal });

async function start(): Promise<void> {
  const storage = { get: async () => ({}), set: async () => {} };
  const { recordings } = await showViewer({ texts: messagesLookup(messages), storage, version }, closing.signal);
  const file = takeServed(globalThis);
  if (file) recordings.open(file);
}
void start();
