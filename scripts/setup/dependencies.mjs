// @ts-check
/** The packages of package-lock.json: are they there, and if not, install them. */
import { existsSync, lstatSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Explained, install, say } from './say.mjs';

/** The oldest Node.js that runs the tools (package.json, "engines"). */
const OLDEST_NODE = [20, 19];

/**
 * @param {string} version such as `20.19.1`
 * @throws {Explained} if it is too old
 */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Explained(
    `This needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${version}. Get one at https://nodejs.org/.`,
  );
}

/**
 * @param {string} root the repository
 * @returns {string | undefined} why the packages must be installed; undefined if they are there
 */
export function whyInstall(root) {
  // npm writes this file last, so an installation that was broken off does not have it.
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return 'they are not here yet';
  if (statSync(join(root, 'package-lock.json')).mtimeMs > statSync(installed).mtimeMs)
    return 'package-lock.json is newer';
  return undefined;
}

/**
 * @param {string} root the repository
 * @throws {Explained} if npm fails, or would empty another folder
 */
export async function ensureDependencies(root) {
  checkNode();
  const reason = whyInstall(root);
  if (reason === undefined) return;
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    // npm ci deletes what is in the folder first, and somebody else works with it.
    throw new Explained(`node_modules is a link to another folder, and ${reason}. Run npm ci there.`);
  }
  say(`Will install the packages of package-lock.json into node_modules (${reason}).`);
  const [command, args] = npm(['ci', '--no-audit', '--no-fund']);
  if (await install('Installing packages', command, args)) return;
  throw new Explained(
    'npm could not install the packages; its own words are above. Without a network, or behind a proxy, ask npm to\n' +
      'reach the registry first: npm ping',
  );
}

/**
 * npm is a shell script on most systems and a .cmd file on Windows; the JavaScript behind it runs the same everywhere.
 *
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {[command: string, args: string[]]}
 */
export function npm(args, env = process.env) {
  const script = env.npm_execpath;
  if (script !== undefined && /npm-cli\.c?js$/.test(script)) return [process.execPath, [script, ...args]];
  return process.platform === 'win32' ? ['cmd.exe', ['/d', '/c', 'npm', ...args]] : ['npm', args];
}
