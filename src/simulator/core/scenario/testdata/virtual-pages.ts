/** Client pages without a browser: they subscribe when they are loaded, and call what a scenario tells them to. */
import { CLIENT_USER_AGENT, PROTOCOL_VERSION } from '../../../../protocol/messages.ts';
import type { Wwe } from '../../wwe.ts';
import type { Stage } from '../stage.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** What the pages need. */
export interface VirtualPagesParts {
  readonly clock: VirtualClock;
  readonly count: number;
  /** Names of events. Empty: the pages do not subscribe. */
  readonly subscribe: readonly string[];
  /** A message came to a page. */
  readonly heard: (frame: number, message: unknown, forged: boolean) => void;
}

/** The pages. */
export interface VirtualPages {
  /** The number of the frame that WWE knows by this key; null: none of ours. */
  numberOf(key: string): number | null;
  /** Puts the pages around a WWE; they are loaded by `load`. */
  connect(wwe: Wwe): { readonly stage: Stage; readonly load: () => void };
}

/** How long a page takes to load anew, ms. */
const LOAD_MS = 100;
const ORIGIN = 'https://client.example';

/** Makes the pages. */
export function createVirtualPages({ clock, count, subscribe, heard }: VirtualPagesParts): VirtualPages {
  const keys = Array.from({ length: count }, (_, frame) => `frame-${frame}`);
  // As in the client library: a counter for each page, anew at each load (docs/protocol.md#sending).
  const counters = keys.map(() => 0);
  return {
    numberOf(key) {
      const frame = keys.indexOf(key);
      return frame < 0 ? null : frame;
    },
    connect(wwe) {
      const send = (frame: number, message: object): boolean => {
        const key = keys[frame];
        const referenceId = counters[frame];
        if (key === undefined || referenceId === undefined) return false;
        counters[frame] = referenceId + 1;
        const stamp = {
          referenceId: String(referenceId),
          userAgent: CLIENT_USER_AGENT,
          protocolVersion: PROTOCOL_VERSION,
        };
        wwe.receive(key, ORIGIN, structuredClone({ ...message, ...stamp }));
        return true;
      };
      const load = (frame: number): void => {
        const key = keys[frame];
        if (key === undefined) return;
        counters[frame] = 0;
        if (subscribe.length > 0) send(frame, { event: 'subscribe', data: subscribe });
        wwe.frameLoaded(key);
      };
      const reload = (frame: number): boolean => {
        if (keys[frame] === undefined) return false;
        clock.later(LOAD_MS, () => load(frame));
        return true;
      };
      const post =
        (forged: boolean) =>
        (frame: number, message: unknown): boolean => {
          if (keys[frame] === undefined) return false;
          heard(frame, message, forged);
          return true;
        };
      const stage: Stage = {
        wwe,
        page: (frame, request, parameters) =>
          send(frame, parameters.length > 0 ? { request, parameters } : { request }),
        reloadPage: reload,
        reloadFrames() {
          for (const frame of keys.keys()) reload(frame);
        },
        post: post(false),
        forge: post(true),
      };
      return { stage, load: () => [...keys.keys()].forEach(load) };
    },
  };
}
