/** Rows as text for the clipboard: a table of Markdown, or cells as spreadsheets take them. Pure. */

/** Rows as they are copied: values as they are, not as they are drawn. */
export interface CopiedTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** What a spreadsheet would run as a formula. Numbers of telephones begin so, too, and do nothing. */
const FORMULA = /^[=@\t\r]|^[+-](?![\d .()/-]*$)/;

/** A table in Markdown. What would end a cell or begin an element of HTML is escaped. */
export function markdownOf({ head, rows }: CopiedTable): string {
  const line = (cells: readonly (string | number | null)[]) =>
    `| ${cells.map((cell) => markdownText(String(cell ?? ''))).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A text in Markdown, in one line. */
export function markdownText(text: string): string {
  return text.replaceAll(/[\\|`*_[\]<>&]/g, '\\$&').replaceAll(/\s*[\r\n]+\s*/g, ' ');
}

/**
 * Cells with tabs between them, a line a row. A cell that holds a tab, an end of line or a quote stands in quotes. A text
 * that a spreadsheet would run gets an apostrophe, which spreadsheets take for: this is text.
 */
export function tsvOf({ head, rows }: CopiedTable): string {
  return [head, ...rows].map((cells) => cells.map(tsvCell).join('\t')).join('\n');
}

function tsvCell(cell: string | number | null): string {
  if (typeof cell !== 'string') return String(cell ?? '');
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
