/** Lets the search in details find keys that are not drawn yet. */
import type { RefObject } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Found, useFindable } from '../../ui/find/findable.ts';
import { spansIn } from '../../ui/find/needle.ts';
import { oneLine } from '../../values/json/shape.ts';
import type { Edits } from './edits.ts';

/** Keys between two pauses. */
const KEYS = 50;
/** So much of a value is looked through: as much as a cell shows. */
const MOST_CHARACTERS = 2_000;

/**
 * Makes the keys after the first `drawn` ones findable.
 * @param element stands for them
 * @param show draws so many keys
 */
export function useFindKeys(
  element: RefObject<Element | null>,
  { seen }: Pick<Edits, 'seen'>,
  drawn: number,
  show: (most: number) => void,
): void {
  function* search(needle: RegExp): Generator<Found | null> {
    let place = 0;
    for (const [key, value] of seen) {
      place += 1;
      if (place % KEYS === 0) yield null;
      if (place <= drawn) continue;
      const most = place;
      const found = { show: () => show(most), range: () => null };
      for (const text of [key, oneLine(value, MOST_CHARACTERS, [key])])
        for (const span of spansIn(text, needle)) yield span && found;
    }
  }
  useFindable(
    element,
    useMemo(() => ({ of: {}, search }), [seen, drawn]),
  );
}
