/** What the user should know before applying: that it cannot be, that keys are in conflict, that the interaction is gone. */
import { plural, t } from '../../text/i18n.ts';
import { jsonText } from '../../values/json/text.ts';
import type { Edits } from './edits.ts';
import { conflictCount, wishes } from './plan.ts';

interface NotesProps {
  readonly edits: Edits;
  readonly disabledReason: string | null;
  readonly onCopy: (text: string) => void;
}

/** See the file's head. */
export function Notes({ edits, disabledReason, onCopy }: NotesProps) {
  const conflicts = conflictCount(edits);
  return (
    <div class="userdata-notes" role="status">
      {edits.gone && (
        <p class="userdata-warn">
          {t('userdata_gone')}
          {edits.byKey.size > 0 && (
            <button type="button" onClick={() => onCopy(jsonText(wishes(edits)))}>
              {t('userdata_copy_edits')}
            </button>
          )}
        </p>
      )}
      {!edits.gone && disabledReason && <p class="userdata-warn">{disabledReason}</p>}
      {conflicts > 0 && <p class="userdata-warn">{plural('userdata_conflicts', conflicts)}</p>}
    </div>
  );
}
