import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig, type Plugin } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import { licenses } from './scripts/licenses.mjs';
import { readPackageOrigins, withAccess } from './scripts/manifest-access.mjs';
import { unusedTokens } from './scripts/unused-tokens.mjs';

/**
 * The content scripts are strict: of a sloppy function, a page that it calls gets hold (`caller`, `CallSite.getFunction`).
 * A proxy of a page's can see in a stack that the probe looks at it: there its file has a name of its own, and not its
 * address, which holds the extension's id.
 */
const strictContentScripts: Plugin = {
  name: 'strict-content-scripts',
  enforce: 'post',
  generateBundle(_, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (!name.endsWith('.iife.js')) continue;
      const text = file.type === 'chunk' ? file.code : String(file.source);
      const code = `'use strict';${text.trimEnd()}${name.includes('/probe/') ? '\n//# sourceURL=probe' : ''}`;
      if (file.type === 'chunk') file.code = code;
      else file.source = code;
    }
  },
};

/** The content scripts are built as the manifest names them. Only then is decided which sites the package is for. */
const accessOfPackage: Plugin = {
  name: 'access-of-package',
  writeBundle({ dir = '' }) {
    const file = join(dir, 'manifest.json');
    const origins = readPackageOrigins(process.env.WWE_ORIGINS);
    const built = withAccess(JSON.parse(readFileSync(file, 'utf8')), origins);
    // It starts the worker, which a package with its own sites has not.
    if (origins) rmSync(join(dir, 'service-worker-loader.js'), { force: true });
    writeFileSync(file, `${JSON.stringify(built, null, 2)}\n`);
  },
};

/** The scripts of both packages that are bundled one by one. The relay is in Firefox's: the notices of both are the same. */
const APART = {
  'src/bridge/bridge.iife.js': 'src/bridge/bridge.iife.ts',
  'src/probe/probe.iife.js': 'src/probe/probe.iife.ts',
  'relay.js': 'src/relay/relay.iife.ts',
};

/** Parts that may stand in the view that a panel opens with. */
const OPENED_FIRST = /\/(?:MessagesView|ComposeView|ToolbarFilter|filtering)-[\w-]+\.js$/;

export default defineConfig({
  plugins: [
    crx({ manifest: manifest as ManifestV3Export }),
    licenses({ apart: APART, loaders: ['service-worker-loader.js'] }),
    unusedTokens(),
    strictContentScripts,
    accessOfPackage,
  ],
  build: {
    outDir: 'dist/chromium',
    // dist/firefox is made of the same files (vite.firefox.config.ts).
    target: ['chrome119', 'firefox128'],
    // Extension pages load from disk: the polyfill would only add a fetch that the CSP forbids.
    modulePreload: {
      polyfill: false,
      // What stands in the view that is opened first names all scripts that it needs, so that they come at once: one after
      // the other, the rows of Messages took some 80 ms longer. Other parts do not, for these lists are part of what the
      // panel opens with. Style sheets, which must be there before a part is drawn, Vite names in any case.
      resolveDependencies: (loaded, files, { hostType }) =>
        hostType === 'html' || OPENED_FIRST.test(loaded) ? files : [],
    },
    rolldownOptions: {
      input: { panel: 'src/panel/panel.html', viewer: 'src/panel/viewer.html', ask: 'src/access/ask.html' },
      output: {
        codeSplitting: {
          groups: [
            // Shared with the devtools page, which needs nothing else.
            { name: 'browser-polyfill', test: 'webextension-polyfill', priority: 2 },
            // What the panel opens with, in one piece: each piece costs bytes of its own.
            {
              name: 'first',
              test: /src\/panel\/(?:theme\.(?:css|ts)|copy-text\.ts|shell\/(?:Root\.tsx|start\.ts))$/,
              priority: 1,
            },
          ],
        },
      },
    },
  },
});
