/** The lines of the table: cases and their interactions, filtered, sorted, folded. Pure. */
import type { SessionCase, SessionInteraction } from '../../session/model.ts';
import { matcher, mediumOf, stateSince, whoOf } from './words.ts';

/** One line of the table. */
export type Line =
  | {
      readonly is: 'case';
      readonly id: string;
      readonly known: SessionCase;
      readonly count: number;
      readonly folded: boolean;
    }
  | { readonly is: 'interaction'; readonly id: string; readonly one: SessionInteraction; readonly depth: number };

/** Columns by which the table can be sorted. */
export type SortColumn = 'medium' | 'id' | 'who' | 'state' | 'previous' | 'type' | 'recording' | 'block' | 'changed';

/** What to sort by. */
export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

const SORT_VALUES: Readonly<Record<SortColumn, (one: SessionInteraction) => string | number>> = {
  medium: mediumOf,
  id: ({ id }) => id,
  who: whoOf,
  state: stateSince,
  previous: ({ interaction }) => interaction.previousState ?? '',
  type: ({ interaction }) => `${interaction.direction ?? ''} ${interaction.callType ?? ''}`,
  recording: ({ interaction }) => interaction.recordingState ?? '',
  block: ({ block }) => block.status,
  changed: ({ lastChanged }) => lastChanged,
};

/** Whether a remembered column still exists. */
export function isSortColumn(column: string | undefined): column is SortColumn {
  return column !== undefined && Object.hasOwn(SORT_VALUES, column);
}

const compare = new Intl.Collator(undefined, { numeric: true });

/** What the lines are made of. */
export interface LinesInput {
  readonly cases: readonly SessionCase[];
  readonly find: (key: string) => SessionInteraction | undefined;
  readonly filter: string;
  readonly sorting: Sorting | null;
  readonly folded: ReadonlySet<string>;
}

/**
 * The lines in order. Cases keep together: sorting moves whole cases, by their first interaction, so that a
 * consultation stays under its call.
 */
export function tableLines({ cases, find, filter, sorting, folded }: LinesInput): readonly Line[] {
  const matches = filter.trim() === '' ? null : matcher(filter);
  const blocks: { known: SessionCase; rows: Extract<Line, { is: 'interaction' }>[] }[] = [];
  for (const known of cases) {
    const rows: Extract<Line, { is: 'interaction' }>[] = [];
    for (const { key, depth } of known.rows) {
      const one = find(key);
      if (one && (!matches || matches(one))) rows.push({ is: 'interaction', id: key, one, depth });
    }
    if (rows.length > 0) blocks.push({ known, rows });
  }
  if (sorting && isSortColumn(sorting.column)) {
    const value = SORT_VALUES[sorting.column];
    const sign = sorting.descending ? -1 : 1;
    const first = (rows: readonly { one: SessionInteraction }[]) => (rows[0] ? value(rows[0].one) : '');
    blocks.sort((a, b) => sign * order(first(a.rows), first(b.rows)));
  }
  return blocks.flatMap(({ known, rows }): Line[] => {
    const isFolded = folded.has(known.id) && !matches;
    const head: Line = { is: 'case', id: `case ${known.id}`, known, count: rows.length, folded: isFolded };
    return isFolded ? [head] : [head, ...rows];
  });
}

function order(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compare.compare(String(a), String(b));
}
