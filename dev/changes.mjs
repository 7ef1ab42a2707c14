// @ts-check
/** Decides what a change of a source reloads. */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { parseSync } from 'vite';
import { say } from '../scripts/setup/say.mjs';
import { sayFailure } from './failure.mjs';

/** @typedef {import('vite').EnvironmentModuleNode} Module */

const PANEL_PAGE = '/src/panel/panel.html';
/** What the panel's page begins with. */
const PANEL_ENTRIES = ['/src/panel/panel.tsx', '/dev/page/panel-api.ts'];

/**
 * Components and style sheets are exchanged in the running page (Vite with `@prefresh/vite`). Any other change of the panel
 * reloads the panel's document and leaves the simulator as it is. The rest reloads the whole page. What cannot be built
 * reloads nothing.
 *
 * @param {string} root the repository
 * @returns {{ plugin: import('vite').Plugin, loadFailed: (words: string) => void }} loadFailed: a document asked for a file
 *   that cannot be built
 */
export function followChanges(root) {
  /** A document is incomplete: what is mended must be loaded, for there is nothing to exchange it with. */
  let isIncomplete = false;
  /** Each document of the page asks for the same file. */
  let said = '';
  /** @param {string} words */
  function loadFailed(words) {
    if (words !== said) sayFailure(words);
    said = words;
    isIncomplete = true;
  }
  return {
    loadFailed,
    plugin: {
      name: 'dev-changes',
      hotUpdate: {
        order: 'post',
        async handler({ file, modules, timestamp }) {
          const { environment } = this;
          const { hot, moduleGraph } = environment;
          if (environment.name !== 'client' || modules.length === 0) return;
          const name = relative(root, file);
          try {
            for (const { url } of modules) await environment.transformRequest(url);
          } catch (error) {
            const words = `${name}: ${error instanceof Error ? error.message : error}`;
            sayFailure(words);
            hot.send({ type: 'error', err: { message: stripVTControlCharacters(words), stack: '', id: file } });
            return [];
          }
          say(`${name} changed.`);
          hot.send('dev:mended');
          const entries = await entriesToReload(modules);
          if (entries.size === 0 && !isIncomplete) return;
          for (const module of modules) moduleGraph.invalidateModule(module, new Set(), timestamp, true);
          const isPanelOnly = !isIncomplete && [...entries].every((entry) => PANEL_ENTRIES.includes(entry));
          hot.send({ type: 'full-reload', ...(isPanelOnly ? { path: PANEL_PAGE } : {}) });
          isIncomplete = false;
          said = '';
          return [];
        },
      },
    },
  };
}

/**
 * @param {Module[]} changed
 * @returns {Promise<Set<string>>} addresses of the entries that must be loaded anew
 */
async function entriesToReload(changed) {
  /** Whatever imports these keeps the old ones when they are exchanged. @type {Module[]} */
  const unexchangeable = [];
  const reached = new Set(changed);
  // It grows while it is gone through.
  for (const module of reached) {
    if (!module.isSelfAccepting) for (const importer of module.importers) reached.add(importer);
    else if (!(await exportsComponentsOnly(module))) unexchangeable.push(module);
  }
  const above = new Set(unexchangeable);
  for (const module of above) for (const importer of module.importers) above.add(importer);
  const entries = [...reached, ...above].filter((module) => !module.isSelfAccepting && module.importers.size === 0);
  return new Set(entries.map((module) => module.url));
}

/**
 * @param {Module} module one that takes over its own changes
 * @returns {Promise<boolean>} whether it exports nothing but components, or is a style sheet
 */
async function exportsComponentsOnly({ file, type }) {
  if (type === 'css' || file === null) return true;
  const { module } = parseSync(file, await readFile(file, 'utf8'));
  const exported = module.staticExports.flatMap(({ entries }) => entries.filter((entry) => !entry.isType));
  return exported.every(({ exportName }) => /^[A-Z]\w*[a-z]/.test(exportName.name ?? ''));
}
