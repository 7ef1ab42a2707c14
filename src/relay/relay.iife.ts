/** The relay's entry: Firefox's event page. */
import { type RelayBrowser, startRelay } from './relay.ts';

declare const browser: RelayBrowser;

startRelay(browser);
