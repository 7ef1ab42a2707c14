/** The extension API as a content script has it, in a frame of the page (`index.html`). */
import manifest from '../../manifest.json';
import type { GrantedBrowser } from '../../src/access/sites.ts';
import type { BridgeRuntime } from '../../src/bridge/runtime.ts';
import { storage } from './storage.ts';
import { createEvent, createPort, joinWire } from './wire.ts';

const wire = joinWire();
const document = crypto.randomUUID();
const onMessage = createEvent<Parameters<Parameters<BridgeRuntime['onMessage']['addListener']>[0]>>();
const onConnect = createEvent<Parameters<Parameters<BridgeRuntime['onConnect']['addListener']>[0]>>();

wire.hear((packet) => {
  if (packet.is === 'to frames') {
    wire.send({ is: 'received', id: packet.id });
    onMessage.fire(packet.message);
  }
  if (packet.is === 'connect' && packet.document === document) {
    onConnect.fire(createPort(wire, packet.port, packet.name));
  }
});
// The frame in which WWE runs is what DevTools would call the inspected page.
if (window.parent === window.top) wire.send({ is: 'navigated' });

const runtime: BridgeRuntime & GrantedBrowser['runtime'] = {
  // A window of its own (a pop-up) is another tab, which the panel does not inspect: the bridge there ends itself.
  id: window.top === window ? undefined : 'dev',
  getURL: (path) => new URL(path, location.origin).href,
  sendMessage: async (message) => wire.send({ is: 'to panel', document, message }),
  onMessage,
  onConnect,
  // That of the repository has the scripts: nobody is asked for access here.
  getManifest: () => manifest,
};
Object.assign(globalThis, { chrome: { runtime, storage } });
