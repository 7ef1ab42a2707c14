/** The line below some details in which one looks for a text in them. */
import { useRef } from 'preact/hooks';
import { CloseIcon, Icon, OpenIcon } from '../../../design/icons.tsx';
import { UpIcon } from '../../../design/more-icons.ts';
import { t } from '../../text/i18n.ts';
import { useEscape } from '../escape.ts';
import { consume, ownKeys } from '../keys.ts';
import type { FindProgress } from './finder.ts';
import type { Find } from './useFind.ts';
import './find.css';

/** Renders the line while the search is open. */
export function FindBar({ find }: { readonly find: Find }) {
  const text = find.text.value;
  const bar = useRef<HTMLDivElement>(null);
  // Escape closes it from anywhere in its details, before it closes these.
  const details = {
    get current() {
      return bar.current?.closest('.details') ?? null;
    },
  };
  useEscape(text === null ? null : find.close, details);
  if (text === null) return null;
  const progress = find.progress.value;
  const acts = [
    { label: t('find_previous'), icon: UpIcon, run: () => find.step(-1), isOff: progress.count === 0 },
    { label: t('find_next'), icon: OpenIcon, run: () => find.step(1), isOff: progress.count === 0 },
    { label: t('find_close'), icon: CloseIcon, run: find.close, isOff: false },
  ];
  return (
    <div class="find-bar" role="search" ref={bar}>
      <input
        ref={find.field}
        class="input"
        type="text"
        value={text}
        aria-label={t('find')}
        placeholder={t('find')}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => find.look(event.currentTarget.value)}
        onKeyDown={ownKeys((event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.metaKey) return;
          find.step(event.shiftKey ? -1 : 1);
          consume(event);
        })}
      />
      <span
        class={`find-count ${text !== '' && progress.isDone && progress.count === 0 ? 'outcome-failed' : 'note'}`}
        role="status"
      >
        {text !== '' && countText(progress)}
      </span>
      {acts.map(({ label, icon, run, isOff }) => (
        <button
          type="button"
          key={label}
          class="button icon-button"
          aria-label={label}
          title={label}
          aria-disabled={isOff}
          onClick={() => !isOff && run()}
        >
          <Icon of={icon} />
        </button>
      ))}
    </div>
  );
}

/** `3 of 17`; `3 of 17…` while it is searched on. */
export function countText({ count, at, isDone, isCut }: FindProgress): string {
  if (count === 0) return t(isDone ? 'find_none' : 'find_searching');
  const total = count.toLocaleString();
  const key = isCut ? 'find_count_cut' : isDone ? 'find_count' : 'find_count_growing';
  return t(key, (at + 1).toLocaleString(), total);
}
