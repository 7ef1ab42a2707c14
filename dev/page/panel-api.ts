/** The extension API as a panel has it in Chromium's DevTools. Comes before the panel's own script. */
import manifest from '../../manifest.json';
import messages from '../../public/_locales/en/messages.json';
import { messagesLookup } from '../../src/panel/text/i18n.ts';
import { storage } from './storage.ts';
import { createEvent, createPort, joinWire, TAB } from './wire.ts';

/** A message to the tab that no frame takes is refused after this time, in ms. */
const NOBODY_AFTER = 1_000;

const wire = joinWire();
const onMessage = createEvent<[message: unknown, sender: object]>();
const onNavigated = createEvent<[]>();
/** Called when a frame has received the message of that id. */
const waiting = new Map<string, () => void>();

wire.hear((packet) => {
  if (packet.is === 'to panel') {
    onMessage.fire(packet.message, { tab: { id: TAB }, documentId: packet.document });
  } else if (packet.is === 'received') {
    waiting.get(packet.id)?.();
    waiting.delete(packet.id);
  } else if (packet.is === 'navigated') onNavigated.fire();
});

const tabs = {
  query: async () => [{ id: TAB }],
  sendMessage: (_tab: number, message: unknown) =>
    new Promise<void>((resolve, reject) => {
      const id = crypto.randomUUID();
      waiting.set(id, resolve);
      setTimeout(() => {
        if (waiting.delete(id)) reject(new Error('Could not establish connection. Receiving end does not exist.'));
      }, NOBODY_AFTER);
      wire.send({ is: 'to frames', id, message });
    }),
  connect(_tab: number, { name, documentId: document }: { readonly name: string; readonly documentId: string }) {
    const port = crypto.randomUUID();
    wire.send({ is: 'connect', document, port, name });
    return createPort(wire, port, name);
  },
};

Object.assign(globalThis, {
  chrome: {
    tabs,
    storage,
    permissions: { onAdded: createEvent<[]>(), onRemoved: createEvent<[]>() },
    runtime: {
      onMessage,
      // To other panels, and there is none.
      sendMessage: async () => {},
      getURL: (path: string) => new URL(path, `${location.origin}/`).href,
      getManifest: () => manifest,
    },
    i18n: { getMessage: messagesLookup(messages) },
    devtools: {
      inspectedWindow: {
        tabId: TAB,
        reload: () => wire.send({ is: 'reload' }),
        // The manifest of the repository is for every site: nothing is left to be watched.
        getResources: (tell: (resources: readonly []) => void) => tell([]),
        onResourceAdded: createEvent<[]>(),
      },
      network: { onNavigated },
      // Without a word on the theme the panel follows the browser's preference.
      panels: {},
    },
  },
});

// A part that failed while it was drawn waits for a press of its button, also when its component is exchanged.
import.meta.hot?.on('vite:afterUpdate', () => {
  if (document.querySelector('.failed-part')) location.reload();
});
