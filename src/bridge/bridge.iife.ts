/** The bridge's entry: a classic content script at `document_start` in every frame. */
import { type GrantedBrowser, readGranted } from '../access/sites.ts';
import { type RulesStorage, readRules } from '../transport/rules.ts';
import { startBridge } from './bridge.ts';
import type { BridgeRuntime } from './runtime.ts';

declare const chrome: GrantedBrowser & { readonly runtime: BridgeRuntime; readonly storage: RulesStorage };

startBridge(
  window,
  chrome.runtime,
  (tell) => void Promise.all([readRules(chrome.storage), readGranted(chrome)]).then((rules) => tell(...rules)),
);
