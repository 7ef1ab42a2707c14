/**
 * Which page of a frame a message comes from. WWE is told only that a frame has loaded, and that comes after the new
 * page's scripts have run: what they sent must not be taken for the old page's. A client numbers its messages from "0"
 * anew in each page (docs/protocol.md#sending), so an id that was there before, after the load event, may be a new
 * page's. It may as well be of a second client in the same page. Only the next load event tells which.
 */

/** Which page a message is from. */
export interface Sender {
  /**
   * The number of the latest page that it can be from: the present one, or, where its id does not tell, the next one,
   * which may be loading already.
   */
  readonly page: number;
  /** Whether it is surely of the page that is there; after a load event it can as well be of the next one. */
  readonly isSure: boolean;
}

/** The pages of all frames. */
export interface Pages {
  /** Notes a message. */
  heard(frame: string, ref: unknown): Sender;
  /** The frame's load event; returns the number of the page that is now in it. */
  loaded(frame: string): number;
  /** The frame is gone. */
  forget(frame: string): void;
}

/** Who is told of new pages. */
export interface PagesParts {
  /** A frame may show a new page: its first sign. */
  readonly perhapsBegan: (frame: string) => void;
  /** A frame shows a new page: its load event came. `perhapsBegan` came before. */
  readonly began: (frame: string) => void;
}

interface Shown {
  page: number;
  /** Whether the load event of that page has come. */
  loaded: boolean;
  /** Whether an id told of that page, and no load event yet. */
  guessed: boolean;
  /** Highest id of the page; -1: none yet. */
  highest: number;
}

/** Numbers as the client library counts them; longer ones (times, random numbers) do not start anew. */
const COUNTED = /^\d{1,6}$/;

/** Starts with no frames. */
export function createPages({ perhapsBegan, began }: PagesParts): Pages {
  const frames = new Map<string, Shown>();
  const shownIn = (frame: string): Shown => {
    const shown = frames.get(frame) ?? { page: 0, loaded: false, guessed: false, highest: -1 };
    frames.set(frame, shown);
    return shown;
  };
  return {
    heard(frame, ref) {
      const shown = shownIn(frame);
      const isSure = !shown.loaded && !shown.guessed;
      if (typeof ref !== 'string' || !COUNTED.test(ref)) {
        return { page: shown.loaded ? shown.page + 1 : shown.page, isSure };
      }
      const id = Number(ref);
      if (shown.loaded && id <= shown.highest) {
        Object.assign(shown, { page: shown.page + 1, loaded: false, guessed: true, highest: id });
        perhapsBegan(frame);
      }
      shown.highest = Math.max(shown.highest, id);
      return { page: shown.page, isSure };
    },
    loaded(frame) {
      const shown = shownIn(frame);
      if (shown.loaded) {
        Object.assign(shown, { page: shown.page + 1, highest: -1 });
        perhapsBegan(frame);
      }
      if (shown.loaded || shown.guessed) began(frame);
      Object.assign(shown, { loaded: true, guessed: false });
      return shown.page;
    },
    forget: (frame) => void frames.delete(frame),
  };
}
