/** Marks places of the document without changing it: by the browser's custom highlights, where it has them. */

const ALL = 'found';
const NOW = 'found-now';

/** Marks places, and the one that one is at; those marked before are marked no longer. */
export function markRanges(all: readonly Range[], now: Range | null): void {
  // Firefox before 140 has none: there the place that one is at is selected.
  if (!('highlights' in CSS)) {
    if (now) selectRange(now);
    return;
  }
  CSS.highlights.set(ALL, new Highlight(...all));
  if (!now) {
    CSS.highlights.delete(NOW);
    return;
  }
  const highlight = new Highlight(now);
  highlight.priority = 1;
  CSS.highlights.set(NOW, highlight);
}

/** Marks nothing any more. */
export function unmark(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(NOW);
}

/** Selects a place, as if the user had. */
export function selectRange(range: Range): void {
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(range);
}

/** Scrolls a place into sight. @param scroller what scrolls around it */
export function scrollToRange(range: Range, scroller: Element): void {
  const place = range.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  if (place.top < frame.top || place.bottom > frame.bottom)
    scroller.scrollTop += place.top - frame.top - frame.height / 3;
  if (place.left < frame.left || place.right > frame.right)
    scroller.scrollLeft += place.left - frame.left - frame.width / 3;
}
