/**
 * Naming windows by their place among the tab's frames. Only what is readable across origins is used:
 * `parent`, `top`, `opener`, `length` and the frame indexes.
 */
import type { WindowPath } from '../entry/entry.ts';

/** A frame tree larger than this is searched no further: a page may nest frames without end. */
const MOST_WINDOWS = 2_000;

/** Names windows, from one window's point of view. */
export interface Windows {
  /**
   * This window's own path from the tab's top; of a removed one, the last; `unknown` for one that never was in a frame list.
   * @param isQuick what was in no list before is not looked for again
   */
  own(isQuick?: boolean): WindowPath;
  /** The name of the window that posted a message. @param isQuick as above */
  nameOf(source: Window, isQuick?: boolean): WindowPath;
  /** The window at a path now, or null. Understands `opener` and paths from `top`. */
  at(path: WindowPath): Window | null;
  /** The window that a client in this window talks to: opener, else parent (docs/protocol.md#sending-target-window). */
  target(): Window | null;
}

/** Names windows from `self`'s point of view. Found places are remembered, and looked at again at every use. */
export function createWindows(self: Window): Windows {
  const known = new WeakMap<Window, { readonly path: readonly number[]; readonly name: WindowPath }>();
  /** Pop-ups, frames in shadow roots, removed ones: each search for them goes through all frames. */
  const unlisted = new WeakSet<Window>();

  // It never changes while this window's document lives, and asking costs as much as all else here.
  const top = self.top ?? self;
  // Likewise; and while a page comes back from the back/forward cache, Firefox gives it out to nobody.
  const { parent } = self;

  /** While a page comes back from the back/forward cache, Firefox does not tell; one in a frame has its parent all the same. */
  function opener(): Window | null {
    try {
      return self.opener;
    } catch {
      return null;
    }
  }

  function walk(path: readonly number[]): Window | null {
    let place: Window | undefined = top;
    try {
      for (const index of path) place = place?.[index];
    } catch {
      // Of another origin's window, an index beyond its frames throws: a frame before it may have gone. Looking at its
      // `length` first is five times as slow as this.
      return null;
    }
    return place ?? null;
  }

  /** @returns null: in no list; undefined: nobody may look now */
  function search(wanted: Window): readonly number[] | null | undefined {
    const queue: { place: Window; path: readonly number[] }[] = [{ place: top, path: [] }];
    try {
      // It grows while it is walked.
      for (const { place, path } of queue) {
        if (place === wanted) return path;
        for (let i = 0; i < place.length && queue.length < MOST_WINDOWS; i += 1) {
          const child = place[i];
          if (child) queue.push({ place: child, path: [...path, i] });
        }
      }
    } catch {
      // While a page goes into the back/forward cache or comes back, Firefox lets nobody look at its windows.
      return undefined;
    }
    return null;
  }

  function pathOf(place: Window, isQuick = false): WindowPath | null {
    const found = known.get(place);
    if (found && walk(found.path) === place) return found.name;
    if (isQuick && unlisted.has(place)) return null;
    const path = search(place);
    if (path === null) unlisted.add(place);
    if (!path) return path === undefined && found ? found.name : null;
    const name = ['top', ...path].join('/');
    known.set(place, { path, name });
    return name;
  }

  return {
    // A window that was removed says goodbye under the name that it had.
    own: (isQuick) => pathOf(self, isQuick) ?? known.get(self)?.name ?? 'unknown',
    nameOf(source, isQuick) {
      if (source === self) return 'self';
      if (source === opener()) return 'opener';
      const path = pathOf(source, isQuick);
      if (path) return path;
      return source.opener === self ? 'popup' : 'unknown';
    },
    at(path) {
      if (path === 'opener') return opener();
      if (!/^top(\/\d+)*$/.test(path)) return null;
      return walk(path.split('/').slice(1).map(Number));
    },
    target: () => opener() ?? (parent === self ? null : parent),
  };
}
