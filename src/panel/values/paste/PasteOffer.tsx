/** Cells of a spreadsheet that were pasted: what would be added, before anything is. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { maskToken } from '../../../protocol/secret-names.ts';
import { clipKey } from '../../text/clip.ts';
import { plural, t } from '../../text/i18n.ts';
import { PageText } from '../../text/PageText.tsx';
import { useEscape } from '../../ui/escape.ts';
import { type Cells, type PastedRow, takenOf } from './cells.ts';
import './paste.css';

interface PasteOfferProps {
  readonly cells: Cells;
  /** What would become of them. */
  readonly rows: readonly PastedRow[];
  readonly onAdd: () => void;
  readonly onText: () => void;
  readonly onCancel: () => void;
}

/** Rows that are shown before they are added. */
const MOST_SHOWN = 20;

/** See the file's head. */
export function PasteOffer({ rows, cells, onAdd, onText, onCancel }: PasteOfferProps) {
  const first = useRef<HTMLButtonElement>(null);
  const section = useRef<HTMLElement>(null);
  useEscape(onCancel, section);
  useLayoutEffect(() => first.current?.focus(), []);
  const taken = takenOf(rows).length;
  const wide = cells.filter(({ length }) => length > 2).length;
  return (
    <section class="paste" aria-label={t('userdata_paste')} ref={section}>
      <p role="status">{plural('userdata_paste_text', rows.length)}</p>
      <table class="grid" aria-label={t('userdata_paste')}>
        <tbody>
          {rows.slice(0, MOST_SHOWN).map(({ key, value, is }, index) => (
            <tr key={index} data-is={is}>
              <td class="mono">
                <PageText text={clipKey(key)} />
              </td>
              <td class="mono">
                <PageText text={clipKey(maskToken([key], value) ?? value)} spaces="ends" />
              </td>
              <td>{t(`userdata_paste_${is}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_SHOWN && <p class="note">{plural('userdata_paste_more', rows.length - MOST_SHOWN)}</p>}
      {wide > 0 && <p class="paste-warn">{plural('userdata_paste_wide', wide)}</p>}
      <p>
        <button type="button" class="button outlined" ref={first} disabled={taken === 0} onClick={onAdd}>
          {plural('userdata_paste_add', taken)}
        </button>{' '}
        <button type="button" class="button outlined" onClick={onText}>
          {t('userdata_paste_as_text')}
        </button>{' '}
        <button type="button" class="button" onClick={onCancel}>
          {t('userdata_paste_cancel')}
        </button>
      </p>
    </section>
  );
}
