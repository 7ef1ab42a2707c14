// @ts-check
/** Stops all processes of a browser, as a debugger or a computer that sleeps does, and lets them go on. */
import { execFileSync } from 'node:child_process';

/** Signals and `ps`: everywhere but on Windows. */
export const CAN_SUSPEND = process.platform !== 'win32';

/**
 * @param {number} root
 * @returns {number[]} the process and all that it started, and those started; parents first
 */
export function processTree(root) {
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const all = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const tree = [root];
  // It grows while it is gone through.
  for (const parent of tree) tree.push(...all.flatMap(([pid = 0, ppid]) => (ppid === parent ? pid : [])));
  return tree;
}

/**
 * Stops a browser with SIGSTOP.
 *
 * @param {number} root its first process
 * @returns {() => void} lets it go on; may be called twice
 */
export function suspend(root) {
  const tree = processTree(root);
  for (const pid of tree) signal(pid, 'SIGSTOP');
  return () => {
    for (const pid of tree) signal(pid, 'SIGCONT');
  };
}

/** @param {number} pid @param {NodeJS.Signals} name */
function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended meanwhile.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
