// @ts-check
/** `npm run view -- FILE`: shows a recording in a browser, without the extension. Nothing leaves this machine. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { VIEWER_DIR } from './setup/build.mjs';
import { Explained, runMain, say } from './setup/say.mjs';
import { serveViewer } from './view/server.mjs';

const USAGE = `npm run view -- [FILE] [--port PORT]
    FILE         the recording to show (.ndjson or .ndjson.gz). Without it, the page asks for one
    --port PORT  the port to serve at. Without it, a free one`;

await runMain(async () => {
  const { file, port } = readOptions(process.argv.slice(2));
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const { url, stop } = await serveViewer({ dir: join(root, VIEWER_DIR), file, port });
  say(file === null ? `The viewer is at ${url}` : `The recording is at ${url}`);
  say('Press Ctrl+C to end.');
  await new Promise((end) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end);
  });
  await stop();
  return 0;
});

/**
 * @param {string[]} args
 * @throws {Explained} if they cannot be understood
 */
function readOptions(args) {
  try {
    const { values, positionals } = parseArgs({ args, options: { port: { type: 'string' } }, allowPositionals: true });
    const [name, ...more] = positionals;
    if (more.length > 0) throw new Error('One file can be shown at a time.');
    const port = Number(values.port ?? 0);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`There is no port "${values.port}".`);
    // npm changes to the root of the repository; files are named from where the person is.
    const file = name === undefined ? null : resolve(process.env.INIT_CWD ?? process.cwd(), name);
    if (file !== null && !existsSync(file)) throw new Error(`There is no file ${file}`);
    return { file, port };
  } catch (error) {
    throw new Explained(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}
