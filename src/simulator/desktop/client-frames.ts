/** The client frames on the desktop, and the windows beside them: pop-up and forger. */
import { type Signal, signal } from '@preact/signals';
import type { PageActs } from './control.ts';
import { isPageAddress } from './query.ts';
import type { Runtime } from './runtime.ts';

/** One client frame; a new `generation` makes a new frame element. */
export interface ClientFrame {
  readonly key: string;
  readonly url: string;
  readonly generation: number;
}

/** The frames and what can be done to them. */
export interface ClientFrames extends PageActs {
  readonly list: Signal<readonly ClientFrame[]>;
  /** Loads the nth page (from 0) anew; false if there is no such frame. */
  reloadFrame(frame: number): boolean;
  /** A frame element is in the page: its window is known from now on. */
  mounted(frame: ClientFrame, element: HTMLIFrameElement): void;
  loaded(frame: ClientFrame): void;
  /** The page in a dialog of WWE's desktop is a client too: known from now on, has loaded, is gone. */
  dialogMounted(id: string, url: string, element: HTMLIFrameElement): void;
  dialogLoaded(id: string): void;
  dialogGone(id: string): void;
}

/** Throws TypeError, in words: a frame with another address would take the whole desktop with it. */
function checkAddress(url: unknown): void {
  if (!isPageAddress(url)) throw new TypeError(`"${String(url)}" is not the whole address of a page, http or https.`);
}

/** What frames talk with. */
export interface FramesRuntime extends Pick<Runtime, 'frames'> {
  readonly wwe: Pick<Runtime['wwe'], 'frameLoaded' | 'frameGone'>;
}

/** Makes the frames. `urlOf(n)` is the address of the nth client page, from 1. */
export function createClientFrames(
  win: Window,
  { wwe, frames }: FramesRuntime,
  count: number,
  urlOf: (n: number) => string,
): ClientFrames {
  const make = (index: number, url: string | undefined, generation = 0): ClientFrame => ({
    key: `frame-${index}`,
    url: url ?? urlOf(index + 1),
    generation,
  });
  const list = signal<readonly ClientFrame[]>(Array.from({ length: count }, (_, index) => make(index, undefined)));
  let popups = 0;
  let forger: Promise<Window> | null = null;

  /** Another origin than WWE's and the clients': browsers resolve any name under `localhost` to this machine. */
  const openForger = (): Promise<Window> =>
    new Promise((resolve) => {
      const element = win.document.createElement('iframe');
      element.title = 'Forger';
      element.hidden = true;
      const listening = new AbortController();
      const ready = (event: MessageEvent<unknown>): void => {
        if (event.data !== 'forger ready' || event.source !== element.contentWindow) return;
        listening.abort();
        if (element.contentWindow !== null) resolve(element.contentWindow);
      };
      win.addEventListener('message', ready, { signal: listening.signal });
      element.src = `http://forger.localhost:${win.location.port}/forger/`;
      win.document.body.append(element);
    });

  return {
    list,
    mounted(frame, element) {
      if (element.contentWindow !== null) frames.enter(frame.key, element.contentWindow, new URL(frame.url).origin);
    },
    loaded: (frame) => wwe.frameLoaded(frame.key),
    dialogMounted(id, url, element) {
      if (element.contentWindow !== null) frames.enter(`dialog-${id}`, element.contentWindow, new URL(url).origin);
    },
    dialogLoaded: (id) => wwe.frameLoaded(`dialog-${id}`),
    dialogGone: (id) => wwe.frameGone(`dialog-${id}`),
    reloadFrame(wanted) {
      if (list.value[wanted] === undefined) return false;
      const next = (frame: ClientFrame): ClientFrame => ({ ...frame, generation: frame.generation + 1 });
      list.value = list.value.map((frame, index) => (index === wanted ? next(frame) : frame));
      return true;
    },
    reloadFrames() {
      list.value = list.value.map((frame) => ({ ...frame, generation: frame.generation + 1 }));
    },
    addFrame(url) {
      if (url !== undefined) checkAddress(url);
      list.value = [...list.value, make(list.value.length, url)];
    },
    removeFrame() {
      const last = list.value.at(-1);
      if (last === undefined) return;
      list.value = list.value.slice(0, -1);
      wwe.frameGone(last.key);
    },
    openPopup(url) {
      if (url !== undefined) checkAddress(url);
      const address = url ?? urlOf(list.value.length + 1);
      const opened = win.open(address, '_blank', 'popup,width=460,height=640');
      if (opened === null) return false;
      frames.enter(`popup-${popups++}`, opened, new URL(address).origin);
      return true;
    },
    async forge(frame, data) {
      const target = frames.list().find(({ key }) => key === `frame-${frame}`)?.target;
      // The forger reaches the client as any frame of the page could: by its place among the parent's frames.
      const place = Array.from({ length: win.frames.length }, (_, index) => index).find(
        (index) => win.frames[index] === target,
      );
      if (place === undefined) throw new RangeError(`There is no client frame ${frame}.`);
      forger ??= openForger();
      (await forger).postMessage({ forge: data, frame: place }, '*');
    },
  };
}
