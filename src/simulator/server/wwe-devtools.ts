/** The command of the npm package: `npx wwe-devtools simulator …`, `npx wwe-devtools view FILE`. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runSimulator } from './run.ts';
import { runView } from './view.ts';

const HELP = `wwe-devtools simulator [--page URL] [--scenario NAME|FILE] [--recording FILE] …
    a Workspace Web Edition without a contact center. Its options: wwe-devtools simulator --help
wwe-devtools view [FILE] [--port N]
    shows a recording in a browser. Nothing leaves this machine`;

/** The package, in whose dist/simulator this is when it is built. */
const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const [command = '--help', ...args] = process.argv.slice(2);
if (command === 'simulator') await runSimulator(args);
else if (command === 'view') await runView(args, ROOT);
else if (command === '--help' || command === '-h') console.log(HELP);
else {
  console.error(`There is no command ${command}.\n\n${HELP}`);
  process.exitCode = 1;
}
