/**
 * Put before the panel's own script while it is developed: the texts come from the file as it is now. The browser reads it
 * only when it loads the extension.
 */
import type { Browser } from 'webextension-polyfill';
import messages from '../../public/_locales/en/messages.json';
import { messagesLookup } from '../../src/panel/text/i18n.ts';

declare const chrome: Browser;

chrome.i18n.getMessage = (key, substitutions) => messagesLookup(messages)(key, [substitutions ?? []].flat());
