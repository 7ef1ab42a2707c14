/** Registers the panel. Its title is the product's name and the same in every language. */
import browser from 'webextension-polyfill';

await browser.devtools.panels.create('WWE', 'icons/16.png', 'src/panel/panel.html');
