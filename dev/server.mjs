// @ts-check
/** The development server: the simulator's pages from their sources and, if wanted, the panel beside them. */
import { join } from 'node:path';
import prefresh from '@prefresh/vite';
import { createLogger, createServer } from 'vite';
import { say } from '../scripts/setup/say.mjs';
import { addresses, PAGE } from './addresses.mjs';
import { followChanges } from './changes.mjs';

const SIMULATOR_PAGES = ['desktop', 'embedded', 'reverse', 'forger'].map((name) => `src/simulator/${name}/index.html`);
const PANEL_PAGE = 'src/panel/panel.html';

/**
 * @param {string} root the repository
 * @param {object} options
 * @param {boolean} options.isPageOnly whether the panel and the content scripts are served too
 * @param {URLSearchParams} options.query for the simulator
 * @param {boolean} [options.isOpened] whether it is opened in the default browser
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serve(root, { isPageOnly, query, isOpened = false }) {
  const pages = [...SIMULATOR_PAGES, ...(isPageOnly ? [PANEL_PAGE, PAGE.slice(1)] : [])];
  const { plugin: changes, loadFailed } = followChanges(root);
  const server = await createServer({
    root,
    configFile: false,
    appType: 'mpa',
    // Beside no other tool's, so that two copies of the repository with one node_modules do not meet there.
    cacheDir: join(root, '.cache', 'dev'),
    // The panel's texts are read from there as a module.
    publicDir: false,
    customLogger: {
      ...createLogger('warn'),
      clearScreen() {},
      error: (words, { error } = {}) => (error ? loadFailed(error.message) : say(words)),
    },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    // All that is needed is known at the start: what is found later loads the page anew.
    optimizeDeps: { entries: pages },
    server: {
      // Pages use both names of this machine, `localhost` and `127.0.0.1`.
      host: '127.0.0.1',
      port: 4700,
      open: isOpened && `/?${query}`,
      watch: {
        ignored: ['**/dist/**', '**/test-results/**'],
        // An editor that empties a file before it writes is waited for, in ms.
        awaitWriteFinish: { stabilityThreshold: 30, pollInterval: 10 },
      },
    },
    plugins: [await prefresh(), addresses({ isPageOnly }), changes, scripts({ isPageOnly })],
  });
  await server.listen();
  const address = server.httpServer?.address();
  if (typeof address !== 'object' || address === null) throw new Error('The development server has no address.');
  return {
    url: `http://localhost:${address.port}/?${query}`,
    close: () => server.close(),
  };
}

/** Vite shows what went wrong in every document; the page around them is enough. @type {import('vite').HtmlTagDescriptor} */
const NO_OVERLAY = { tag: 'style', children: 'vite-error-overlay { display: none }', injectTo: 'head' };

/**
 * Puts the scripts into the pages that a browser or a built page has besides.
 *
 * @param {{ isPageOnly: boolean }} options
 * @returns {import('vite').Plugin}
 */
function scripts({ isPageOnly }) {
  /** @param {string} src @returns {import('vite').HtmlTagDescriptor} */
  const first = (src) => ({ tag: 'script', attrs: { type: 'module', src }, injectTo: 'head-prepend' });
  return {
    name: 'dev-scripts',
    transformIndexHtml: {
      order: 'pre',
      handler(html, { path }) {
        if (path === `/${PANEL_PAGE}`) return { html, tags: [first('/dev/page/panel-api.ts'), NO_OVERLAY] };
        if (!path.startsWith('/src/simulator/')) return html;
        // Built, it is one classic script.
        const client = 'type="module" src="/src/simulator/client/service-client.iife.ts"';
        return {
          html: html.replace('src="/client/service-client.js" vite-ignore', client),
          tags: isPageOnly ? [first('/dev/page/frame.ts'), NO_OVERLAY] : [],
        };
      },
    },
  };
}
