/** Brings a found place of a tree onto the screen, and tells where it stands there. */
import { partsIn, rangeOf } from '../../ui/find/dom-text.ts';
import { BEGINNING, nameParts, PIECE, quotedPart, type Shown } from './line-text.ts';
import type { TreeRow } from './rows.ts';
import type { TreePlace } from './tree-find.ts';

/** What is shown of long texts, so that a place is: as before, more, or from there on where that is far away. */
export function withPlace(
  parts: ReadonlyMap<string, Shown>,
  { path, piece, to: end }: TreePlace,
): ReadonlyMap<string, Shown> {
  const before = parts.get(path) ?? BEGINNING;
  // What begins in this piece may end in the next one.
  const to = piece + 2 * PIECE;
  if (piece === 0 && before.from === 0 && end <= before.to) return parts;
  if (piece >= before.from && to <= before.to) return parts;
  const isNext = piece >= before.from && piece <= before.to;
  return new Map(parts).set(path, isNext ? { from: before.from, to } : { from: piece, to });
}

/** What a tree has drawn. */
export interface DrawnTree {
  readonly rows: readonly TreeRow[];
  readonly parts: ReadonlyMap<string, Shown>;
}

const places = new WeakMap<readonly TreeRow[], ReadonlyMap<string, number>>();

/** Where a place stands in the lines that are drawn, each a child of `lines`; null: it is not drawn. */
export function rangeInLine(lines: Element | null, { rows, parts }: DrawnTree, place: TreePlace): Range | null {
  const index = indexes(rows).get(place.path);
  const row = index === undefined ? undefined : rows[index];
  const line = index === undefined ? undefined : lines?.children[index];
  if (row?.kind !== 'value' || !line) return null;
  const part = parts.get(place.path) ?? BEGINNING;
  let before = 0;
  if (place.piece > 0) {
    if (typeof row.value !== 'string' || place.piece < part.from || place.piece >= part.to) return null;
    const { name, separator } = nameParts(row);
    const skipped = { from: part.from, to: place.piece };
    before = name.length + separator.length + (part.from === place.piece ? 0 : quotedPart(row.value, skipped).length);
  } else if (part.from > 0) return null;
  const [text] = partsIn(line);
  if (text?.is !== 'text') return null;
  return rangeOf(text.of, { from: before + place.from, to: before + place.to });
}

function indexes(rows: readonly TreeRow[]): ReadonlyMap<string, number> {
  const known = places.get(rows);
  if (known) return known;
  const made = new Map(rows.flatMap((row, index) => (row.kind === 'value' ? [[row.path, index] as const] : [])));
  places.set(rows, made);
  return made;
}
