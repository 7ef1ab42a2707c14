/** The bridge's entry: a classic content script at `document_start` in every frame. */
import { BRIDGE_KEY, type GrantedBrowser, readGranted } from '../access/sites.ts';
import { type RulesStorage, readRules } from '../transport/rules.ts';
import { startBridge } from './bridge.ts';
import type { BridgeRuntime } from './runtime.ts';

declare const chrome: GrantedBrowser & { readonly runtime: BridgeRuntime; readonly storage: RulesStorage };

// One in a document: after an update it may be put into one that loads, and has it already.
if (!Object.hasOwn(globalThis, BRIDGE_KEY)) {
  Object.defineProperty(globalThis, BRIDGE_KEY, {});
  startBridge(
    window,
    chrome.runtime,
    (tell) => void Promise.all([readRules(chrome.storage), readGranted(chrome)]).then((rules) => tell(...rules)),
  );
}
