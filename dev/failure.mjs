// @ts-check
/**
 * Tells that a change cannot be built.
 *
 * @typedef {import('@playwright/test').Frame} Frame
 */
import { stripVTControlCharacters } from 'node:util';
import { say } from '../scripts/setup/say.mjs';

/** @param {string} failure what is wrong with which file, in the builder's words */
export function sayFailure(failure) {
  const words = process.stdout.isTTY ? failure : stripVTControlCharacters(failure);
  say(`\nThe change cannot be built, so the last good state stays. Mend it and save again.\n\n${words}\n`);
}

/**
 * Puts the words above the panels; they stay until a panel's document is loaded anew.
 *
 * @param {Frame[]} panels
 * @param {string} failure
 */
export async function showFailure(panels, failure) {
  const words = `The change cannot be built; this is the last good state.\n\n${stripVTControlCharacters(failure)}`;
  await Promise.all(panels.map((panel) => panel.evaluate(show, words)));
}

/**
 * Runs in the panel.
 *
 * @param {string} words
 */
function show(words) {
  const id = 'dev-failure';
  const box = document.getElementById(id) ?? document.createElement('pre');
  box.id = id;
  box.role = 'alert';
  box.textContent = words;
  // The panel's policy takes no style sheet but its own files, and this.
  Object.assign(box.style, {
    position: 'fixed',
    inset: '0 0 auto 0',
    zIndex: '2147483647',
    maxHeight: '60vh',
    overflow: 'auto',
    margin: '0',
    padding: '8px',
    whiteSpace: 'pre-wrap',
    background: '#fce8e6',
    color: '#8c1d18',
  });
  document.body.append(box);
}
