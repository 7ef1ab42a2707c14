/** The rows of a list that pass, kept up to date where it changed. Pure. */
import { compareRows, type MessageList, type MessageRow } from '../../../session/messages-model.ts';
import { DerivedTable } from '../../../table/table.ts';
import { type FollowedRows, seriesOf } from './series.ts';

/**
 * Judges the rows that have changed since the last time. @returns all that pass; the same object where they are the same
 * @param again keys of rows that are judged too, though they are as they were; null: all
 */
export type FilterRows = (passes: (row: MessageRow) => boolean, again?: Iterable<string> | null) => FollowedRows;

/** Makes a filter of a list that remembers what passed. */
export function createFilteredRows(list: MessageList): FilterRows {
  const table = new DerivedTable<MessageRow, MessageRow>(list.table, compareRows);
  const series = () =>
    seriesOf(
      table,
      (row) => row,
      (key) => list.get(key),
    );
  let rows = series();
  return (passes, again) => {
    const { version } = table;
    table.follow((row) => (passes(row) ? row : undefined), again);
    if (table.version !== version) rows = series();
    return rows;
  };
}
