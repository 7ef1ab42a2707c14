/** Puts the client into a window, as the library's file does when it is loaded (docs/protocol.md#life-of-a-client). */
import { namespacesOf } from './namespaces.ts';
import { createServiceClient } from './service-client.ts';
import type { ClientWindow, Log } from './window.ts';

/**
 * Defines `genesys.wwe.service` and the globals `service` and `ServiceClientAPI`. Does nothing if
 * `genesys.wwe.service` exists already.
 */
export function defineServiceClient(win: ClientWindow, log: Log): void {
  win.genesys ??= {};
  win.genesys.wwe ??= {};
  if (win.genesys.wwe.service) return;
  class ServiceClientAPI {
    constructor() {
      createServiceClient(win, log, this);
    }
  }
  win.ServiceClientAPI = ServiceClientAPI;
  // Further clients that a page makes have no namespaces.
  const service = Object.assign(new ServiceClientAPI(), namespacesOf(win));
  win.genesys.wwe.service = service;
  win.service = service;
}
