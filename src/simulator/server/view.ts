/** The command `view`: serves the viewer of recordings, which is built apart, with a file. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { loadModule } from './load-module.ts';

const USAGE = `wwe-devtools view [FILE] [--port N]
    FILE      the recording to show (.ndjson or .ndjson.gz). Without it, the page asks for one
    --port N  the port to serve at. Without it, a free one`;

/** Serves the viewer. `file` null: the page asks for one. */
type ServeViewer = (what: {
  dir: string;
  file: string | null;
  port: number;
}) => Promise<{ readonly url: string; readonly stop: () => Promise<void> }>;

const Server = v.object({
  serveViewer: v.custom<ServeViewer>((value) => typeof value === 'function'),
});

/** What the command line asks for; or what is wrong with it, in words. */
export type ViewOptions = { readonly file: string | null; readonly port: number } | { readonly why: string };

/** Reads `[FILE] [--port N]`. */
export function readViewArguments(args: readonly string[]): ViewOptions {
  try {
    const options = { port: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name, ...more] = positionals;
    if (more.length > 0) return { why: 'One file can be shown at a time.' };
    const port = values.port ?? '0';
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
      return { why: `--port must be a number from 0 to 65535, not "${port}".` };
    }
    const file = name === undefined ? null : resolve(name);
    if (file !== null && !existsSync(file)) return { why: `There is no file ${file}.` };
    return { file, port: Number(port) };
  } catch (error) {
    return { why: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * What of the viewer is missing, in words; null: nothing.
 * @param root the folder of the package
 */
export function whatIsMissing(root: string): string | null {
  const missing = [join('dist', 'viewer', 'index.html'), SERVER].filter((file) => !existsSync(join(root, file)));
  if (missing.length === 0) return null;
  return `The viewer is not in this package: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not there. In the repository, npm run build makes it.`;
}

const SERVER = join('scripts', 'view', 'server.mjs');

/** Serves until Ctrl+C. @param root the folder of the package */
export async function runView(args: readonly string[], root: string): Promise<void> {
  const options = readViewArguments(args);
  const why = 'why' in options ? `${options.why}\n\n${USAGE}` : whatIsMissing(root);
  if ('why' in options || why !== null) {
    console.error(why);
    process.exitCode = 1;
    return;
  }
  const { serveViewer } = v.parse(Server, await loadModule(join(root, SERVER)));
  const { url, stop } = await serveViewer({ dir: join(root, 'dist', 'viewer'), ...options });
  console.log(options.file === null ? `The viewer is at ${url}` : `The recording is at ${url}`);
  await new Promise((end) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  });
  await stop();
}
