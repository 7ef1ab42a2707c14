// @ts-check
/** A tiny server for the page: yours is the one that you have anyway. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const file = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** What is served: file and type by path. @type {Record<string, [file: string, type: string]>} */
const FILES = {
  '/': [file('page/index.html'), 'text/html; charset=utf-8'],
  '/page.js': [file('page/page.js'), 'text/javascript; charset=utf-8'],
  '/page.css': [file('page/page.css'), 'text/css; charset=utf-8'],
  // The simulator's own client library, in the place where Genesys' is in the field.
  '/service-client.js': [file('../../dist/simulator/pages/client/service-client.js'), 'text/javascript; charset=utf-8'],
};

/**
 * Serves the page on a free port of this machine.
 *
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function servePage() {
  const server = createServer((request, response) => {
    const [path = '/'] = request.url?.split('?') ?? [];
    const found = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
    if (found === undefined) {
      response.writeHead(404).end();
      return;
    }
    // Whatever is asked for, and whatever is wrong with the files: the server, and the test that started it, go on.
    readFile(found[0]).then(
      (body) => response.writeHead(200, { 'content-type': found[1] }).end(body),
      () => response.writeHead(500).end('This could not be read. Is the simulator built?'),
    );
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
