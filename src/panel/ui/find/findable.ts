/** What can be searched though not all of it is drawn: a tree that is folded, a list of which a part is in sight. */
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** One place at which a text was found. */
export interface Found {
  /** Draws it, if it is not drawn: opens what is folded, brings its row into sight. */
  show(): void;
  /** Where it is drawn now; null: it is not. */
  range(): Range | null;
}

/** What searches a part of the details by itself. */
export interface Findable {
  /** What is searched: another one makes a search begin anew. */
  readonly of: unknown;
  /** Finds one place after the other; gives null now and then, so that who asks can stop. */
  search(needle: RegExp): Iterable<Found | null>;
}

const known = new WeakMap<Element, Findable>();

/** What searches an element by itself, if anything does. */
export function findableAt(element: Element): Findable | undefined {
  return known.get(element);
}

/** Lets what an element shows be searched by other means than its text. @param findable made anew at each drawing */
export function useFindable(element: RefObject<Element | null>, findable: Findable): void {
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return;
    const isNew = known.get(current)?.of !== findable.of;
    known.set(current, findable);
    if (isNew) current.dispatchEvent(new CustomEvent(FINDABLE_CHANGED, { bubbles: true }));
  });
}

/** Told by an element, to those above it, when something else is to be searched in it. */
export const FINDABLE_CHANGED = 'wwe-findable-changed';
