/** Keys and values of an object, each with its type. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { CloseIcon, Icon } from '../../../design/icons.tsx';
import { clip } from '../../text/clip.ts';
import { t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { inControl, retyped } from '../../text/retyped.ts';
import { isUnseenIn, UnseenInControl } from '../../text/UnseenInControl.tsx';
import { PasteOffer } from '../../values/paste/PasteOffer.tsx';
import { isChoice } from './call-texts.ts';
import { type KeyRow, retypeSimple, SIMPLE_TYPES } from './fields.ts';
import { addPasted, type PastedInto, pastedInto, pastedRows } from './pasted.ts';
import { TypeMenu } from './TypeMenu.tsx';
import { ValueControl } from './ValueControl.tsx';

interface KeyGridProps {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly KeyRow[];
  /** Keys that the catalogue names. */
  readonly suggested: readonly string[];
  /** Id of the row that is wrong. */
  readonly wrongRow: number | null;
  readonly hidden: readonly unknown[];
  readonly onChange: (rows: readonly KeyRow[]) => void;
}

/** Renders the grid. */
export function KeyGrid({ id, name, rows, suggested, wrongRow, hidden, onChange }: KeyGridProps) {
  const change = (row: KeyRow, part: Partial<KeyRow>) =>
    onChange(rows.map((one) => (one === row ? { ...one, ...part } : one)));
  /** Id of the row that was just added: the cursor goes there once it is drawn. */
  const added = useRef<number | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (added.current === null || rows.at(-1)?.id !== added.current) return;
    added.current = null;
    grid.current?.querySelector<HTMLElement>('.compose-key:last-of-type input')?.focus();
  });
  const [pasted, setPasted] = useState<PastedInto | null>(null);
  const settle = (next?: readonly KeyRow[]) => {
    setPasted(null);
    if (next) onChange(next);
    pasted?.control.focus();
  };
  const left = suggested.filter((key) => isChoice(key) && !rows.some((row) => row.key === key));
  return (
    <div class="compose-keys" ref={grid}>
      {pasted && (
        <PasteOffer
          cells={pasted.cells}
          rows={pastedRows(rows, hidden, pasted.cells)}
          onAdd={() => {
            const next = addPasted(rows, hidden, pasted);
            settle(next);
            // The field that they were pasted into may be gone.
            added.current = next.at(-1)?.id ?? null;
          }}
          onText={() => settle(rows.map((one) => (one.id === pasted.row ? { ...one, ...pasted.asText } : one)))}
          onCancel={() => settle()}
        />
      )}
      {rows.map((row) => {
        const key = row.key === '' ? t('compose_new_key') : pageText(clip(row.key));
        const unseen = `${id}-${row.id}-unseen`;
        return (
          <div
            class="compose-key"
            key={row.id}
            onPaste={(event) => {
              const into = pastedInto(row, event);
              if (!into) return;
              event.preventDefault();
              setPasted(into);
            }}
          >
            <input
              class="input mono"
              type="text"
              aria-label={t('compose_key_of', name)}
              aria-invalid={row.id === wrongRow}
              aria-describedby={isUnseenIn(row.key) ? unseen : undefined}
              placeholder={t('compose_key')}
              list={`${id}-keys`}
              autocomplete="off"
              spellcheck={false}
              value={inControl(row.key, 'line')}
              onInput={(event) => change(row, { key: retyped(row.key, event.currentTarget.value, 'line') })}
            />
            <ValueControl
              id={`${id}-${row.id}`}
              label={t('compose_value_of', key)}
              type={row.type}
              text={row.text}
              isWrong={row.id === wrongRow}
              onType={(text) => change(row, { text })}
            />
            <TypeMenu
              label={t('compose_type_of', key)}
              types={SIMPLE_TYPES}
              type={row.type}
              onChoose={(type) => change(row, { type, text: retypeSimple(row.type, row.text, type, hidden) })}
            />
            <button
              type="button"
              class="button"
              aria-label={t('compose_remove', key)}
              onClick={() => onChange(rows.filter((one) => one !== row))}
            >
              <Icon of={CloseIcon} />
            </button>
            <UnseenInControl text={row.key} id={unseen} />
          </div>
        );
      })}
      <datalist id={`${id}-keys`}>
        {left.map((key) => (
          <option key={key} value={key} />
        ))}
      </datalist>
      <button
        type="button"
        class="button outlined compose-add"
        onClick={() => {
          added.current = Math.max(-1, ...rows.map((row) => row.id)) + 1;
          onChange([...rows, { id: added.current, key: '', type: 'text', text: '' }]);
        }}
      >
        {t('compose_add_key', name)}
      </button>
    </div>
  );
}
