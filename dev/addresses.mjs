// @ts-check
/** Serves the simulator's pages, and the page with the panel, under the addresses that they expect. */

/** The simulator's own addresses → its pages. */
const PAGES = new Map([
  ['/', '/src/simulator/desktop/index.html'],
  ['/client/', '/src/simulator/embedded/index.html'],
  ['/reverse/', '/src/simulator/reverse/index.html'],
  ['/forger/', '/src/simulator/forger/index.html'],
]);

/** The page with the panel and the simulator side by side. */
export const PAGE = '/dev/page/index.html';

/**
 * Answers by redirects, so that the pages' relative addresses stay right.
 *
 * @param {object} options
 * @param {boolean} options.isPageOnly all pages get one origin, or else the panel could not hear them
 * @returns {import('vite').Plugin}
 */
export function addresses({ isPageOnly }) {
  return {
    name: 'dev-addresses',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const { host = '' } = request.headers;
        const url = new URL(request.url ?? '/', `http://${host}`);
        if (url.pathname === '/simulator.json') {
          startOf(server).then((json) => response.setHeader('content-type', 'application/json').end(json), next);
          return;
        }
        const page = PAGES.get(url.pathname);
        if (page === undefined) return next();
        const isFrame = request.headers['sec-fetch-dest'] === 'iframe';
        url.pathname = isPageOnly && url.pathname === '/' && !isFrame ? PAGE : page;
        if (isPageOnly && url.hostname === '127.0.0.1') url.hostname = 'localhost';
        response.writeHead(302, { location: url.href }).end();
      });
    },
  };
}

/**
 * @param {import('vite').ViteDevServer} server
 * @returns {Promise<string>} what the simulator's own server says if it was started without any options
 */
async function startOf(server) {
  const start = await server.ssrLoadModule('/src/simulator/remote/start.ts');
  const { NOTHING_SERVED, writeServed } = /** @type {typeof import('../src/simulator/remote/start.ts')} */ (start);
  return writeServed({ ...NOTHING_SERVED, pid: process.pid });
}
