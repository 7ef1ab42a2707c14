/** Where a key stands, in words, with what the user can do about it. */
import { t } from '../../text/i18n.ts';
import { PageText } from '../../text/PageText.tsx';
import type { Slot } from '../../values/json/slot.ts';
import { keyText, slotText, statusText } from './key-texts.ts';
import type { KeyStatus } from './sightings.ts';

interface StatusCellProps {
  readonly row: string;
  readonly status: KeyStatus;
  readonly onCheck: () => void;
  readonly onKeep: () => void;
  readonly onTake: () => void;
}

/** See the file's head. */
export function StatusCell({ row, status, onCheck, onKeep, onTake }: StatusCellProps) {
  return (
    <>
      <span class="userdata-status" aria-live="polite" data-status={status.is}>
        {statusText(status)}
      </span>
      {status.is === 'accepted' && (
        <button type="button" title={t('userdata_check_title')} onClick={onCheck}>
          {t('userdata_check')}
        </button>
      )}
      {status.is === 'conflict' && (
        <span class="userdata-conflict">
          <span>
            {t('userdata_conflict_theirs')}{' '}
            <code>
              <SlotText slot={status.theirs} row={row} />
            </code>
          </span>
          <span>
            {t('userdata_conflict_mine')}{' '}
            <code>
              <SlotText slot={status.mine} row={row} />
            </code>
          </span>
          <span class="userdata-choices">
            <button type="button" aria-label={t('userdata_keep_mine_label', keyText(row))} onClick={onKeep}>
              {t('userdata_keep_mine')}
            </button>
            <button type="button" aria-label={t('userdata_take_theirs_label', keyText(row))} onClick={onTake}>
              {t('userdata_take_theirs')}
            </button>
          </span>
        </span>
      )}
    </>
  );
}

function SlotText({ slot, row }: { readonly slot: Slot; readonly row: string }) {
  const text = slotText(slot, row);
  return slot.present ? <PageText text={text} spaces="none" /> : text;
}
