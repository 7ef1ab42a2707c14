/** Statuses, types and problems of the user-data grid in words. */

import { masked } from '../../../protocol/tokens.ts';
import { clipKey } from '../../text/clip.ts';
import { t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { lossIn } from '../../values/json/exact.ts';
import { oneLine } from '../../values/json/shape.ts';
import type { Slot } from '../../values/json/slot.ts';
import type { OpenCell } from './open-cell.ts';
import type { ValueType } from './parse.ts';
import type { KeyStatus } from './sightings.ts';

/** Longest text shown of a value beside another. */
const SHORT = 200;

/** A key as part of a label or a sentence. */
export function keyText(key: string): string {
  return pageText(masked(clipKey(key)));
}

/** What a status says; empty for a clean key. */
export function statusText(status: KeyStatus): string {
  switch (status.is) {
    case 'clean':
      return '';
    case 'edited':
    case 'added':
    case 'removed':
      if (status.until !== undefined) {
        return t(
          status.is === 'removed' ? 'userdata_status_until' : 'userdata_status_until_set',
          keyText(status.until),
        );
      }
      return t(status.waiting ? 'userdata_status_waiting' : `userdata_status_${status.is}`);
    case 'pending':
      return t(status.removes ? 'userdata_status_pending_remove' : 'userdata_status_pending');
    case 'accepted':
      return t(status.removes ? 'userdata_status_accepted_remove' : 'userdata_status_accepted');
    case 'failed':
      return status.error
        ? t('userdata_status_failed', status.error.slice(0, 1_000))
        : t('userdata_status_failed_silent');
    case 'timeout':
      return t('userdata_status_timeout');
    case 'conflict':
      if (!status.accepted) return status.after ? statusText(status.after) : t('userdata_status_conflict');
      return t(status.theirs.present ? 'userdata_status_contradicted' : 'userdata_status_contradicted_absent');
  }
}

/** One side of a conflict. */
export function slotText(slot: Slot, key: string): string {
  return slot.present ? oneLine(slot.value, SHORT, [key]) : t('userdata_conflict_absent');
}

/** A type's name. */
export function typeText(type: ValueType | 'other'): string {
  return t(`userdata_type_${type}`);
}

function lossText(json: string): string {
  return pageText(clipKey(lossIn(json)?.what ?? ''));
}

/** Why a cell cannot be committed; empty if it can. */
export function problemText(open: OpenCell): string {
  const typed = oneLine(open.text.trim(), 40).replaceAll(/^"|"$/g, '');
  switch (open.problem) {
    case null:
      return '';
    case 'number':
      return typed === '' ? t('userdata_problem_number_empty') : t('userdata_problem_number', typed);
    case 'inexact':
      return t('userdata_problem_inexact', open.type === 'json' ? lossText(open.text) : typed);
    case 'twice':
      return t('userdata_problem_twice', lossText(open.text));
    case 'written':
      return t('userdata_problem_written', typed, String(Number(open.text)));
    case 'taken':
      return t('userdata_problem_taken', keyText(open.what === 'new' ? open.name : open.text));
    case 'circle':
      return t('userdata_problem_circle', keyText(open.what === 'new' ? open.name : open.text));
    default:
      return t(`userdata_problem_${open.problem}`);
  }
}
