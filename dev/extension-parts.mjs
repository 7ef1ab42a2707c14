// @ts-check
/**
 * How each part of the extension is built while it is developed.
 *
 * @typedef {import('vite').InlineConfig} InlineConfig
 * @typedef {import('vite').Plugin} Plugin
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withAccess } from '../scripts/manifest-access.mjs';

/** An editor that empties a file before it writes is waited for, in ms. */
const BUILD_DELAY = 50;

const NAMES = 'assets/[name].js';
const WORKER = 'src/access/worker.js';
const PANEL_PAGE = '/src/panel/panel.html';

/**
 * @param {string} root the repository
 * @param {string} outDir absolute path
 * @param {(file: string) => void} onChange told of each source that changed, perhaps more than once
 * @returns {InlineConfig[]} one for the extension's pages, one for each content script
 */
export function extensionParts(root, outDir, onChange) {
  /** @type {Plugin} */
  const changes = { name: 'dev-changes', watchChange: onChange };
  /** @param {InlineConfig} part @returns {InlineConfig} */
  const part = ({ build, plugins = [], ...rest }) => ({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [changes, ...plugins],
    build: {
      outDir,
      emptyOutDir: false,
      minify: false,
      target: 'chrome119',
      watch: { buildDelay: BUILD_DELAY },
      ...build,
    },
    ...rest,
  });
  /** @param {string} name @param {string} entry @param {string} file */
  const script = (name, entry, file) =>
    part({
      publicDir: false,
      build: {
        lib: { entry: join(root, entry), formats: ['iife'], name, fileName: () => file },
        // As in vite.config.ts.
        rolldownOptions: { output: { banner: "'use strict';" } },
      },
    });
  /** @param {string} name */
  const contentScript = (name) => script(name, `src/${name}/${name}.iife.ts`, `src/${name}/${name}.iife.js`);
  return [
    part({
      plugins: [manifest(root), currentTexts],
      build: {
        modulePreload: { polyfill: false },
        rolldownOptions: {
          input: ['panel/panel.html', 'devtools/devtools.html', 'access/ask.html'].map((page) =>
            join(root, 'src', page),
          ),
          // Each build takes the place of the one before.
          output: { entryFileNames: NAMES, chunkFileNames: NAMES, assetFileNames: 'assets/[name].[ext]' },
        },
      },
    }),
    contentScript('bridge'),
    contentScript('probe'),
    script('worker', 'src/access/worker.ts', WORKER),
  ];
}

/**
 * @param {string} root
 * @returns {Plugin}
 */
function manifest(root) {
  const file = join(root, 'manifest.json');
  return {
    name: 'dev-manifest',
    buildStart() {
      this.addWatchFile(file);
      // What stands there is copied, not bundled.
      for (const entry of readdirSync(join(root, 'public'), { withFileTypes: true, recursive: true })) {
        if (entry.isFile()) this.addWatchFile(join(entry.parentPath, entry.name));
      }
    },
    generateBundle() {
      // As in what is shipped: the extension has access to no site before it is given. The worker is one file here.
      const shipped = withAccess(JSON.parse(readFileSync(file, 'utf8')), null);
      const source = JSON.stringify({ ...shipped, background: { service_worker: WORKER } }, null, 2);
      this.emitFile({ type: 'asset', fileName: 'manifest.json', source });
    },
  };
}

/** @type {Plugin} */
const currentTexts = {
  name: 'dev-current-texts',
  transformIndexHtml: {
    order: 'pre',
    handler: (_, { path }) =>
      path === PANEL_PAGE
        ? [{ tag: 'script', attrs: { type: 'module', src: '/dev/page/texts.ts' }, injectTo: 'head-prepend' }]
        : [],
  },
};
