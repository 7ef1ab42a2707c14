/**
 * The simulator for Node.js: `startSimulator` serves WWE to the browsers of this machine and gives a control of it. What
 * stands here is what `wwe-devtools/simulator` exports.
 */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { ByteSource } from '../../recording/index.ts';
import type { ReplayPlan } from '../core/replay/plan.ts';
import type { ReplaySpeed, ReplayState } from '../core/replay/replay-types.ts';
import { isSpeed, LEAST_SPEED, MOST_SPEED } from '../desktop/clock.ts';
import { createRemoteControl } from '../desktop/remote-control.ts';
import { LIBRARY_PATH } from '../remote/library.ts';
import type { PageProblem } from '../remote/page-problem.ts';
import { type ServedReplay, writePageProblem, writeServed } from '../remote/start.ts';
import { acceptConnections } from './connections.ts';
import { BROWSER_PATIENCE_MS, createControlHub } from './control-hub.ts';
import type { Desk } from './desk.ts';
import { listenOnThisMachine } from './listen.ts';
import { readStart, type StartOptions } from './options.ts';
import { checkPage } from './page-check.ts';
import { type Allowed, readFramer, readHostName } from './policy.ts';
import { readReplayPlan } from './recording.ts';
import { respond } from './respond.ts';

export { planReplay } from '../core/replay/make-plan.ts';
export type { ReplayPlan } from '../core/replay/plan.ts';
export type { ReplaySpeed, ReplayState, ReportedRequest } from '../core/replay/replay-types.ts';
export { scenarioOf } from '../core/replay/to-scenario.ts';
export { defineScenario } from '../core/scenario/define.ts';
export type { Scenario } from '../core/scenario/scenario-types.ts';
export { type RecordedRun, type RecordOptions, recordScenario } from '../core/virtual/record.ts';
export type { WweSimulator } from '../desktop/control-types.ts';
export type { RemoteControl } from '../desktop/remote-control.ts';
export type { PageProblem } from '../remote/page-problem.ts';
export { LIBRARY } from '../scenarios/library.ts';
export { type ConnectOptions, connectSimulator, type RemoteSimulator } from './connect.ts';
export type { Desk } from './desk.ts';
export { readPageUrl, type StartOptions } from './options.ts';
export { isFaithful, readReplayPlan, reportOf } from './recording.ts';

/** How to start. */
export interface SimulatorOptions extends StartOptions {
  /** Default 4600; 0: any free port. */
  readonly port?: number;
  /**
   * Origins of pages of one's own that may frame the desktop (the reverse embedding), or open it and talk with it:
   * `http://localhost:5173`, or `http://localhost:*` for each port. Whoever is named here can read what the desktop shows.
   * Default: none besides the simulator's own.
   */
  readonly framedBy?: readonly string[];
  /** Names of this machine under which the desktop may be opened, besides `localhost`, `127.0.0.1` and `[::1]`. */
  readonly hosts?: readonly string[];
  /**
   * A recording that is played in place of WWE: its bytes (a stream, for example), or what `readReplayPlan` made of them.
   * No scenario is played then, and the desktop has nothing to press.
   */
  readonly recording?: ByteSource | ReplayPlan;
  /** How many times as fast as it was recorded, or `max`: as soon as the page allows. Default 1. */
  readonly recordingSpeed?: ReplaySpeed;
  /** Where the built pages are. Default: `pages` beside the built server. */
  readonly pages?: string;
}

/** A running simulator, and its desktop without a name. */
export interface RunningSimulator extends Desk {
  /** Address of WWE, `http://localhost:PORT/`. The embedded page is served from `http://127.0.0.1:PORT/client/`. */
  readonly url: string;
  /** Address of the client library, for a page that has none: `http://localhost:PORT/client/service-client.js`. */
  readonly clientLibrary: string;
  readonly port: number;
  /** With this, `connectSimulator` drives the desktops from another process. New at each start. */
  readonly token: string;
  /** A desktop of its own in a tab of its own, for tests that run side by side. Any name. */
  desk(name: string): Desk;
  /**
   * What came of the recording, as soon as a browser has opened the desktop and the recording has been played. Rejects, in
   * words, if none is played.
   */
  replayed(): Promise<ReplayState>;
  /** Asks whether the page of one's own can be shown. Null: nothing stands in the way. */
  checkPage(): Promise<PageProblem | null>;
  /** Ends all connections and the server. */
  close(): Promise<void>;
}

