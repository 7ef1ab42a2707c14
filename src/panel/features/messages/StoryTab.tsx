/** The story of an interaction, as a tab of its details: states, events, requests, mark done and edits in one list. */
import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { SessionInteraction } from '../../../session/model.ts';
import { numberClients } from '../../shared/clients.ts';
import { usePanel } from '../../stores/panel.ts';
import { plural, t } from '../../text/i18n.ts';
import { Moment } from '../../text/Moment.tsx';
import { pageText } from '../../text/PageText.tsx';
import { ownKeys } from '../../ui/keys.ts';
import { useRows, withoutText } from '../../ui/useRows.ts';
import { ROW, useVirtualScroll } from '../../ui/virtual-scroll.ts';
import { useFindStory } from './find-story.ts';
import { idsOf, useOwnRows } from './own-rows.ts';
import { StoryEnd, StoryWhat } from './StoryCells.tsx';
import { storyOf } from './story.ts';
import { useTail } from './tail.ts';
import '../../ui/table.css';
import './messages.css';

/** Renders the tab. Give it the interaction's key as `key`. */
export function StoryTab({ one }: { readonly one: SessionInteraction }) {
  const { watching, messages, clock } = usePanel();
  const { session } = watching;
  const rows = useOwnRows(one).value;
  const lines = useMemo(() => storyOf(one, rows, clock.peek()), [one, rows]);
  const ids = useMemo(() => new Set(idsOf(one)), [idsOf(one).join('\n')]);
  const documents = session.documents();
  const clients = useMemo(() => numberClients(documents), [documents]);
  /** Key of a line whose message is gone. */
  const gone = useSignal<string | null>(null);

  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const scroll = useVirtualScroll(scroller);
  const tail = useTail(
    scroller,
    useMemo(() => ({ length: lines.length, timeAt: (index: number) => lines[index]?.t }), [lines]),
    true,
    scroll,
  );
  const places = useMemo(() => new Map(lines.map(({ key }, index) => [key, index])), [lines]);

  async function open(index: number): Promise<void> {
    const line = lines[index];
    if (!line) return;
    const isThere = line.entry !== null && (await messages.openEntry(line.entry));
    gone.value = isThere ? null : line.key;
  }
  const table = useRows({
    lines: { length: lines.length, keyAt: (index) => lines[index]?.key, indexOf: (key) => places.get(key) ?? -1 },
    scroller,
    scroll,
    opened: null,
    onOpen: (index) => void open(index),
    onMove() {},
    onMenu() {},
    onCopy() {},
    onKey: () => false,
  });
  useFindStory(body, lines, { entries: session, ids, clients }, (index) => {
    tail.leave();
    scroll.scrollTo(index);
  });
  if (lines.length === 0)
    return (
      <p class="empty-line">{t('messages_own_none', [...ids].map((id) => pageText(id.slice(0, 100))).join(', '))}</p>
    );
  return (
    <div class="own-messages">
      <div class="message-bar">
        <span class="note">{t('story_hint')}</span>
        {one.droppedTransitions > 0 && (
          <span class="outcome-warn">{plural('story_dropped', one.droppedTransitions)}</span>
        )}
        <span class="note" role="status">
          {gone.value !== null && t('message_dropped')}
        </span>
      </div>
      <div
        class="table-scroller"
        ref={scroller}
        onScroll={() => {
          tail.scrolled();
          scroll.measure();
        }}
      >
        <div
          role="grid"
          class="table story"
          aria-label={t('story')}
          aria-rowcount={lines.length}
          onKeyDown={ownKeys(table.onKeyDown)}
        >
          <div role="rowgroup" class="table-body" ref={body} style={{ height: `${lines.length * ROW}px` }}>
            {table.drawn.map((index) => {
              const line = lines[index];
              return (
                line && (
                  <div
                    role="row"
                    key={line.key}
                    class={`row ${line.is === 'state' ? 'state-line' : ''}`}
                    aria-selected={table.isSelected(line.key)}
                    aria-rowindex={index + 1}
                    tabIndex={index === table.stop ? 0 : -1}
                    data-active={index === table.stop}
                    data-story={line.is}
                    data-line={line.key}
                    style={{ top: `${index * ROW}px` }}
                    onFocus={() => {
                      table.active.value = line.key;
                    }}
                    onMouseDown={withoutText}
                    onClick={(event) => table.onClick(index, event)}
                  >
                    <div role="gridcell" class="cell">
                      <Moment at={line.t} />
                    </div>
                    <div role="gridcell" class="cell story-what">
                      <StoryWhat line={line} ids={ids} clients={clients} />
                    </div>
                    <div role="gridcell" class="cell story-end">
                      <StoryEnd line={line} one={one} />
                    </div>
                  </div>
                )
              );
            })}
          </div>
        </div>
      </div>
    </div>
  );
}
