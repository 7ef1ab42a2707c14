/** Plays a recording to pages in virtual time, and records that. */
import { decodeWhole, type Fact } from '../../../../recording/index.ts';
import { isRecord } from '../../settings/is-record.ts';
import { labelOf } from '../../virtual/label.ts';
import { createRecorder } from '../../virtual/record.ts';
import { EVENTS } from '../../virtual/run-scenario.ts';
import { createVirtualClock } from '../../virtual/virtual-clock.ts';
import { createVirtualPages, type PagesWatch } from '../../virtual/virtual-pages.ts';
import type { ReplayPlan } from '../plan.ts';
import { createReplay } from '../replay.ts';
import type { ReplaySpeed, ReplayState } from '../replay-types.ts';

/** A request that a page makes of its own accord. */
export interface PageCall {
  readonly atMs: number;
  readonly frame: number;
  readonly message: object;
  /** How many messages the frame had got before it. */
  readonly heard: number;
}

/** What the pages of a recording asked for, but for the subscriptions with which each page begins. */
export function callsIn(facts: readonly Fact[], epoch: number): readonly PageCall[] {
  const heard = new Map<number, number>();
  const calls: PageCall[] = [];
  for (const fact of facts) {
    if (fact.what !== 'entry' || fact.entry.sort !== 'wire') continue;
    const { kind, t, peer, path, body } = fact.entry;
    if (path !== 'top') heard.set(frameOf(path), (heard.get(frameOf(path)) ?? 0) + 1);
    const message = kind === 'request' || kind === 'unsubscribe' ? decodeWhole(body) : null;
    if (!isRecord(message)) continue;
    const { referenceId: _ref, userAgent: _agent, protocolVersion: _version, ...rest } = message;
    const frame = frameOf(peer);
    calls.push({ atMs: t - epoch, frame, message: rest, heard: heard.get(frame) ?? 0 });
  }
  return calls;
}

function frameOf(path: string): number {
  return Number(path.split('/').at(-1));
}

/** How it is played. */
export interface PlayedOptions {
  readonly epoch: number;
  readonly lastsMs: number;
  readonly calls: readonly PageCall[];
  readonly threw?: string | null;
  readonly speed?: ReplaySpeed;
  /** How many requests each page has made before: its reference ids are others than those of the recording. */
  readonly offset?: number;
}

/** What came of it. */
export interface Played {
  readonly facts: readonly Fact[];
  readonly state: ReplayState;
}

/** Plays it. */
export function playPlan(plan: ReplayPlan, options: PlayedOptions): Played {
  const { epoch, lastsMs, calls, threw = null, speed = 1, offset = 0 } = options;
  const clock = createVirtualClock();
  const recorder = createRecorder({ clock, epoch, events: EVENTS, threw, withoutProbe: false });
  const waiting = [...calls];
  const heard = new Map<number, number>();
  /** At `max`, pages call as soon as they have got what they had got before. */
  const callWhenReady = (): void => {
    const next = waiting[0];
    if (speed !== 'max' || !next || next.heard > (heard.get(next.frame) ?? 0)) return;
    waiting.shift();
    clock.later(1, () => {
      control.send(next.frame, next.message);
      callWhenReady();
    });
  };
  const watch: PagesWatch = {
    ...recorder.watch,
    heard(frame, message, forged) {
      recorder.watch.heard?.(frame, message, forged);
      if (labelOf(message) === null) return;
      heard.set(frame, (heard.get(frame) ?? 0) + 1);
      callWhenReady();
    },
  };
  const pages = createVirtualPages({ clock, count: plan.frames, subscribe: EVENTS, watch, offset });
  const replay = createReplay(plan, speed, {
    now: clock.now,
    later: clock.later,
    post: (frame, message) => void control.post(frame, message),
    forge: (frame, message) => void control.forge(frame, message),
    reload: (frame) => void control.reloadPage(frame),
  });
  const control = pages.connect({
    receive: (key, _origin, message) => replay.receive(pages.numberOf(key) ?? -1, message),
    frameLoaded: () => undefined,
  });
  // What WWE sends at the same time comes first, unless it came after the call in the recording.
  for (const { atMs, frame, message } of speed === 'max' ? [] : calls) {
    clock.later(atMs, () => void clock.later(0, () => void control.send(frame, message)));
  }
  control.load();
  clock.pass(lastsMs);
  const facts = recorder.finish();
  // What is waited for at the end.
  clock.pass(10_000);
  return { facts, state: replay.state() };
}
