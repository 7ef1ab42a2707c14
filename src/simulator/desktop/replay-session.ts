/** A desktop on which a recording is played in place of WWE. */
import { type Signal, signal } from '@preact/signals';
import { createReplay } from '../core/replay/replay.ts';
import type { ReplayState } from '../core/replay/replay-types.ts';
import type { Served, ServedReplay } from '../remote/start.ts';
import { type ClientFrames, createClientFrames } from './client-frames.ts';
import { createControl } from './control.ts';
import type { ReplayControl, WweSimulator } from './control-types.ts';
import { clientUrl, type HostQuery, MOST_CLIENTS } from './query.ts';
import { type Runtime, startRuntime } from './runtime.ts';
import { controlWithoutPlay } from './scenario.ts';

/** What is shown. */
export interface ReplaySession {
  readonly runtime: Runtime;
  readonly clients: ClientFrames;
  readonly control: WweSimulator;
  /** Read anew after each message and some times a second. */
  readonly state: Signal<ReplayState>;
  readonly problems: Signal<readonly string[]>;
}

/** What it is made of. */
export interface ReplaySessionParts {
  readonly win: Window;
  readonly query: HostQuery;
  readonly served: Pick<Served, 'page' | 'clients'>;
  readonly replay: ServedReplay;
  /** What pages said before. */
  readonly early: readonly MessageEvent<unknown>[];
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** How often the running time is read, ms. */
const OFTEN_MS = 250;
/** A page that says nothing so long, ms, may wait for WWE: then the recording begins all the same. */
const SILENCE_MS = 5000;

const frameOf = (key: string): number => Number(/^frame-(\d+)$/.exec(key)?.[1] ?? -1);

/** Starts it. Speed and clients of the address count more than those of the server. */
export function startReplaySession(parts: ReplaySessionParts): ReplaySession {
  const {
    win,
    query,
    served,
    replay: { plan, speed },
    early,
    signal: ended,
  } = parts;
  const problems = signal<readonly string[]>(query.problems);
  const later = (ms: number, work: () => void): (() => void) => {
    const timer = win.setTimeout(() => !ended.aborted && work(), ms);
    return () => win.clearTimeout(timer);
  };
  // A WWE that nobody talks with: the frames, what they sent, and the way to them are its.
  const runtime = startRuntime(win, { seed: 1, instead: (frame, data) => replay.receive(frameOf(frame), data) }, ended);
  const page = query.page ?? served.page;
  const count = Math.min(MOST_CLIENTS, query.clients ?? served.clients ?? plan.frames);
  const clients = createClientFrames(win, runtime, count, (n) => clientUrl(query, page, win.location, n));
  const waiting: ((state: ReplayState) => void)[] = [];
  const replay = createReplay(plan, query.speed ?? speed, {
    now: () => win.performance.now(),
    later,
    post: (frame, message) => void runtime.frames.post(`frame-${frame}`, message),
    forge(frame, message) {
      clients.forge(frame, message).catch((error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        problems.value = [...problems.value, `A message of another window could not be posted: ${why}`];
      });
    },
    reload: (frame) => void clients.reloadFrame(frame),
    changed: () => show(),
  });
  const state = signal(replay.state());
  const show = (): void => {
    state.value = replay.state();
    if (state.value.status === 'ended') for (const tell of waiting.splice(0)) tell(state.value);
  };
  const timer = win.setInterval(() => state.peek().status === 'playing' && show(), OFTEN_MS);
  ended.addEventListener(
    'abort',
    () => {
      win.clearInterval(timer);
      replay.stop();
    },
    { once: true },
  );
  const replayControl: ReplayControl = {
    state: () => replay.state(),
    ended: () =>
      new Promise((resolve) => {
        if (replay.state().status === 'ended') resolve(replay.state());
        else waiting.push(resolve);
      }),
  };
  const noScenario = {
    ...controlWithoutPlay(runtime.clock),
    restart: () => win.location.reload(),
    load() {
      throw new Error('A recording is played here: no scenario can be.');
    },
  };
  const control = createControl(runtime, clients, noScenario, replayControl);
  for (const event of early) runtime.hear(event);
  later(SILENCE_MS, () => replay.begin());
  return { runtime, clients, control, state, problems };
}
