/** The message behind a line, as it came: the raw beside every interpretation. */
import { contentIn } from '../../../entry/note.ts';
import type { EntryRef } from '../../../session/model.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { JsonTree } from '../../values/json/JsonTree.tsx';

/** Renders the message of an entry, tokens masked. */
export function Message({ entry }: { readonly entry: EntryRef }) {
  const { watching, messages } = usePanel();
  const found = watching.session.entry(entry);
  if (!found) return <p class="note">{t('message_dropped')}</p>;
  return (
    <>
      <button type="button" class="link" onClick={() => void messages.openEntry(entry)}>
        {t('messages_open_row')}
      </button>
      <JsonTree value={contentIn(found)} label={t('state_message')} />
    </>
  );
}
