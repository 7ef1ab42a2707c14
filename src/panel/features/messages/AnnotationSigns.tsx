/** What shows that a row is pinned, and has a note. */
import { NoteIcon, PinIcon } from '../../../design/annotation-icons.ts';
import { Icon } from '../../../design/icons.tsx';
import type { MessageRow } from '../../../session/messages-model.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { type Annotations, annotationsOf } from './annotations.ts';

/** Signs of a row: that it is pinned, and that it has a note. */
export function RowSigns({ row, annotations }: { readonly row: MessageRow; readonly annotations: Annotations }) {
  const note = annotations.noteOf(row);
  return (
    <>
      {annotations.isPinned(row) && (
        <span title={t('row_pinned')}>
          <Icon of={PinIcon} class="row-sign" />
          <span class="visually-hidden">{t('row_pinned')}</span>
        </span>
      )}
      {note !== '' && (
        <span title={pageText(note)}>
          <Icon of={NoteIcon} class="row-sign" />
          <span class="visually-hidden">{t('row_noted', pageText(note))}</span>
        </span>
      )}
    </>
  );
}

/** The same in the details, the note in full. */
export function NoteText({ row }: { readonly row: MessageRow }) {
  const annotations = annotationsOf(usePanel());
  const note = annotations.noteOf(row);
  if (note === '' && !annotations.isPinned(row)) return null;
  return (
    <div class="note-text">
      <RowSigns row={row} annotations={annotations} /> {note !== '' && <PageText text={note} />}
    </div>
  );
}
