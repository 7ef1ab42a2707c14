/** Long lists: which rows are to be in the page, and how much room the others take. */

/** A row by its index, or a gap of so many CSS px in place of rows that are out of sight. */
export type Segment = { readonly row: number } | { readonly gap: number; readonly before: number };

/** What is drawn beyond the visible part, CSS px: enough for Tab and for a quick turn of the wheel. */
const MARGIN = 600;

/**
 * The rows in sight from `top` over `height` px, and those for which `keep` says so wherever they are; gaps in place of
 * the others.
 */
export function segmentsOf(
  heights: readonly number[],
  { top, height }: { readonly top: number; readonly height: number },
  keep: (row: number) => boolean = () => false,
): readonly Segment[] {
  const segments: Segment[] = [];
  let [y, gap] = [0, 0];
  heights.forEach((own, row) => {
    const inSight = y + own >= top - MARGIN && y <= top + height + MARGIN;
    y += own;
    if (!inSight && !keep(row)) {
      gap += own;
      return;
    }
    if (gap > 0) segments.push({ gap, before: row });
    gap = 0;
    segments.push({ row });
  });
  if (gap > 0) segments.push({ gap, before: heights.length });
  return segments;
}
