// @ts-check
/**
 * Builds the extension for Chromium, and again after each change of a source: what `vite.config.ts` builds for people, but
 * without minifying, and only the part that changed.
 *
 * @typedef {object} Built
 * @property {string | null} failure why it could not be built, in words; null: it was
 * @property {boolean} isPanelOnly whether only files changed that are read when the panel's document is loaded
 * @property {string[]} changed the sources that changed, from the root of the repository
 * @property {number} changedAt when the first change was noticed, in ms since the epoch
 */
import { EventEmitter, on } from 'node:events';
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { build } from 'vite';
import { extensionParts } from './extension-parts.mjs';

/**
 * The built files that the browser reads when it loads the extension. It reads the panel's at each load of its document;
 * the panel's texts are bundled for that reason (`page/texts.ts`).
 */
const READ_ONCE = [
  'manifest.json',
  'src/bridge/bridge.iife.js',
  'src/probe/probe.iife.js',
  'src/devtools/devtools.html',
  'src/access/worker.js',
];

/**
 * @param {string} root the repository
 * @param {string} outDir absolute path
 * @param {AbortSignal} signal ends it
 * @returns {AsyncGenerator<Built, void>} every build, the first one too
 */
export async function* buildOnChange(root, outDir, signal) {
  const builds = new EventEmitter();
  /** What changed since the last build, and when that was noticed. @type {Map<string, number>} */
  const changed = new Map();
  let readOnce = '';
  /** Parts at work, and what is wrong with the others. @type {Map<number, 'building' | { failure: string | null }>} */
  const states = new Map();

  /** Several parts can read the same source: they are shown together. */
  function emitIfAllAreBuilt() {
    /** @type {string[]} */
    const failures = [];
    for (const state of states.values()) {
      if (state === 'building') return;
      if (state.failure !== null) failures.push(state.failure);
    }
    const failure = failures.length > 0 ? failures.join('\n\n') : null;
    const now = failure === null ? READ_ONCE.map((file) => readFileSync(join(outDir, file), 'utf8')).join() : readOnce;
    /** @type {Built} */
    const built = {
      failure,
      isPanelOnly: now === readOnce,
      changed: [...changed.keys()],
      changedAt: Math.min(Date.now(), ...changed.values()),
    };
    readOnce = now;
    changed.clear();
    builds.emit('built', built);
  }

  const parts = extensionParts(root, outDir, (file) => {
    const name = relative(root, file);
    if (!changed.has(name)) changed.set(name, Date.now());
  });
  for (const index of parts.keys()) states.set(index, 'building');
  await rm(outDir, { recursive: true, force: true });
  const watchers = await Promise.all(parts.map((part) => build(part)));
  for (const [index, watcher] of watchers.entries()) {
    if (!('on' in watcher)) throw new Error('Vite built once instead of on each change.');
    watcher.on('event', async (event) => {
      if (event.code === 'BUNDLE_START') states.set(index, 'building');
      if (event.code !== 'ERROR' && event.code !== 'BUNDLE_END') return;
      await event.result?.close();
      states.set(index, { failure: event.code === 'ERROR' ? event.error.message : null });
      emitIfAllAreBuilt();
    });
  }
  try {
    for await (const [built] of on(builds, 'built', { signal })) yield built;
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await Promise.all(watchers.map((watcher) => 'close' in watcher && watcher.close()));
  }
}
