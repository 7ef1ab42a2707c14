/** Signs for what a message is and which way it went. Its name is the text of the cell, and its title. */
import type { MessageRow } from '../../../session/messages-model.ts';
import { t } from '../../text/i18n.ts';

/** The way: an arrow to WWE, or from it. Beside it what it is. */
const WAYS = { out: 'M4 12.5V3.5M1.2 6.3 4 3.5l2.8 2.8', in: 'M4 3.5v9M1.2 9.7 4 12.5l2.8-2.8' } as const;
const KINDS = {
  // A question that waits, a filled answer, a flash.
  request: 'M9.5 4.5h5.3v5.3h-2l-1.9 1.9V9.8H9.5Z',
  answer: 'M14.5 4.5 10.8 10 8.9 8',
  event: 'M12.8 2.8 9.6 8.3h2.3l-.9 4.9 3.6-6.4h-2.5Z',
  frame: 'M9.2 4.2h5.6v7.6H9.2Z',
  string: 'M9.2 4.6h5.6M12 4.6v7.2',
  unknown: 'M9.8 5.6c.3-2 4.6-1.9 4.3.5-.2 1.5-2.1 1.5-2.1 3.2M12 11.8v.2',
} as const satisfies Record<MessageRow['is'], string>;

/** Renders the sign. `out` and `in` stay words for those who do not see it, and in what is copied. */
export function KindIcon({ row: { direction, is } }: { readonly row: MessageRow }) {
  return (
    <span title={`${t(`messages_kind_${is}`)} · ${t(`messages_${direction}_hint`)}`}>
      <svg class={`kind kind-${is}`} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={WAYS[direction]} />
        <path d={KINDS[is]} />
      </svg>
      <span class="visually-hidden">{t(`messages_${direction}`)}</span>
    </span>
  );
}
