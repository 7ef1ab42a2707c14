/** Records what pages and WWE say to each other in virtual time, as bridges and probes in a browser would. */
import { type DocumentInfo, type Entry, encode, type Fact } from '../../../recording/index.ts';
import type { Scenario } from '../scenario/scenario-types.ts';
import { labelOf } from './label.ts';
import { createNotes, type Notes } from './notes.ts';
import { EVENTS, type RunOptions, type RunResult, runScenario } from './run-scenario.ts';
import type { VirtualClock } from './virtual-clock.ts';
import { PAGE_ORIGIN, type PagesWatch } from './virtual-pages.ts';

/** How a run is recorded. */
export interface RecordOptions extends RunOptions {
  /** When the recording begins, ms since the epoch. Default: a morning in 2026, so that the file is the same each time. */
  readonly epoch?: number;
  /** Without it, a probe was in the page too: it tells which handlers ran and which of them threw. */
  readonly withoutProbe?: boolean;
}

/** What a recorder is made of. */
export interface RecorderParts {
  readonly clock: VirtualClock;
  readonly epoch: number;
  /** What the pages subscribe to. */
  readonly events: readonly string[];
  /** What handlers of the page throw; null: nothing. */
  readonly threw: string | null;
  readonly withoutProbe: boolean;
}

/** A recorder. */
export interface Recorder {
  readonly watch: PagesWatch;
  /** All that was recorded until now; ends the recording. */
  finish(): readonly Fact[];
}

/** A recorded run. */
export interface RecordedRun {
  readonly facts: readonly Fact[];
  /** Steps of the scenario that were not possible. */
  readonly skipped: RunResult['skipped'];
}

const WWE_ORIGIN = 'https://wwe.example';
const OTHER_ORIGIN = 'https://other.example';
const TOP = 'top';
/** When a recording begins if nothing else is said. */
const BEGINNING = Date.parse('2026-01-05T08:00:00Z');
/** More client frames there are not. */
const MOST_FRAMES = 8;

/** One document, and how many entries it has. */
interface Recorded {
  readonly info: DocumentInfo;
  readonly notes: Notes | null;
  count: number;
}

/** Makes a recorder; WWE's window is in it from the beginning. */
export function createRecorder({ clock, epoch, events, threw, withoutProbe }: RecorderParts): Recorder {
  const facts: Fact[] = [];
  /** The page in each frame. */
  const pages = new Map<number, Recorded>();
  const now = (): number => epoch + clock.now();
  let documents = 0;

  const begin = (info: Omit<DocumentInfo, 'document' | 'timeOrigin'>, notes: Notes | null): Recorded => {
    const document = `${now()}-${documents++}`;
    const recorded = { info: { ...info, document, timeOrigin: now() }, notes, count: 0 };
    facts.push({ what: 'document', info: recorded.info });
    return recorded;
  };
  const add = (
    to: Recorded,
    entry: Pick<Entry, 'sort' | 'kind' | 'name' | 'ref' | 'peer' | 'origin' | 'body'>,
  ): void => {
    to.count += 1;
    const { document, path } = to.info;
    const { sort, kind, name, ref, peer, origin, body } = entry;
    const whole = { n: to.count, t: now(), sort, kind, name, ref, peer, origin, path, body };
    facts.push({ what: 'entry', document, entry: whole });
  };
  const note = (page: Recorded, told: ReturnType<Notes['client']> | null): void => {
    if (told === null) return;
    const { kind, name = '', ref = '', body } = told;
    add(page, { sort: 'probe', kind, name, ref, peer: '', origin: '', body });
  };
  const wwe = begin({ url: `${WWE_ORIGIN}/ui/`, origin: WWE_ORIGIN, title: 'WWE', path: TOP, target: null }, null);

  const left = (frame: number): void => {
    const page = pages.get(frame);
    pages.delete(frame);
    if (page) facts.push({ what: 'ended', document: page.info.document, t: now() });
  };
  return {
    watch: {
      left,
      loaded(frame) {
        left(frame);
        const began = clock.now();
        const notes = withoutProbe ? null : createNotes({ now: () => clock.now() - began, events, threw });
        const path = `${TOP}/${frame}`;
        const url = `${PAGE_ORIGIN}/page?frame=${frame + 1}`;
        const page = begin({ url, origin: PAGE_ORIGIN, title: 'A page', path, target: TOP }, notes);
        pages.set(frame, page);
        note(page, notes?.client() ?? null);
      },
      sent(frame, message) {
        const [page, label] = [pages.get(frame), labelOf(message)];
        if (!page || !label) return;
        note(page, page.notes?.called(message, label) ?? null);
        if (label.kind === 'subscribe') note(page, page.notes?.subscribed() ?? null);
        const { path, origin } = page.info;
        add(wwe, { sort: 'wire', ...label, peer: path, origin, body: encode(message) });
      },
      heard(frame, message, forged) {
        const [page, label] = [pages.get(frame), labelOf(message)];
        // While a page loads, nobody hears anything.
        if (!page || !label) return;
        // The window that forges is the frame after those of the pages.
        const [peer, origin] = forged ? [`${TOP}/${MOST_FRAMES}`, OTHER_ORIGIN] : [TOP, WWE_ORIGIN];
        add(page, { sort: 'wire', ...label, peer, origin, body: encode(message) });
        for (const told of page.notes?.heard(message, label) ?? []) note(page, told);
      },
    },
    finish() {
      for (const { info } of [wwe, ...pages.values()]) facts.push({ what: 'seen', document: info.document, t: now() });
      return facts;
    },
  };
}

/** Runs a scenario in virtual time and records it. Throws as `runScenario`. */
export function recordScenario(scenario: Scenario, options: RecordOptions = {}): RecordedRun {
  const { epoch = BEGINNING, withoutProbe = false, ...rest } = options;
  const threw = scenario.demoPage?.behaviour === 'noisy' ? 'Error: a page with bad habits throws' : null;
  const made: Recorder[] = [];
  const { skipped } = runScenario(scenario, rest, (clock) => {
    const recorder = createRecorder({ clock, epoch, events: rest.subscribe ?? EVENTS, threw, withoutProbe });
    made.push(recorder);
    return recorder.watch;
  });
  return { facts: made.flatMap((recorder) => recorder.finish()), skipped };
}
