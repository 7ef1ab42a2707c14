/** Where in the page a request was called: each line of the stack opens in Sources, where the browser can do that. */
import type { MessageRow } from '../../../session/messages-model.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { stackOf } from './content.ts';
import { callingFrame, isSource, placeText, type StackFrame } from './stack.ts';
import { unwatchedText } from './watched.ts';

/** Renders the tab. */
export function InitiatorTab({ row }: { readonly row: MessageRow }) {
  const { watching, copy } = usePanel();
  const frames = stackOf(watching.session, row);
  const caller = callingFrame(frames, row.name);
  if (frames.length === 0) {
    const why = row.request?.by === 'tool' ? t('messages_initiator_tool') : unwatchedText(watching.session, row);
    if (row.call) return <p class="empty-line">{t('messages_initiator_untold')}</p>;
    return <p class="empty-line">{why ?? t('messages_initiator_none')}</p>;
  }
  return (
    <div class="details-lines">
      <ol class="frames-list" aria-label={t('messages_tab_initiator')}>
        {frames.map((frame, index) => (
          <li key={`${index} ${frame.text}`} class={frame === caller ? 'is-caller' : ''}>
            <FrameLine frame={frame} />
            {frame === caller && <span class="note"> {t('messages_initiator_caller')}</span>}
          </li>
        ))}
      </ol>
      <p>
        <button type="button" class="button outlined" onClick={() => copy(frames.map(({ text }) => text).join('\n'))}>
          {t('messages_copy_stack')}
        </button>
      </p>
    </div>
  );
}

function FrameLine({ frame }: { readonly frame: StackFrame }) {
  const { openSource } = usePanel();
  const { name, url, line, column } = frame;
  const place = placeText(frame);
  return (
    <>
      <span class="mono">{name === '' ? t('messages_frame_nameless') : <PageText text={name.slice(0, 200)} />}</span>{' '}
      {openSource && isSource(frame) ? (
        <button
          type="button"
          class="link mono"
          title={t('messages_open_source', pageText(`${url}:${line}:${column}`))}
          onClick={() => openSource(url, line - 1, column - 1)}
        >
          <PageText text={place} />
        </button>
      ) : (
        <span class="mono note">
          <PageText text={`${url.slice(0, 500)}:${line}:${column}`} />
        </span>
      )}
    </>
  );
}
