import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };

export default defineConfig({
  plugins: [crx({ manifest: manifest as ManifestV3Export })],
  build: {
    outDir: 'dist/chromium',
    // dist/firefox is made of the same files (vite.firefox.config.ts).
    target: ['chrome119', 'firefox128'],
    // Extension pages load from disk: the polyfill would only add a fetch that the CSP forbids.
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { panel: 'src/panel/panel.html' } },
  },
});
