/** Reads the command line of the simulator. */
import { readPageUrl } from './server.ts';

/** What the command line asks for. */
export type Command =
  | { readonly is: 'start'; readonly port: number | undefined; readonly page: string | undefined }
  | { readonly is: 'help' }
  | { readonly is: 'wrong'; readonly why: string };

/** The help text. */
export const HELP = `WWE simulator: a Workspace Web Edition without a contact center.

  --port N      the port to serve on (default 4600; 0 takes any free one)
  --page URL    the page to embed instead of the simulator's own
  --help        this text

Add to the address it prints: ?scene=lively for a desktop with life in it, ?clients=2 for two client frames,
?settings={"deliveries":"double"} for any of the settings.`;

/** Reads arguments such as `['--port', '4600']` or `['--port=4600']`. */
export function readArguments(given: readonly string[]): Command {
  const words = given.flatMap((word) => {
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    return equals < 0 ? [word] : [word.slice(0, equals), word.slice(equals + 1)];
  });
  let port: number | undefined;
  let page: string | undefined;
  for (let index = 0; index < words.length; index += 2) {
    const [name = '', value] = words.slice(index, index + 2);
    if (name === '--help' || name === '-h') return { is: 'help' };
    if (name !== '--port' && name !== '--page') return { is: 'wrong', why: `There is no option ${name}.` };
    if (value === undefined || value.startsWith('--')) return { is: 'wrong', why: `${name} needs a value after it.` };
    if (name === '--port') {
      port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
      if (!(port <= 65_535)) return { is: 'wrong', why: `--port must be a number from 0 to 65535, not "${value}".` };
    } else {
      try {
        page = readPageUrl(value);
      } catch (error) {
        return { is: 'wrong', why: `--page: ${error instanceof Error ? error.message : String(error)}` };
      }
    }
  }
  return { is: 'start', port, page };
}