function newToken(): string {
  return randomBytes(24).toString('base64url');
}

function readAllowed({ framedBy = [], hosts = [] }: SimulatorOptions): Allowed {
  return { framedBy: framedBy.map(readFramer), hosts: hosts.map(readHostName) };
}

async function readReplay({ recording, recordingSpeed = 1, scenario }: SimulatorOptions): Promise<ServedReplay | null> {
  if (recording === undefined) return null;
  if (scenario !== undefined) throw new TypeError('Either a scenario or a recording is played, not both.');
  if (recordingSpeed !== 'max' && !isSpeed(recordingSpeed)) {
    throw new TypeError(
      `The speed must be max, or a number from ${LEAST_SPEED} to ${MOST_SPEED}, not ${recordingSpeed}.`,
    );
  }
  return { plan: 'lanes' in recording ? recording : await readReplayPlan(recording), speed: recordingSpeed };
}

/** The port when none is given. */
export const DEFAULT_PORT = 4600;

/**
 * Starts the server on 127.0.0.1 and, where the machine has it, ::1. Rejects with Node's error (`EADDRINUSE`…) if the port
 * cannot be had, and with TypeError, in words, for options that are wrong.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<RunningSimulator> {
  const start = readStart(options);
  const replay = await readReplay(options);
  const root = options.pages ?? fileURLToPath(new URL('./pages/', import.meta.url));
  const allowed = readAllowed(options);
  const [token, deskToken] = [newToken(), newToken()];
  let problem: PageProblem | null = null;
  let isClosed = false;
  const look = async (): Promise<PageProblem | null> => {
    const hosts = [`http://localhost:${port}`, `http://127.0.0.1:${port}`];
    problem = start.page === null ? null : await checkPage(start.page, hosts);
    return problem;
  };
  const json = {
    '/simulator.json': () => writeServed({ ...start, replay, pageProblem: problem, pid: process.pid }),
    '/page.json': async () => writePageProblem(await look()),
  };
  const listening = await listenOnThisMachine((request, response) => {
    void respond({ root, json, allowed, token: deskToken }, request, response);
  }, options.port ?? DEFAULT_PORT);
  const { port } = listening;
  const url = `http://localhost:${port}/`;
  // Through bytes and back: half of a character, which no address can hold, would throw.
  const inUrl = (name: string): string => encodeURIComponent(Buffer.from(name).toString());
  const urlOf = (name: string): string => (name === '' ? url : `${url}?desk=${inUrl(name)}`);
  const hub = createControlHub({
    urlOf,
    later(ms, work) {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  });
  const endConnections = acceptConnections(listening, { token, deskToken, allowed }, hub);
  const desk = (name: string): Desk => ({
    ...createRemoteControl((path, given) => hub.call(name, path, given)),
    url: urlOf(name),
    ready: (timeoutMs = BROWSER_PATIENCE_MS) => hub.ready(name, timeoutMs),
  });
  return {
    ...desk(''),
    clientLibrary: new URL(LIBRARY_PATH, url).href,
    port,
    token,
    desk,
    checkPage: look,
    async replayed() {
      if (replay === null) throw new Error('No recording is played.');
      for (;;) {
        await hub.ready('', Number.POSITIVE_INFINITY);
        try {
          return await desk('').replay.ended();
        } catch (error) {
          // A tab that was closed or loaded anew: whoever opens the next one sees the recording from its beginning.
          if (isClosed) throw error;
        }
      }
    },
    async close() {
      isClosed = true;
      hub.close();
      endConnections();
      await listening.close();
    },
  };
}
