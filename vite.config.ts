import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig } from 'vite';
import manifest from './manifest.json' with { type: 'json' };

export default defineConfig({
  plugins: [crx({ manifest: manifest as ManifestV3Export })],
  build: {
    outDir: 'dist/chromium',
    target: 'chrome119',
    // Extension pages load from disk: the polyfill would only add a fetch that the CSP forbids.
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { panel: 'src/panel/panel.html' } },
  },
});
