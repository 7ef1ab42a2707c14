/** The control that a cell is typed into. */
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../text/i18n.ts';
import { inControl, retyped } from '../../text/retyped.ts';
import { isUnseenIn, UnseenInControl } from '../../text/UnseenInControl.tsx';
import { consume, ownKeys } from '../../ui/keys.ts';
import { type Cells, cellsOf } from '../../values/paste/cells.ts';
import { problemText } from './key-texts.ts';
import type { OpenCell } from './open-cell.ts';

interface EditorProps {
  readonly label: string;
  readonly open: OpenCell;
  readonly text: string;
  /** Several lines can be typed: values, not names. */
  readonly lines: boolean;
  readonly placeholder?: string;
  /** Takes the focus when it appears. */
  readonly focused: boolean;
  /** Its problem is said here; one control of a row does. */
  readonly saysProblem: boolean;
  readonly onType: (text: string) => void;
  /** Cells of a spreadsheet are pasted. @param whole the text that the control would have then */
  readonly onCells: (cells: Cells, whole: string) => void;
  readonly onCancel: () => void;
  /** Enter, Tab, Shift+Tab, or the focus going elsewhere. */
  readonly onCommit: (by: 'enter' | 'tab' | 'back' | 'blur') => void;
}

const MOST_LINES = 12;

/** See the file's head. Enter commits, Shift+Enter breaks the line, Escape cancels; none of these keys leaves it. */
export function Editor(props: EditorProps) {
  const { open, text, lines } = props;
  const control = useRef<HTMLTextAreaElement>(null);
  const { focused } = props;
  const unseen = useId();
  useLayoutEffect(() => {
    if (!focused) return;
    control.current?.focus();
    control.current?.select();
  }, [focused]);
  const problem = props.saysProblem ? problemText(open) : '';
  const rows = lines
    ? Math.min(MOST_LINES, Math.max(text.split('\n', MOST_LINES).length, Math.ceil(text.length / 60), 1))
    : 1;

  const onKeyDown = (event: KeyboardEvent) => {
    // The grid has meanings of its own for most keys.
    event.stopPropagation();
    if (event.key === 'Escape') {
      consume(event);
      props.onCancel();
    } else if (event.key === 'Enter' && !(event.shiftKey && lines)) {
      event.preventDefault();
      props.onCommit('enter');
    } else if (event.key === 'Tab' && open.what !== 'new') {
      event.preventDefault();
      props.onCommit(event.shiftKey ? 'back' : 'tab');
    }
  };
  return (
    <span class="userdata-editor">
      <textarea
        ref={control}
        aria-label={props.label}
        aria-invalid={problem !== '' || undefined}
        aria-describedby={isUnseenIn(text) ? unseen : undefined}
        placeholder={props.placeholder}
        title={t('userdata_editor_hint')}
        rows={rows}
        spellcheck={false}
        value={inControl(text)}
        onInput={(event) => props.onType(retyped(text, event.currentTarget.value))}
        onKeyDown={ownKeys(onKeyDown)}
        onPaste={(event) => {
          const pasted = event.clipboardData?.getData('text/plain') ?? '';
          const cells = cellsOf(pasted, lines ? 'value' : 'name');
          if (!cells) return;
          event.preventDefault();
          const { value, selectionStart, selectionEnd } = event.currentTarget;
          props.onCells(cells, retyped(text, value.slice(0, selectionStart) + pasted + value.slice(selectionEnd)));
        }}
        onBlur={(event) => {
          const to = event.relatedTarget;
          const row = event.currentTarget.closest('tr');
          // The type beside a value belongs to the same edit.
          if (open.what !== 'new' && !(to instanceof Node && row?.contains(to))) props.onCommit('blur');
        }}
      />
      <UnseenInControl text={text} id={unseen} />
      {problem !== '' && (
        <span class="userdata-problem" role="alert">
          {problem}
        </span>
      )}
    </span>
  );
}
