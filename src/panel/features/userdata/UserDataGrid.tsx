/** The user data of an interaction as an editable grid. */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../text/i18n.ts';
import { consume, ownKeys } from '../../ui/keys.ts';
import { PasteOffer } from '../../values/paste/PasteOffer.tsx';
import { cancelCell, commitCell, openName, openNew, openValue, removeKey } from './cell.ts';
import { discard, type Edits, undo } from './edits.ts';
import { useFindKeys } from './find-keys.ts';
import { keyAction, placeOf } from './keys.ts';
import { NewRow } from './NewRow.tsx';
import { Notes } from './Notes.tsx';
import { addRows, type Pasted, pastedRows } from './paste.ts';
import { hidesToken, Row, type RowActions } from './Row.tsx';
import { rowsOf } from './rows.ts';
import { Toolbar } from './Toolbar.tsx';
import './userdata.css';

/** What the grid shows and what it asks for. */
export interface UserDataGridProps {
  readonly edits: Edits;
  /** The interaction's id, for counting the requests. */
  readonly interactionId: string;
  /** Why nothing can be applied now, in words; null if it can. Editing goes on. */
  readonly disabledReason: string | null;
  /** Changes the edits. The change is applied to the latest state, so that no sighting in between is lost. */
  readonly onEdit: (change: (edits: Edits) => Edits) => void;
  /** Sends `plan(edits)`. The open cell is committed before. */
  readonly onApply: () => void;
  /** One `getByInteractionId`. */
  readonly onCheck: () => void;
  readonly onCopy: (text: string) => void;
}

/** So many rows are drawn, and so many more whenever the user asks for more. */
const MOST_ROWS = 500;
const COLUMNS = ['key', 'value', 'type', 'status', 'actions'] as const;

/** See the file's head. Give it a `key` of the interaction, so that focus and shown tokens are not carried over. */
export function UserDataGrid(props: UserDataGridProps) {
  const { edits } = props;
  const latest = useRef(props);
  latest.current = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const rest = useRef<HTMLParagraphElement>(null);
  const leaving = useRef<{ key: string; column: number } | null>(null);
  const [active, setActive] = useState<{ key: string; column: number } | null>(null);
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const [most, setMost] = useState(MOST_ROWS);
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const acts = useMemo<RowActions>(
    () => ({
      edit: (change) => latest.current.onEdit(change),
      check: () => latest.current.onCheck(),
      offer: (made) => {
        // What was typed waits in the way back: leaving the cell must not take it for an edit.
        latest.current.onEdit(cancelCell);
        setPasted(made);
      },
      show: (key) => setShown((before) => new Set([...before, key])),
      leave: (key, column) => {
        leaving.current = { key, column };
        setActive({ key, column });
      },
    }),
    [],
  );

  const { rows: lines, total } = rowsOf(edits, most);
  useFindKeys(rest, edits, most, setMost);
  const activeRow = Math.max(
    0,
    lines.findIndex((row) => row.key === active?.key),
  );

  const cellAt = (row: number, column: number): HTMLElement | null => {
    const cell = body.current?.children[row]?.children[column];
    if (!(cell instanceof HTMLElement) || column < 2) return cell instanceof HTMLElement ? cell : null;
    return cell.querySelector<HTMLElement>('select:not(:disabled), button') ?? null;
  };
  useLayoutEffect(() => {
    const to = leaving.current;
    leaving.current = null;
    // A cell with a problem stays open and keeps the focus.
    if (!to || latest.current.edits.open) return;
    const row = lines.findIndex((line) => line.key === to.key);
    if (row >= 0) cellAt(row, Math.max(0, to.column))?.focus();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const at = placeOf(event.target, body.current);
    const row = at && lines[at.row];
    if (event.key === 'Escape' && edits.open) {
      // From what stands beside the cell that is open, its type say.
      consume(event);
      acts.edit(cancelCell);
      if (row) acts.leave(row.key, at.column);
      return;
    }
    if (!at || !row || event.altKey || event.metaKey) return;
    const inControl = event.target instanceof HTMLElement && event.target.matches('button, select, textarea');
    const act = keyAction(event, inControl);
    if (!act) return;
    consume(event);
    if (act === 'open' && at.column === 0) acts.edit((before) => openName(before, row.key));
    else if (act === 'open') acts.edit((before) => openValue(before, row.key, !shown.has(row.key) && hidesToken(row)));
    else if (act === 'delete') acts.edit((before) => removeKey(before, row.key));
    else if (act === 'undo') acts.edit(undo);
    else {
      const [down, right] = act;
      const next = Math.min(Math.max(at.row + down, 0), lines.length - 1);
      for (let column = at.column + right; column >= 0 && column < COLUMNS.length; column += right || 1) {
        const cell = cellAt(next, column);
        if (cell) return cell.focus();
      }
    }
  };

  const settle = (change: (edits: Edits) => Edits) => {
    setPasted(null);
    props.onEdit(change);
  };
  const apply = () => {
    props.onEdit(commitCell);
    // A cell that cannot be committed says why; sending the rest without it would surprise.
    if (!commitCell(edits).open) props.onApply();
  };
  return (
    <section class="userdata" aria-label={t('userdata_label')}>
      <Toolbar
        edits={edits}
        interactionId={props.interactionId}
        disabledReason={props.disabledReason}
        onApply={apply}
        onDiscard={() => props.onEdit(discard)}
        onUndo={() => props.onEdit(undo)}
        onAdd={() => props.onEdit(openNew)}
      />
      <Notes edits={edits} disabledReason={props.disabledReason} onCopy={props.onCopy} />
      {pasted && (
        <PasteOffer
          rows={pastedRows(edits, pasted.cells)}
          cells={pasted.cells}
          onAdd={() => settle((before) => addRows(before, pasted.cells))}
          onText={() => settle((before) => pasted.back(before, true))}
          onCancel={() => settle((before) => pasted.back(before, false))}
        />
      )}
      <table
        role="grid"
        class="userdata-grid"
        aria-label={t('userdata_label')}
        aria-rowcount={total + 1}
        onKeyDown={ownKeys(onKeyDown)}
      >
        <thead>
          <tr class="userdata-row userdata-head">
            {COLUMNS.map((column) => (
              <th key={column} scope="col" class={`userdata-cell userdata-head-${column}`}>
                <span>{t(`userdata_column_${column}`)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          ref={body}
          onFocusIn={(event) => {
            const at = placeOf(event.target, body.current);
            const row = at && lines[at.row];
            if (at && row) setActive({ key: row.key, column: at.column });
          }}
        >
          {lines.map((row, index) => (
            <Row
              key={row.key}
              row={row}
              shown={shown.has(row.key)}
              active={index === activeRow ? (active?.column ?? 0) : null}
              acts={acts}
            />
          ))}
          {edits.open?.what === 'new' && <NewRow open={edits.open} acts={acts} />}
        </tbody>
      </table>
      {total === 0 && edits.open === null && <p class="userdata-empty">{t('userdata_empty')}</p>}
      {lines.length < total && (
        <p class="userdata-rows" ref={rest}>
          {t('userdata_rows_shown', lines.length.toLocaleString(), total.toLocaleString())}{' '}
          <button type="button" onClick={() => setMost(most + MOST_ROWS)}>
            {t('userdata_show_rows', Math.min(MOST_ROWS, total - lines.length).toLocaleString())}
          </button>
        </p>
      )}
      <p class="userdata-note">{t('userdata_note_hidden')}</p>
    </section>
  );
}
