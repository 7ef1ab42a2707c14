/**
 * Builds the simulator and what else the npm package has, one part per mode: `pages` (desktop, embedded, reverse and forger
 * page), `client` (the client library, one classic script), `server` (the Node part, with the package's command) and
 * `recording` (the library of recordings). In this order: `pages` empties its folder. The package's types are made by
 * scripts/build-types.mjs.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig, type UserConfig } from 'vite';
import { licenses } from './scripts/licenses.mjs';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const PARTS: Readonly<Record<string, UserConfig>> = {
  pages: {
    root: at('./src/simulator'),
    base: '/',
    build: {
      outDir: at('./dist/simulator/pages'),
      emptyOutDir: true,
      rollupOptions: {
        input: ['desktop', 'embedded', 'reverse', 'forger'].map((page) => at(`./src/simulator/${page}/index.html`)),
      },
    },
  },
  client: {
    build: {
      outDir: at('./dist/simulator/pages/client'),
      emptyOutDir: false,
      copyPublicDir: false,
      lib: {
        entry: at('./src/simulator/client/service-client.iife.ts'),
        formats: ['iife'],
        name: 'wweSimulatorClient',
        fileName: () => 'service-client.js',
      },
    },
  },
  server: {
    // The built server needs no installed package.
    ssr: { noExternal: true },
    build: {
      outDir: at('./dist/simulator'),
      emptyOutDir: false,
      copyPublicDir: false,
      target: 'node20',
      ssr: true,
      rollupOptions: {
        input: {
          server: at('./src/simulator/server/server.ts'),
          cli: at('./src/simulator/server/cli.ts'),
          'wwe-devtools': at('./src/simulator/server/wwe-devtools.ts'),
        },
        // Beside the entries, because the server finds the pages by its own address.
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'shared-[name].js',
          // The package's command is a program.
          banner: ({ name }) => (name === 'wwe-devtools' ? '#!/usr/bin/env node' : ''),
        },
      },
    },
  },
  recording: {
    build: {
      outDir: at('./dist/recording'),
      copyPublicDir: false,
      target: 'es2022',
      minify: false,
      lib: { entry: at('./src/recording/index.ts'), formats: ['es'], fileName: () => 'index.js' },
    },
  },
};

export default defineConfig(({ mode }) => {
  const part = PARTS[mode];
  if (part === undefined)
    throw new Error(`vite.simulator.config.ts: --mode must be one of ${Object.keys(PARTS).join(', ')}`);
  return { configFile: false, publicDir: false, logLevel: 'warn', plugins: [licenses()], ...part };
});
