/** Which rows of a table are selected. Pure. */

/** The lines of a table, as selecting needs them. */
export interface SelectableLines {
  readonly length: number;
  /** What names the line in the selection; undefined where there is none. */
  keyAt(index: number): string | undefined;
  /** Where the line of a key stands; -1 if it is not there. */
  indexOf(key: string): number;
}

/** The selected lines. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  /** From where a range goes: the line that was selected last without Shift. */
  readonly anchor: string | null;
}

/** Nothing is selected. */
export const NO_SELECTION: Selection = { keys: new Set(), anchor: null };

/** One line alone. */
export function selectOnly(key: string): Selection {
  return { keys: new Set([key]), anchor: key };
}

/** One line more, or less. */
export function toggle({ keys }: Selection, key: string): Selection {
  const next = new Set(keys);
  if (!next.delete(key)) next.add(key);
  return { keys: next, anchor: key };
}

/** All lines from the anchor to one; from that one alone, where there is no anchor. */
export function selectTo({ anchor }: Selection, lines: SelectableLines, key: string): Selection {
  const to = lines.indexOf(key);
  const from = anchor === null ? to : lines.indexOf(anchor);
  if (from < 0) return selectOnly(key);
  return { keys: keysBetween(lines, Math.min(from, to), Math.max(from, to)), anchor: anchor ?? key };
}

/** All lines. */
export function selectAll({ anchor }: Selection, lines: SelectableLines): Selection {
  return { keys: keysBetween(lines, 0, lines.length - 1), anchor };
}

/** The places of the selected lines, from the top. Those that are not in the table any more are left out. */
export function selectedPlaces({ keys }: Selection, lines: SelectableLines): readonly number[] {
  const places = new Set<number>();
  for (const key of keys) {
    const place = lines.indexOf(key);
    if (place >= 0) places.add(place);
  }
  return [...places].sort((a, b) => a - b);
}

function keysBetween(lines: SelectableLines, first: number, last: number): ReadonlySet<string> {
  const keys = new Set<string>();
  for (let index = Math.max(0, first); index <= last; index += 1) {
    const key = lines.keyAt(index);
    if (key !== undefined) keys.add(key);
  }
  return keys;
}
