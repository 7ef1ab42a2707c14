/** A jump to a time: the nearest row that is shown gets selected. */
import { useState } from 'preact/hooks';
import { useShown } from '../features/messages/useShown.ts';
import { readTime } from '../filter/moments.ts';
import { type PanelStores, usePanel } from '../stores/panel.ts';
import { timeOfDay, wireTime } from '../text/format.ts';
import { t } from '../text/i18n.ts';
import { type Dated, nearestTo } from '../text/jump.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { shownInteractions } from './exported-entries.ts';

/** Moments of the rows that Messages shows, by the panel's clock. */
function* messageMoments(stores: PanelStores): Generator<Dated<string>> {
  const rows = useShown(stores).rows.peek();
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows.at(index);
    if (row) yield { key: row.key, at: row.t };
  }
}

/** Those of the interactions that the table shows: first seen, each change of state, the end. */
function* interactionMoments(stores: PanelStores): Generator<Dated<string>> {
  for (const one of shownInteractions(stores)) {
    const { key, firstSeen, transitions, ended } = one;
    yield { key, at: firstSeen };
    for (const { t: at } of transitions) yield { key, at };
    if (ended) yield { key, at: ended.t };
  }
}

/** The same by the clock that a time was read by. */
function* byClock(all: Iterable<Dated<string>>, clock: 'wall' | 'panel'): Generator<Dated<Dated<string>>> {
  for (const one of all) yield { key: one, at: clock === 'wall' ? timeOfDay(one.at) : one.at };
}

/** Renders the sheet. */
export function GoToTime({ onClose }: { readonly onClose: () => void }) {
  const stores = usePanel();
  const { view, messages, selected, times } = stores;
  const [text, setText] = useState('');
  const [told, setTold] = useState('');
  const isMessages = view.value === 'messages';

  function go(): void {
    const read = readTime('at', text, times.reading());
    if (read.by === 'problem') {
      setTold(read.message);
      return;
    }
    const all = isMessages ? messageMoments(stores) : interactionMoments(stores);
    const jump = nearestTo(read.spans, byClock(all, read.clock));
    if (!jump) {
      setTold(t('go_to_nothing'));
      return;
    }
    const { key, at } = jump.to.key;
    if (isMessages) {
      messages.subscriptions.value = false;
      messages.selected.value = key;
    } else selected.value = key;
    if (jump.outside === null) onClose();
    else setTold(t(jump.outside === 'before' ? 'go_to_before' : 'go_to_after', wireTime(at)));
  }

  return (
    <Sheet title={t('go_to')} onClose={onClose}>
      <form
        class="go-to"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <label>
          {t('go_to_label')}{' '}
          <input
            class="input"
            type="text"
            value={text}
            autocomplete="off"
            spellcheck={false}
            aria-describedby="go-to-told"
            onInput={(event) => {
              setText(event.currentTarget.value);
              setTold('');
            }}
          />
        </label>{' '}
        <button type="submit" class="button primary" disabled={text.trim() === ''}>
          {t('go_to_go')}
        </button>
      </form>
      <p id="go-to-told" role="status">
        {told}
      </p>
      <p class="note">{t(isMessages ? 'go_to_note_messages' : 'go_to_note_interactions')}</p>
    </Sheet>
  );
}
