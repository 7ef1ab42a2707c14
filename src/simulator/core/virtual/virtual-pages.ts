/** Client pages without a browser: they subscribe when they are loaded, and call what a scenario tells them to. */
import { CLIENT_USER_AGENT, PROTOCOL_VERSION } from '../../../protocol/messages.ts';
import type { Stage } from '../scenario/stage.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** Told what happens to the pages. Frames are numbered from 0. */
export interface PagesWatch {
  /** A page is there, and sends nothing yet. */
  loaded?(frame: number): void;
  /** The page is gone: another is being loaded. */
  left?(frame: number): void;
  /** A page posts a message to WWE. */
  sent?(frame: number, message: unknown): void;
  /** A message is posted to a frame. @param forged by a window that is not WWE's */
  heard?(frame: number, message: unknown, forged: boolean): void;
}

/** What the pages talk with: a WWE, or what stands for it. */
export interface PagesHost {
  receive(key: string, origin: string, message: unknown): void;
  frameLoaded(key: string): void;
}

/** What the pages need. */
export interface VirtualPagesParts {
  readonly clock: VirtualClock;
  readonly count: number;
  /** Names of events. Empty: the pages do not subscribe. */
  readonly subscribe: readonly string[];
  readonly watch: PagesWatch;
  /** The first reference id of each page. Default: 0, as in the client library. */
  readonly offset?: number;
}

/** What can be done to the pages: a stage without its WWE; and `load`, which loads all of them for the first time. */
export interface PagesControl extends Omit<Stage, 'wwe'> {
  load(): void;
  /** Posts a message of a page to WWE, with the page's next reference id. False: there is no such frame. */
  send(frame: number, message: object): boolean;
}

/** The pages. */
export interface VirtualPages {
  /** The number of the frame that WWE knows by this key; null: none of ours. */
  numberOf(key: string): number | null;
  /** Puts the pages around a WWE. */
  connect(host: PagesHost): PagesControl;
}

/** How long a page takes to load anew, ms. */
const LOAD_MS = 100;
/** Where the pages come from. */
export const PAGE_ORIGIN = 'https://client.example';

/** Makes the pages. */
export function createVirtualPages({ clock, count, subscribe, watch, offset = 0 }: VirtualPagesParts): VirtualPages {
  const keys = Array.from({ length: count }, (_, frame) => `frame-${frame}`);
  // As in the client library: a counter for each page, anew at each load (docs/protocol.md#sending).
  const counters = keys.map(() => offset);
  return {
    numberOf(key) {
      const frame = keys.indexOf(key);
      return frame < 0 ? null : frame;
    },
    connect(host) {
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
        const posted = structuredClone({ ...message, ...stamp });
        watch.sent?.(frame, posted);
        host.receive(key, PAGE_ORIGIN, posted);
        return true;
      };
      const load = (frame: number): void => {
        const key = keys[frame];
        if (key === undefined) return;
        counters[frame] = offset;
        watch.loaded?.(frame);
        if (subscribe.length > 0) send(frame, { event: 'subscribe', data: subscribe });
        host.frameLoaded(key);
      };
      const reload = (frame: number): boolean => {
        if (keys[frame] === undefined) return false;
        watch.left?.(frame);
        clock.later(LOAD_MS, () => load(frame));
        return true;
      };
      const post =
        (forged: boolean) =>
        (frame: number, message: unknown): boolean => {
          if (keys[frame] === undefined) return false;
          watch.heard?.(frame, message, forged);
          return true;
        };
      return {
        page: (frame, request, parameters) =>
          send(frame, parameters.length > 0 ? { request, parameters } : { request }),
        reloadPage: reload,
        reloadFrames() {
          for (const frame of keys.keys()) reload(frame);
        },
        post: post(false),
        forge: post(true),
        send,
        load: () => [...keys.keys()].forEach(load),
      };
    },
  };
}
