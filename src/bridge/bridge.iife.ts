/** The bridge's entry: a classic content script at `document_start` in every frame. */
import { type BridgeRuntime, startBridge } from './bridge.ts';

declare const chrome: { readonly runtime: BridgeRuntime };

startBridge(window, chrome.runtime);
