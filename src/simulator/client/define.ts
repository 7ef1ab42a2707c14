/** Puts the client into a window, as the library's file does when it is loaded (scapi.md §1.7). */
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
  // A function and not a class: pages call it with `new`, and get what it returns.
  win.ServiceClientAPI = function ServiceClientAPI() {
    return createServiceClient(win, log);
  };
  const service = createServiceClient(win, log);
  win.genesys.wwe.service = service;
  win.service = service;
}
