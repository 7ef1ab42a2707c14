/**
 * Builds the viewer as a static page (dist/viewer): one script and one style sheet. The script is a classic one, and nothing is
 * loaded later: so the page can also be opened from the disk, where browsers load no modules.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { licenses } from './scripts/licenses.mjs';

const PAGE = 'src/panel/viewer-static.html';
const NOTHING = fileURLToPath(new URL('src/saved/nothing.ts', import.meta.url));

/** The page gets the name that servers look for; its script is classic, and runs when the page is read. */
const asIndex: Plugin = {
  name: 'as-index',
  enforce: 'post',
  transformIndexHtml: {
    order: 'post',
    handler: (html) =>
      html.replace('<script type="module" crossorigin', '<script defer').replaceAll(' crossorigin', ''),
  },
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const page = bundle[PAGE];
      if (page?.type === 'asset') {
        page.fileName = 'index.html';
        page.source = String(page.source).replaceAll('../../', './');
      }
    },
  },
};

/**
 * The page stores nothing. What saves sessions on the disk is loaded when somebody asks for it, which nobody can here: it is
 * left out, that its script shows it.
 */
const savesNothing: Plugin = {
  name: 'saves-nothing',
  enforce: 'pre',
  resolveId: (source) => (source.endsWith('/saved/index.ts') ? NOTHING : null),
  load: (id) => (id === NOTHING ? 'export {};' : null),
};

export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [licenses(), savesNothing, asIndex],
  build: {
    outDir: 'dist/viewer',
    target: ['chrome119', 'firefox128'],
    modulePreload: false,
    // It is read from the same machine.
    chunkSizeWarningLimit: 1_000,
    cssCodeSplit: false,
    rolldownOptions: {
      input: PAGE,
      // A classic script has none. All that asks for it is what loads parts of a page later, and there are none.
      transform: { define: { 'import.meta': '{}' } },
      output: { format: 'iife', codeSplitting: false, entryFileNames: 'viewer.js', assetFileNames: '[name][extname]' },
    },
  },
});
