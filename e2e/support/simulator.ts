/** The simulator as a process of its own, as a person starts it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A running simulator. */
export interface RunningSimulator {
  /** `http://localhost:PORT/`, the host page. */
  readonly url: string;
  /** The same server under its other name, another site: `http://127.0.0.1:PORT`. */
  readonly otherSite: string;
  stop(): Promise<void>;
}

/** Journeys serve pages of their own, with the desktop in a frame, at any port. */
const OWN_PAGES = ['--framed-by', 'http://localhost:*,http://127.0.0.1:*'];

/** Starts the built simulator on a free port. @throws if it ends before it is ready, with what it said */
export async function startSimulator(args: readonly string[] = []): Promise<RunningSimulator> {
  const child = spawn(process.execPath, ['dist/simulator/cli.js', '--port', '0', ...OWN_PAGES, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (text) => {
    said += String(text);
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /^WWE simulator: (\S+)$/.exec(line)?.[1];
    if (!url) continue;
    return {
      url,
      otherSite: `http://127.0.0.1:${new URL(url).port}`,
      async stop() {
        child.kill();
        await exit;
      },
    };
  }
  throw new Error(`The simulator ended before it was ready. ${said}`);
}
