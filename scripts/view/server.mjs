// @ts-check
/**
 * Serves the viewer (dist/viewer) with the file of a recording. The page may connect to nothing, so the file comes along in
 * scripts, a piece in each (`src/panel/served-file.ts`). It is for whoever knows the address alone: other pages of the
 * browser can ask this machine for anything, and a script that anybody can load can be read by anybody.
 */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';

/** Bytes in each script: a multiple of three, so that its base64 ends with it. */
const PIECE = 3 * 1024 * 1024;

/** @type {Record<string, string>} */
const TYPES = {
  'viewer.js': 'text/javascript; charset=utf-8',
  'style.css': 'text/css; charset=utf-8',
  'LICENSES.txt': 'text/plain; charset=utf-8',
};

const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * @param {object} what
 * @param {string} what.dir the built viewer
 * @param {string | null} what.file the recording; null: the page asks for one
 * @param {number} what.port 0: a free one
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 * @throws if the file cannot be read, or the port is taken
 */
export async function serveViewer({ dir, file, port }) {
  const size = file === null ? 0 : (await stat(file)).size;
  const pieces = Math.ceil(size / PIECE);
  const mark = randomBytes(16).toString('hex');
  /** @type {string[]} */
  let hosts = [];
  const server = createServer((request, response) => {
    /** @param {number} status @param {string} type @param {string | Buffer} body */
    const answer = (status, type, body) => response.writeHead(status, { ...HEADERS, 'Content-Type': type }).end(body);
    const refuse = () => answer(404, 'text/plain; charset=utf-8', 'Not found');
    // A name of their own that leads to this machine would make us a page of theirs (DNS rebinding).
    if (request.method !== 'GET' || !hosts.includes(request.headers.host ?? '')) return void refuse();
    const name = (request.url ?? '').startsWith(`/${mark}/`) ? (request.url ?? '').slice(mark.length + 2) : null;
    if (name === null) return void refuse();
    const serve = async () => {
      if (name === '') return answer(200, 'text/html; charset=utf-8', await page(dir, file, pieces));
      const piece = /^recording-(\d{1,9})\.js$/.exec(name)?.[1];
      if (file !== null && piece !== undefined && Number(piece) < pieces) {
        return answer(200, TYPES['viewer.js'] ?? '', await pieceScript(file, Number(piece)));
      }
      if (file !== null && name === 'recording.js') return answer(200, TYPES['viewer.js'] ?? '', nameScript(file));
      const type = Object.hasOwn(TYPES, name) ? TYPES[name] : undefined;
      if (type === undefined) return refuse();
      return answer(200, type, await readFile(join(dir, name)));
    };
    serve().catch((error) => answer(500, 'text/plain; charset=utf-8', error instanceof Error ? error.message : ''));
  });
  await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(undefined));
  });
  const address = server.address();
  const taken = typeof address === 'object' && address ? address.port : port;
  hosts = [`localhost:${taken}`, `127.0.0.1:${taken}`];
  return {
    url: `http://localhost:${taken}/${mark}/`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * @param {string} dir
 * @param {string | null} file
 * @param {number} pieces
 */
async function page(dir, file, pieces) {
  const html = await readFile(join(dir, 'index.html'), 'utf8');
  if (file === null) return html;
  const scripts = ['recording.js', ...Array.from({ length: pieces }, (_, index) => `recording-${index}.js`)];
  // Deferred scripts run in their order: the viewer's own comes last.
  const tags = scripts.map((name) => `<script defer src="./${name}"></script>`).join('\n    ');
  return html.replace('<script defer src="./viewer.js">', (own) => `${tags}\n    ${own}`);
}

/** @param {string} file */
function nameScript(file) {
  return `globalThis.wweRecording = { name: ${JSON.stringify(basename(file))}, pieces: [] };\n`;
}

/**
 * @param {string} file
 * @param {number} index
 */
async function pieceScript(file, index) {
  const chunks = [];
  for await (const chunk of createReadStream(file, { start: index * PIECE, end: (index + 1) * PIECE - 1 })) {
    chunks.push(chunk);
  }
  return `globalThis.wweRecording.pieces.push('${Buffer.concat(chunks).toString('base64')}');\n`;
}
