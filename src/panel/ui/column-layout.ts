/** Which columns a table shows, in which order, and how wide each is: together always as wide as the table. Pure. */

/** What the layout knows of a column. Widths in CSS px. */
export interface LayoutColumn {
  readonly id: string;
  /** Its name in the settings. */
  readonly key: string;
  /** Its share of the table, beside the widths of the others. */
  readonly width: number;
  /** What it has at least while nobody changed a width and there is room for all. */
  readonly least: number;
  /** The width of the table from which on it is shown, where the user chose nothing. */
  readonly from: number;
  /** Names a row, or says how it ended: it stays beside open details. */
  readonly staysBeside: boolean;
}

/** What the user chose, by the columns' keys. */
export interface ColumnChoice {
  readonly widths: Readonly<Record<string, number>>;
  readonly shown: Readonly<Record<string, boolean>>;
  /** Ids in the order chosen; those that are not in it stand where they stood. */
  readonly order: readonly string[];
}

/** No column is made narrower than that while another one can be. */
export const NARROWEST = 24;

/** All columns in the order chosen. */
export function orderedColumns<Column extends LayoutColumn>(
  columns: readonly Column[],
  order: readonly string[],
): readonly Column[] {
  const chosen = order.flatMap((id) => columns.find((one) => one.id === id) ?? []);
  const result = [...new Set(chosen)];
  for (const [index, column] of columns.entries()) {
    if (result.includes(column)) continue;
    const before = columns[index - 1];
    result.splice(before ? result.indexOf(before) + 1 : 0, 0, column);
  }
  return result;
}

/**
 * The columns that are shown, at least one.
 * @param columns in their order
 * @param width of the table; 0 where it is not known
 * @param isBeside whether details are open beside the table
 */
export function shownColumns<Column extends LayoutColumn>(
  columns: readonly Column[],
  shown: ColumnChoice['shown'],
  width: number,
  isBeside: boolean,
): readonly Column[] {
  const wanted = columns.filter(({ key, from }) => shown[key] ?? (width === 0 || width >= from));
  const visible = wanted.length > 0 ? wanted : columns.slice(0, 1);
  const brief = isBeside ? visible.filter(({ staysBeside }) => staysBeside) : [];
  return brief.length > 0 ? brief : visible;
}

/** The widths of the shown columns, in whole px; their sum is the table's. */
export function widthsOf(
  columns: readonly LayoutColumn[],
  chosen: ColumnChoice['widths'],
  total: number,
): readonly number[] {
  const least = columns.map(({ key, least: own }) => (chosen[key] === undefined ? own : NARROWEST));
  const shares = columns.map(({ key, width }) => chosen[key] ?? width);
  return wholeNumbers(sum(least) >= total ? scaled(least, total) : byShare(shares, least, total), total);
}

/** By share, but none has less than its least. */
function byShare(shares: readonly number[], least: readonly number[], total: number): readonly number[] {
  const isFixed = shares.map(() => false);
  for (;;) {
    const fixed = sum(least.filter((_, index) => isFixed[index]));
    const rest = sum(shares.filter((_, index) => !isFixed[index]));
    const widths = shares.map((share, index) =>
      isFixed[index] ? (least[index] ?? 0) : ((total - fixed) * share) / (rest || 1),
    );
    const short = widths.findIndex((width, index) => !isFixed[index] && width < (least[index] ?? 0));
    if (short < 0) return widths;
    isFixed[short] = true;
  }
}

/**
 * The widths after one was changed. The columns after it give or take the difference, then those before it.
 * @param to px
 */
export function resized(widths: readonly number[], index: number, to: number): readonly number[] {
  const before = widths[index];
  if (before === undefined) return widths;
  const next = [...widths];
  const others = [...next.keys()].slice(index + 1).concat([...next.keys()].slice(0, index).reverse());
  let more = Math.round(Math.max(NARROWEST, to)) - before;
  if (more < 0) more = Math.max(more, Math.min(0, NARROWEST - before));
  let given = 0;
  for (const other of others) {
    const width = next[other] ?? 0;
    const change = more > 0 ? Math.min(more - given, Math.max(0, width - NARROWEST)) : more - given;
    next[other] = width - change;
    given += change;
    if (given === more) break;
  }
  next[index] = before + given;
  return next;
}

/**
 * Widths as they are remembered: the shown columns together have the same share as before, so that those that are not shown
 * now come back as wide beside them as they were.
 */
export function rememberedWidths(
  columns: readonly LayoutColumn[],
  chosen: ColumnChoice['widths'],
  widths: readonly number[],
): Readonly<Record<string, number>> {
  const shares = sum(columns.map(({ key, width }) => chosen[key] ?? width));
  const total = sum(widths);
  if (total <= 0) return chosen;
  const next = columns.map(({ key }, index) => [key, Math.max(1, ((widths[index] ?? 0) * shares) / total)] as const);
  return { ...chosen, ...Object.fromEntries(next) };
}

/** The order after a column was put at another place. @param before id of the one that it stands before; null: at the end */
export function movedColumn(order: readonly string[], id: string, before: string | null): readonly string[] {
  if (id === before) return order;
  const others = order.filter((one) => one !== id);
  const at = before === null ? others.length : others.indexOf(before);
  return [...others.slice(0, at), id, ...others.slice(at)];
}

function scaled(numbers: readonly number[], total: number): readonly number[] {
  const all = sum(numbers) || 1;
  return numbers.map((one) => (one * total) / all);
}

/** Rounded so that the sum stays. */
function wholeNumbers(numbers: readonly number[], total: number): readonly number[] {
  let exact = 0;
  let given = 0;
  return numbers.map((one, index) => {
    exact += one;
    const end = index === numbers.length - 1 ? total : Math.round(exact);
    const whole = end - given;
    given = end;
    return whole;
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}

/** A table's columns. */
export interface TableColumns<Column extends LayoutColumn = LayoutColumn> {
  /** All, in their order. */
  readonly all: readonly Column[];
  readonly shown: readonly Column[];
  /** Those that are shown while no details are open. */
  readonly wanted: readonly Column[];
  /** Of the shown ones, in CSS px. */
  readonly widths: readonly number[];
  /** Whether anything is other than at first. */
  readonly isChosen: boolean;
  resize(index: number, to: number): void;
  show(column: Column, isShown: boolean): void;
  /** @param before id of the column that it is to stand before; null: at the end */
  move(id: string, before: string | null): void;
  /** As at first. */
  reset(): void;
}
