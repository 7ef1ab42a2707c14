/** Entry of `/client/service-client.js`, a classic script. */
import { defineServiceClient } from './define.ts';
import type { ClientWindow } from './window.ts';

declare global {
  interface Window extends Pick<ClientWindow, 'frameId' | 'service' | 'ServiceClientAPI' | 'genesys'> {}
}

defineServiceClient(window, console);
