/** Marks and notes as they are written. */
import { type Signal, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { MarkIcon } from '../../../design/annotation-icons.ts';
import { Icon } from '../../../design/icons.tsx';
import type { MessageRow } from '../../../session/messages-model.ts';
import { rowsOf } from '../../stores/message-rows.ts';
import { type PanelStores, usePanel } from '../../stores/panel.ts';
import { present, wireTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { useEscape } from '../../ui/escape.ts';
import { consume, isTyping, onRootKeys } from '../../ui/keys.ts';
import { type Annotations, annotationsOf, LONGEST_NAME, LONGEST_NOTE, type LogMark, MOST_ROWS } from './annotations.ts';
import { nameOf } from './labels.ts';

/** What the user writes now: the name of a mark, or a note. */
export type Writing =
  | { readonly is: 'new mark'; readonly t: number }
  | { readonly is: 'mark'; readonly mark: LogMark }
  | { readonly is: 'note'; readonly row: MessageRow };

/** Marks, pins and notes while the view is shown. */
export interface AnnotationView {
  readonly annotations: Annotations;
  readonly writing: Signal<Writing | null>;
  /** Begins a mark at this moment. */
  markHere(): void;
}

/** Follows the key that puts a mark, wherever the focus is. */
export function useAnnotations(): AnnotationView {
  const stores = usePanel();
  const writing = useSignal<Writing | null>(null);
  function markHere(): void {
    writing.value = { is: 'new mark', t: momentOf(stores) };
  }
  useLayoutEffect(() => {
    const life = new AbortController();
    onRootKeys(
      (event) => {
        const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
        if (!isPlain || event.key.toLowerCase() !== 'm' || isTyping(event.target)) return;
        if (document.querySelector('dialog[open]')) return;
        markHere();
        consume(event);
      },
      { signal: life.signal },
    );
    return () => life.abort();
  }, []);
  return { annotations: annotationsOf(stores), writing, markHere };
}

/** Where a mark goes: to the present; in a recording, which has none, to the row whose details are open, or to its end. */
function momentOf({ watching, messages, clock }: PanelStores): number {
  if (watching.off === null) return Math.max(present(), clock.peek());
  const list = rowsOf(watching.session);
  const chosen = list.get(messages.selected.peek() ?? '') ?? list.at(list.length - 1);
  return chosen?.t ?? clock.peek();
}

/** What the text is of, what it is now, and how long it may be. */
function fieldOf(writing: Writing, { noteOf }: Annotations) {
  if (writing.is === 'note')
    return { label: t('note_on', pageText(nameOf(writing.row))), text: noteOf(writing.row), longest: LONGEST_NOTE };
  const [at, text] = writing.is === 'mark' ? [writing.mark.t, writing.mark.name] : [writing.t, ''];
  return { label: t('mark_at', wireTime(at)), text, longest: LONGEST_NAME };
}

/** The field in which a name or a note is written. Enter keeps it, Escape does not. */
export function AnnotationField({
  view,
  refuse,
}: {
  readonly view: AnnotationView;
  readonly refuse: (why: string) => void;
}) {
  const { annotations, writing } = view;
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const now = writing.value;
  function close(): void {
    writing.value = null;
    document.querySelector<HTMLElement>('.message-list [data-active="true"]')?.focus({ preventScroll: true });
  }
  useEscape(now ? close : null, form);
  useLayoutEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [now]);
  if (!now) return null;
  const { label, text, longest } = fieldOf(now, annotations);
  function keep(value: string): void {
    if (now?.is === 'new mark') annotations.addMark(now.t, value);
    else if (now?.is === 'mark') annotations.renameMark(now.mark.key, value);
    else if (now && !annotations.note(now.row, value)) refuse(t('notes_full', MOST_ROWS.toLocaleString()));
    close();
  }
  return (
    <form
      class="annotation-field"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        keep(input.current?.value ?? '');
      }}
    >
      <label>
        {label}{' '}
        <input
          key={now.is === 'note' ? now.row.key : label}
          ref={input}
          class="input"
          type="text"
          maxLength={longest}
          defaultValue={text}
          placeholder={t(now.is === 'note' ? 'note_placeholder' : 'mark_placeholder')}
        />
      </label>
      <button type="submit" class="button outlined">
        {t('annotation_keep')}
      </button>
    </form>
  );
}

/** The button that puts a mark. */
export function MarkButton({ view }: { readonly view: AnnotationView }) {
  return (
    <button type="button" class="button mark-here" title={t('mark_here_hint')} onClick={view.markHere}>
      <Icon of={MarkIcon} />
      {t('mark_here')}
    </button>
  );
}
