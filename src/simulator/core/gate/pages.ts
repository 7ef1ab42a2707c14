/**
 * Which page of a frame a message comes from. WWE is told only that a frame has loaded, and that comes after the new
 * page's scripts have run: what they sent must not be taken for the old page's. A client numbers its messages from "0"
 * anew in each page (scapi.md §1.2), so an id that was there before, after the load event, is a new page's.
 */

/** The pages of all frames. */
export interface Pages {
  /**
   * Notes a message. Returns the number of the latest page that it can be from: the present one, or, where its id
   * tells nothing, the next one, which may be loading already.
   */
  heard(frame: string, ref: unknown): number;
  /** The frame's load event; returns the number of the page that is now in it. */
  loaded(frame: string): number;
  /** The frame is gone. */
  forget(frame: string): void;
}

interface Shown {
  page: number;
  /** Whether its load event has come. */
  loaded: boolean;
  /** Highest id of the page; -1: none yet. */
  highest: number;
}

/** Numbers as the client library counts them; longer ones (times, random numbers) do not start anew. */
const COUNTED = /^\d{1,6}$/;

/**
 * Starts with no frames. `began` is told when a frame shows a new page, at its first sign. A second client that a page
 * makes after its load event counts from "0" as well and is taken for a new page; a load event is still needed before
 * anything is forgotten for that.
 */
export function createPages(began: (frame: string) => void): Pages {
  const frames = new Map<string, Shown>();
  const shownIn = (frame: string): Shown => {
    const shown = frames.get(frame) ?? { page: 0, loaded: false, highest: -1 };
    frames.set(frame, shown);
    return shown;
  };
  return {
    heard(frame, ref) {
      const shown = shownIn(frame);
      if (typeof ref !== 'string' || !COUNTED.test(ref)) return shown.loaded ? shown.page + 1 : shown.page;
      const id = Number(ref);
      if (shown.loaded && id <= shown.highest) {
        Object.assign(shown, { page: shown.page + 1, loaded: false, highest: id });
        began(frame);
      }
      shown.highest = Math.max(shown.highest, id);
      return shown.page;
    },
    loaded(frame) {
      const shown = shownIn(frame);
      if (shown.loaded) {
        Object.assign(shown, { page: shown.page + 1, highest: -1 });
        began(frame);
      }
      shown.loaded = true;
      return shown.page;
    },
    forget: (frame) => void frames.delete(frame),
  };
}
