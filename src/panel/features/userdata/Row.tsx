/** One key of the grid. A class, so that the other rows are left alone while one is typed into. */

import { Component } from 'preact';
import { CloseIcon, Icon } from '../../../design/icons.tsx';
import { UndoIcon } from '../../../design/more-icons.ts';
import { maskToken } from '../../../protocol/secret-names.ts';
import { MASK, masked } from '../../../protocol/tokens.ts';
import { clipKey } from '../../text/clip.ts';
import { plural, t } from '../../text/i18n.ts';
import { inWords } from '../../text/invisible.ts';
import { PageText, pageText } from '../../text/PageText.tsx';
import { sameValue } from '../../values/json/equal.ts';
import { oneLine } from '../../values/json/shape.ts';
import * as cell from './cell.ts';
import { Editor } from './Editor.tsx';
import { type Edits, keepMine, takeTheirs } from './edits.ts';
import { keyText } from './key-texts.ts';
import { editText, isTooLong, typeOf } from './parse.ts';
import type { Pasted } from './paste.ts';
import type { UserDataRow } from './rows.ts';
import { StatusCell } from './StatusCell.tsx';
import { TypeSelect } from './TypeSelect.tsx';

/** What the rows do; the same object for the grid's whole life. */
export interface RowActions {
  readonly edit: (change: (edits: Edits) => Edits) => void;
  readonly check: () => void;
  readonly show: (key: string) => void;
  /** Offers cells that were pasted as rows. */
  readonly offer: (pasted: Pasted) => void;
  /** Moves the focus to a cell once the next state is drawn: columns to the right, or −1 for the left. */
  readonly leave: (key: string, column: number) => void;
}

interface RowProps {
  readonly row: UserDataRow;
  /** A token that the user chose to see. */
  readonly shown: boolean;
  /** The column that Tab reaches; null for none in this row. */
  readonly active: number | null;
  readonly acts: RowActions;
}

/** Longest text in a cell. */
const MOST_CHARACTERS = 2_000;

