/** Lets the search in details find what is equal in a comparison, and folded. */
import type { RefObject } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Found, useFindable } from '../../ui/find/findable.ts';
import { spansIn } from '../../ui/find/needle.ts';
import { maskOf, nameParts, plainText, quotedPart } from '../json/line-text.ts';
import { childCount } from '../json/shape.ts';
import { placesIn } from '../json/tree-find.ts';
import type { Compared } from './compare.ts';

const NONE: ReadonlySet<string> = new Set();
/** A longer text is a tree, which opens it piece by piece. Characters. */
export const LONGEST_PLAIN = 500;

/** What a value's line says, as one text; null: the value is a tree of its own. */
export function plainOf({ names }: Compared, value: unknown): string | null {
  const isLong = typeof value === 'string' && value.length > LONGEST_PLAIN;
  if (childCount(value) > 0 || isLong || maskOf({ level: 1, label: '', names, value }, false) !== null) return null;
  return typeof value === 'string' ? quotedPart(value, { from: 0, to: value.length }) : plainText(value);
}

/**
 * Makes equal values findable while they are folded; opened, they are found as they are drawn, in the same order.
 * @param element the line that stands for them
 * @param values none: they are opened
 */
export function useFindEqual(element: RefObject<Element | null>, values: readonly Compared[], show: () => void): void {
  const found: Found = { show, range: () => null };
  function* search(needle: RegExp): Generator<Found | null> {
    for (const one of values) {
      const { name, separator } = nameParts({ level: 2, label: one.label, names: one.names, value: one.after });
      const plain = plainOf(one, one.after);
      for (const span of spansIn(name + separator + (plain ?? ''), needle)) yield span && found;
      if (plain !== null) continue;
      for (const place of placesIn({ value: one.after, names: one.names, shown: NONE }, needle)) yield place && found;
    }
  }
  useFindable(
    element,
    useMemo(() => ({ of: {}, search }), [values]),
  );
}
