// @ts-check
/** Serves the bench's pages on this machine only: `localhost` and `127.0.0.1` are two sites to a browser. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PAGES = fileURLToPath(new URL('./pages', import.meta.url));
/** @type {Readonly<Record<string, string>>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript' };

/** @returns {Promise<{ port: number, close: () => void }>} the port, chosen by the system */
export async function startSite() {
  const server = createServer(async (request, response) => {
    const name = (request.url ?? '/').split('?', 1)[0] ?? '/';
    const type = TYPES[extname(name)];
    const isPage = /^\/[a-z]+\.(html|js)$/.test(name) && type !== undefined;
    const content = isPage ? await readFile(join(PAGES, name)).catch(() => undefined) : undefined;
    // Kept by the browser, so that loading measures the page and not the way to it.
    if (content !== undefined) response.setHeader('cache-control', 'max-age=3600');
    if (type !== undefined) response.setHeader('content-type', `${type}; charset=utf-8`);
    response.writeHead(content === undefined ? 404 : 200).end(content);
  });
  // Both names: a system may know localhost by its other address only.
  await new Promise((resolve) => server.listen(0, () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The site has no port.');
  return {
    port: address.port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
