/**
 * Registers the panel. Its title is the product's name and the same in every language. The addresses begin at the
 * extension's root: Firefox reads others from this page's folder.
 */
import browser from 'webextension-polyfill';

await browser.devtools.panels.create('WWE', '/icons/16.png', '/src/panel/panel.html');
