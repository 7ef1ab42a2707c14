/** How wide a column is to be for what stands in it, as far as it is drawn. */

/** Space at both sides of a cell's content, and its border, in CSS px. */
const AROUND = 14;

/**
 * The width that holds the longest content of a column's cells, and its title.
 * @param inside an element of the table
 * @param index of the column among the shown ones
 */
export function fittingWidth(inside: Element, index: number): number {
  const table = inside.closest('.table');
  let widest = 0;
  for (const row of table?.querySelectorAll('[role=row]:not(.case-row)') ?? []) {
    const cell = row.children[index];
    if (!cell) continue;
    const range = document.createRange();
    range.selectNodeContents(cell.querySelector('.header-button') ?? cell);
    const { paddingLeft } = getComputedStyle(cell);
    widest = Math.max(widest, range.getBoundingClientRect().width + Math.max(0, Number.parseFloat(paddingLeft) - 6));
  }
  return Math.ceil(widest) + AROUND;
}
