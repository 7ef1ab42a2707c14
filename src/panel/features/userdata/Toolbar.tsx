/** The buttons of the grid. */
import { plural, t } from '../../text/i18n.ts';
import { commitCell } from './cell.ts';
import type { Edits } from './edits.ts';
import { plan } from './plan.ts';

interface ToolbarProps {
  readonly edits: Edits;
  readonly interactionId: string;
  readonly disabledReason: string | null;
  readonly onApply: () => void;
  readonly onDiscard: () => void;
  readonly onUndo: () => void;
  readonly onAdd: () => void;
}

/** See the file's head. */
export function Toolbar({ edits, interactionId, disabledReason, onApply, onDiscard, onUndo, onAdd }: ToolbarProps) {
  // What is being typed counts: the button must be ready before the cell is left for it.
  const requests = plan(commitCell(edits), interactionId).length;
  const typing = edits.open?.touched ?? false;
  const why = edits.gone ? t('userdata_gone_reason') : disabledReason;
  const count = requests > 0 ? plural('userdata_requests', requests) : '';
  return (
    <div class="userdata-bar" role="toolbar" aria-label={t('userdata_label')}>
      <button
        type="button"
        class="userdata-apply"
        disabled={why !== null || (requests === 0 && !typing)}
        title={why ?? (count && t('userdata_apply_title', count))}
        onClick={onApply}
      >
        {t('userdata_apply')}
        {count && <span aria-hidden="true"> ({count})</span>}
      </button>
      <button type="button" disabled={edits.byKey.size === 0 && !edits.open} onClick={onDiscard}>
        {t('userdata_discard')}
      </button>
      <button type="button" disabled={edits.past.length === 0} onClick={onUndo}>
        {t('userdata_undo')}
      </button>
      <button type="button" onClick={onAdd}>
        {t('userdata_add_key')}
      </button>
    </div>
  );
}
