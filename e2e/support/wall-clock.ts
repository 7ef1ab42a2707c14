/**
 * A browser whose wall clock jumps while its monotonic clock goes on: a real browser, told so by what it asks the system
 * (`wall-clock.c`). The computer's own clock stays as it is.
 */
import { execFile } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const SOURCE = join(import.meta.dirname, 'wall-clock.c');

/** The wall clock of the browsers that are opened with `env`. */
export interface WallClock {
  readonly env: Readonly<Record<string, string>>;
  /** Sets it. @param seconds by which it is ahead of the computer's; less than nothing: behind */
  set(seconds: number): void;
  /** Removes its files. */
  remove(): Promise<void>;
}

/** Makes a wall clock. @returns in words, why there is none here */
export async function makeWallClock(): Promise<WallClock | string> {
  if (process.platform !== 'linux') return 'Clocks that jump are tried on Linux only.';
  const folder = await mkdtemp(join(tmpdir(), 'wwe-wall-clock-'));
  const [library, ahead] = [join(folder, 'wall-clock.so'), join(folder, 'ahead')];
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    await promisify(execFile)('cc', ['-shared', '-fPIC', '-O1', '-o', library, SOURCE, '-ldl']);
  } catch (error) {
    await remove();
    return `Clocks that jump need a C compiler (cc), and there is none: ${error}`;
  }
  const set = (seconds: number) => {
    const bytes = new BigInt64Array([BigInt(seconds)]);
    // In place: each process has the file in its memory.
    const file = openSync(ahead, constants.O_WRONLY | constants.O_CREAT);
    writeSync(file, new Uint8Array(bytes.buffer), 0, 8, 0);
    closeSync(file);
  };
  set(0);
  return { env: { LD_PRELOAD: library, WWE_WALL_CLOCK: ahead }, set, remove };
}
