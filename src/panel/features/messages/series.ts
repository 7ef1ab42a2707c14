/** Rows in some order, read where they stand: copying them for every batch would cost as much as there are. */
import type { MessageRow } from '../../../session/messages-model.ts';
import type { TableView } from '../../../table/table.ts';

/** Rows in some order, as they are now. Once they are others, it is another object, and the one before is out of date. */
export interface RowSeries {
  readonly length: number;
  at(index: number): MessageRow | undefined;
  /** Where the row of an entry stands; -1 where it is not among them. @param key of any entry of the row */
  indexOf(key: string): number;
}

/** Rows in the order of the wire, with the table that holds them. */
export interface FollowedRows extends RowSeries {
  readonly table: TableView<MessageRow>;
}

/**
 * The rows of a table, as it is now.
 * @param rowOf the row of a member of the table
 * @param find the row of an entry
 */
export function seriesOf<Member>(
  table: TableView<Member>,
  rowOf: (one: Member) => MessageRow,
  find: (key: string) => MessageRow | undefined,
): RowSeries & { readonly table: TableView<Member> } {
  return {
    table,
    get length() {
      return table.rows.length;
    },
    at(index) {
      const one = table.rows[index];
      return one && rowOf(one);
    },
    indexOf: (key) => table.indexOf(find(key)?.key ?? ''),
  };
}
