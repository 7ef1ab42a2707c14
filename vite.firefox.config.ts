import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';

/** What `vite.config.ts` built: Firefox gets the same files, and besides them the relay and a manifest that names it. */
const CHROMIUM = 'dist/chromium';

export default defineConfig({
  publicDir: CHROMIUM,
  plugins: [
    {
      name: 'firefox-manifest',
      generateBundle() {
        const {
          minimum_chrome_version: _,
          storage: __,
          // Firefox knows nothing but one extension for all windows.
          incognito: ___,
          ...shared
        } = JSON.parse(readFileSync(`${CHROMIUM}/manifest.json`, 'utf8'));
        const manifest = {
          ...shared,
          browser_specific_settings: {
            gecko: {
              id: 'wwe-devtools@wwe-devtools',
              strict_min_version: '128.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
          background: { scripts: ['relay.js'] },
        };
        this.emitFile({ type: 'asset', fileName: 'manifest.json', source: `${JSON.stringify(manifest, null, 2)}\n` });
      },
    },
  ],
  build: {
    outDir: 'dist/firefox',
    target: 'firefox128',
    lib: { entry: 'src/relay/relay.iife.ts', formats: ['iife'], name: 'relay', fileName: () => 'relay.js' },
  },
});
