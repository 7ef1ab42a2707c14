/** By what the table can be sorted. */
import type { SessionInteraction } from '../../../session/model.ts';
import { mediumOf, stateSince, whoOf } from '../../stores/interaction-texts.ts';
import { clip } from '../../text/clip.ts';

/** Columns by which the table can be sorted. */
export type SortColumn =
  | 'medium'
  | 'id'
  | 'who'
  | 'state'
  | 'previous'
  | 'type'
  | 'recording'
  | 'block'
  | 'case'
  | 'wwe'
  | 'changed';

/** What an interaction is sorted by. */
export const SORT_VALUES: Readonly<Record<SortColumn, (one: SessionInteraction) => string | number>> = {
  medium: mediumOf,
  id: ({ id }) => id,
  who: whoOf,
  state: stateSince,
  previous: ({ interaction }) => interaction.previousState ?? '',
  type: ({ interaction }) => `${interaction.direction ?? ''} ${interaction.callType ?? ''}`,
  recording: ({ interaction }) => interaction.recordingState ?? '',
  block: ({ block }) => block.status,
  case: ({ interaction }) => interaction.caseId ?? '',
  wwe: ({ wwe }) => wwe.origin ?? '',
  changed: ({ lastChanged }) => lastChanged,
};

/** Whether a remembered column still exists. */
export function isSortColumn(column: string | undefined): column is SortColumn {
  return column !== undefined && Object.hasOwn(SORT_VALUES, column);
}

const compare = new Intl.Collator(undefined, { numeric: true });

/** Compares two of one column. */
export function compareValues(a: string | number, b: string | number): number {
  if (a === b) return 0;
  return typeof a === 'number' && typeof b === 'number' ? a - b : compare.compare(String(a), String(b));
}

/** What is compared of a text: a page may make it a megabyte long. */
export function cutValue(value: string | number): string | number {
  return typeof value === 'string' ? clip(value) : value;
}
