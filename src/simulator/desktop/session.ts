/** A desktop from its start to its end: WWE, its client frames, perhaps a scenario. A new scenario is a new session. */
import { type Signal, signal } from '@preact/signals';
import { readScenario } from '../core/scenario/read.ts';
import type { Scenario } from '../core/scenario/scenario-types.ts';
import type { Served } from '../remote/start.ts';
import { isScenarioName, LIBRARY } from '../scenarios/library.ts';
import { type ClientFrames, createClientFrames } from './client-frames.ts';
import { createControl } from './control.ts';
import type { Playback, ScenarioControl, WweSimulator } from './control-types.ts';
import { clientUrl, type HostQuery } from './query.ts';
import { type Runtime, startRuntime } from './runtime.ts';
import { controlWithoutPlay, createPlay } from './scenario.ts';
import { createStage } from './stage.ts';

/** A running desktop. */
export interface Session {
  /** Another one for each session. */
  readonly key: number;
  readonly runtime: Runtime;
  readonly clients: ClientFrames;
  readonly control: WweSimulator;
  /** Null: no scenario is loaded. */
  readonly playback: Signal<Playback> | null;
  /** What went wrong, in words. */
  readonly problems: Signal<readonly string[]>;
}

/** What sessions are made of. */
export interface SessionParts {
  readonly win: Window;
  readonly query: HostQuery;
  readonly served: Served;
  /** Messages that came before: a page around WWE speaks as soon as the frame has loaded. */
  readonly early?: readonly MessageEvent<unknown>[];
  /** Shows a session in place of the one before. */
  readonly show: (session: Session) => void;
  /** Ends the session that runs. */
  readonly signal: AbortSignal;
}

/** How often the running time of a scenario is read, ms. */
const OFTEN_MS = 250;

/** Starts the first session; the control's `scenario.load` and `scenario.restart` start others. */
export function startSessions({ win, query, served, early = [], show, signal: ended }: SessionParts): void {
  let ending = new AbortController();
  ended.addEventListener('abort', () => ending.abort(), { once: true });
  let key = 0;
  let speed = query.speed ?? served.speed ?? 1;
  let before: Runtime | null = null;

  const start = (scenario: Scenario | null, unread: readonly string[] = []): void => {
    ending.abort();
    ending = new AbortController();
    const { signal: over } = ending;
    const problems = signal([...query.problems, ...unread]);
    const complain = (...words: readonly string[]): void => {
      problems.value = [...problems.value, ...words];
    };
    const seed = query.seed ?? scenario?.seed ?? randomSeed();
    // A speed that somebody chose by hand stays.
    speed = before?.clock.speed() ?? speed;
    const runtime = startRuntime(win, { seed, speed }, over);
    before = runtime;
    const { wwe, clock, frames } = runtime;
    const page = query.page ?? served.page;
    const count = query.clients ?? served.clients ?? scenario?.clients ?? 1;
    const urlOf = (n: number): string => clientUrl(query, page, win.location, n, scenario?.demoPage);
    const clients = createClientFrames(win, runtime, count, urlOf);
    const stage = createStage({ wwe, frames, clients, ownPage: page === null, failed: complain });
    const laterOnWire = (ms: number, work: () => void): (() => void) => {
      const timer = win.setTimeout(() => !over.aborted && work(), ms);
      return () => win.clearTimeout(timer);
    };
    const often = (work: () => void): void => {
      const timer = win.setInterval(work, OFTEN_MS);
      over.addEventListener('abort', () => win.clearInterval(timer), { once: true });
    };
    const play = scenario === null ? null : createPlay({ scenario, stage, clock, laterOnWire, often });
    // What somebody asked for in so many words counts more than the scenario's own.
    for (const patch of [served.settings, query.settings]) {
      const result = patch === undefined || patch === null ? null : wwe.configure(patch);
      if (result !== null && !result.ok) complain(...result.problems);
    }
    const scenarioControl: ScenarioControl = {
      ...(play?.control ?? controlWithoutPlay(clock)),
      restart() {
        if (scenario === null) throw new Error('No scenario is loaded.');
        start(scenario, unread);
      },
      load: (value) => start(scenarioOf(value)),
    };
    const control = createControl(runtime, clients, scenarioControl);
    show({ key: key++, runtime, clients, control, playback: play?.playback ?? null, problems });
    if (key === 1) for (const event of early) runtime.hear(event);
    play?.control.play();
  };

  const wanted = query.scenario === undefined ? served.scenario : query.scenario;
  try {
    start(scenarioOf(wanted));
  } catch (error) {
    start(null, [error instanceof Error ? error.message : String(error)]);
  }
}

/** A scenario by its name or as it is; null: none. Throws TypeError, in words, for anything else. */
function scenarioOf(value: unknown): Scenario | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') {
    if (isScenarioName(value)) return LIBRARY[value];
    throw new TypeError(`There is no scenario "${value}". There are: ${Object.keys(LIBRARY).join(', ')}.`);
  }
  const read = readScenario(value);
  if (read.ok) return read.scenario;
  const problems = read.problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  throw new TypeError(`The scenario cannot be played. ${problems.join(' ')}`);
}

/** UUIDs must differ from one load to the next, or two calls would look like one that survived a refresh. */
function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? Date.now();
}
