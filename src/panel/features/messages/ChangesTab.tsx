/** What an event of an interaction changed: its data beside those of the event before it. */
import { useMemo } from 'preact/hooks';
import type { MessageRow } from '../../../session/messages-model.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { Comparison } from '../../values/compare/Comparison.tsx';
import { titleOf } from './CompareMessages.tsx';
import { payloadOf, whyMissing } from './content.ts';
import { eventBefore } from './event-before.ts';

/** Renders the tab. */
export function ChangesTab({ row }: { readonly row: MessageRow }) {
  const { watching, messages } = usePanel();
  const { session } = watching;
  const both = useMemo(() => {
    const earlier = eventBefore(session, row);
    const before = earlier && payloadOf(session, earlier);
    const after = payloadOf(session, row);
    if (!earlier || !before || !after) return null;
    const titles = [titleOf(session, earlier), titleOf(session, row)] as const;
    return { earlier, before: before.value, after: after.value, titles };
  }, [row]);
  if (!both) return <p class="empty-line">{whyMissing(session, row) ?? t('messages_changes_none')}</p>;
  const { earlier, ...compared } = both;
  return (
    <>
      <p class="note">
        {t('messages_changes_since')}{' '}
        <button type="button" class="link" title={t('messages_open_row')} onClick={() => messages.open(earlier)}>
          {compared.titles[0]}
        </button>
      </p>
      <Comparison {...compared} />
    </>
  );
}