/** See the file's head. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { row, shown, active } = this.props;
    return (
      row.open !== next.row.open ||
      shown !== next.shown ||
      active !== next.active ||
      !sameValue(row.held, next.row.held) ||
      !sameValue(row.status, next.row.status)
    );
  }

  override render({ row, shown, active, acts }: RowProps) {
    const { key, open, status, held } = row;
    const name = keyText(key);
    const value = held.present ? held.value : undefined;
    const mask = shown ? null : maskedText(key, value);
    const removed = status.is === 'removed' || ('removes' in status && status.removes);
    const type = open?.what === 'value' ? open.type : typeOf(value);
    const tab = (column: number) => (active === column ? 0 : -1);
    const commit = (column: number) => (by: 'enter' | 'tab' | 'back' | 'blur') => {
      acts.edit(cell.commitCell);
      if (by !== 'blur')
        acts.leave(open?.what === 'name' ? open.text : key, { enter: column, tab: column + 1, back: column - 1 }[by]);
    };
    const cells = (reopen: (edits: Edits) => Edits, before: string) => (pasted: Pasted['cells'], whole: string) =>
      acts.offer({
        cells: pasted,
        back: (edits, asText) => cell.typeText(reopen(edits), asText ? whole : before),
      });
    const cancel = (column: number) => () => {
      acts.edit(cell.cancelCell);
      acts.leave(key, column);
    };
    return (
      <tr class="userdata-row" data-status={status.is} data-removed={removed ? '' : undefined}>
        <td
          class="userdata-cell userdata-key"
          tabIndex={tab(0)}
          title={pageText(masked(key.slice(0, MOST_CHARACTERS)))}
          onDblClick={() => acts.edit((edits) => cell.openName(edits, key))}
        >
          {open?.what === 'name' ? (
            <Editor
              label={t('userdata_name_of', name)}
              open={open}
              text={open.text}
              lines={false}
              focused
              saysProblem
              onType={(text) => acts.edit((edits) => cell.typeText(edits, text))}
              onCells={cells((edits) => cell.openName(edits, key), open.text)}
              onCancel={cancel(0)}
              onCommit={commit(0)}
            />
          ) : (
            <PageText text={masked(clipKey(key))} />
          )}
        </td>
        <td
          class="userdata-cell userdata-value"
          tabIndex={tab(1)}
          onDblClick={() => acts.edit((edits) => cell.openValue(edits, key, mask !== null))}
        >
          {open?.what === 'value' ? (
            <Editor
              label={t('userdata_value_of', name)}
              open={open}
              text={open.text}
              lines
              focused
              saysProblem
              placeholder={placeholderOf(mask !== null, value)}
              onType={(text) => acts.edit((edits) => cell.typeText(edits, text))}
              onCells={cells((edits) => cell.chooseType(cell.openValue(edits, key), key, open.type), open.text)}
              onCancel={cancel(1)}
              onCommit={commit(1)}
            />
          ) : (
            <ValueText value={value} mask={mask} name={key} onShow={() => acts.show(key)} />
          )}
        </td>
        <td class="userdata-cell userdata-type-cell">
          <TypeSelect
            label={t('userdata_type_of', name)}
            type={type}
            disabled={removed}
            tabIndex={tab(2)}
            onChoose={(chosen) => acts.edit((edits) => cell.chooseType(edits, key, chosen))}
          />
        </td>
        <td class="userdata-cell userdata-status-cell">
          <StatusCell
            row={key}
            status={status}
            onCheck={acts.check}
            onKeep={() => acts.edit((edits) => keepMine(edits, key))}
            onTake={() => acts.edit((edits) => takeTheirs(edits, key))}
          />
        </td>
        <td class="userdata-cell userdata-actions">
          <button
            type="button"
            tabIndex={tab(4)}
            aria-label={t(removed ? 'userdata_restore' : 'userdata_delete', name)}
            title={removed ? t('userdata_restore', name) : t('userdata_delete_title')}
            onClick={() => acts.edit((edits) => (removed ? cell.restoreKey(edits, key) : cell.removeKey(edits, key)))}
          >
            <Icon of={removed ? UndoIcon : CloseIcon} />
          </button>
        </td>
      </tr>
    );
  }
}

interface ValueTextProps {
  readonly value: unknown;
  readonly mask: string | null;
  readonly name: string;
  readonly onShow: () => void;
}

function ValueText({ value, mask, name, onShow }: ValueTextProps) {
  const whole = mask ?? (typeof value === 'string' ? value : oneLine(value, MOST_CHARACTERS));
  const left = typeof value === 'string' ? whole.length - MOST_CHARACTERS : 0;
  const text = whole.slice(0, MOST_CHARACTERS);
  return (
    <>
      {/* The cell has one line: a break is shown as a sign, and as itself in the title. */}
      <span class="userdata-text" title={titleOf(text)}>
        <PageText text={text} spaces="ends" tokens="shown" />
        {left > 0 && plural('userdata_more_characters', left)}
      </span>
      {mask !== null && (
        <button type="button" aria-label={t('userdata_show_label', keyText(name))} onClick={onShow}>
          {t('userdata_show')}
        </button>
      )}
    </>
  );
}

/** Whether the value of a row is masked unless the user chose to see it. */
export function hidesToken({ key, held }: UserDataRow): boolean {
  return held.present && maskedText(key, held.value) !== null;
}

/** The masked form of a value that is or holds a token. */
function maskedText(key: string, value: unknown): string | null {
  const direct = maskToken([key], value);
  if (direct !== null || typeof value !== 'object') return direct;
  const text = oneLine(value, MOST_CHARACTERS, [key]);
  return text.includes(MASK) ? text : null;
}

/** The text with its lines as they are. */
function titleOf(text: string): string {
  return text
    .split('\n')
    .map((line) => inWords(line, 'none'))
    .join('\n');
}

function placeholderOf(hidden: boolean, value: unknown): string {
  if (hidden) return t('userdata_hidden_placeholder');
  if (typeOf(value) === 'other') return t('userdata_other_placeholder');
  return isTooLong(editText(value)) ? t('userdata_long_placeholder') : '';
}
