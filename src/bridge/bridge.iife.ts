/** The bridge's entry: a classic content script at `document_start` in every frame. */
import { type RulesStorage, readRules } from '../link/rules.ts';
import { type BridgeRuntime, startBridge } from './bridge.ts';

declare const chrome: { readonly runtime: BridgeRuntime; readonly storage: RulesStorage };

startBridge(window, chrome.runtime, (tell) => void readRules(chrome.storage).then(tell));
