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
    rolldownOptions: {
      input: { panel: 'src/panel/panel.html' },
      output: {
        codeSplitting: {
          groups: [
            // Shared with the devtools page, which needs nothing else.
            { name: 'browser-polyfill', test: 'webextension-polyfill', priority: 2 },
            // What the panel opens with, in one piece: each piece costs bytes of its own.
            { name: 'first', test: /src\/panel\/(?:theme\.css|frame\/Frame\.tsx|stores\/start\.ts)$/, priority: 1 },
          ],
        },
      },
    },
  },
});
