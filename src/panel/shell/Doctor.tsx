/** The connection doctor: every connection with its state, and the fix where it is broken. */

import { masked } from '../../protocol/tokens.ts';
import { SharedIdCounts } from '../../session/shared-id-counts.ts';
import type { DocumentConnection } from '../../transport/document-connections.ts';
import { Causes } from '../shared/Causes.tsx';
import { filterMessages } from '../stores/choices.ts';
import { examine } from '../stores/examine.ts';
import { healthOf } from '../stores/health.ts';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';
import { Sheet } from '../ui/Sheet.tsx';

const MARKS = { ok: '✓', waiting: '…', broken: '✕' } as const;

/** Frames in the order of the page: the top first. */
function byPath(connections: readonly DocumentConnection[]): readonly DocumentConnection[] {
  return [...connections].sort((a, b) => a.info.path.localeCompare(b.info.path, undefined, { numeric: true }));
}

/** Renders the doctor. */
export function Doctor({ onClose }: { readonly onClose: () => void }) {
  const stores = usePanel();
  const { session } = stores.watching;
  const health = healthOf(stores);
  const sharedIdsOf = (document: string) => session.sharedIdsOf(document, () => new SharedIdCounts());
  const showRows = (filter: string) => {
    stores.client.value = null;
    filterMessages(stores, filter);
    stores.view.value = 'messages';
    onClose();
  };
  const seen = new Set(health.documents.map(({ info }) => info.document));
  return (
    <Sheet title={t('doctor')} onClose={onClose}>
      <ul class="connection-list">
        {examine(health, sharedIdsOf).map(({ is, what, fix, causes = [], filter }) => (
          <li class="connection" key={what}>
            <span
              class={`connection-mark ${is === 'ok' ? 'outcome-ok' : is === 'broken' ? 'outcome-failed' : 'outcome-warn'}`}
              aria-hidden="true"
            >
              {MARKS[is]}
            </span>
            <span>
              <span class="visually-hidden">{t(`hop_${is}`)}: </span>
              {what}
            </span>
            {fix && <span class="connection-fix">{fix}</span>}
            {causes.length > 0 && <Causes causes={causes} />}
            {filter !== undefined && (
              <span class="connection-rows">
                <button type="button" class="button outlined" onClick={() => showRows(filter)}>
                  {t('hop_show_rows')}
                </button>
              </span>
            )}
          </li>
        ))}
      </ul>
      <h3>{t('doctor_frames')}</h3>
      <table class="frames">
        <thead>
          <tr>
            <th scope="col">{t('doctor_frame')}</th>
            <th scope="col">{t('doctor_page')}</th>
            <th scope="col">{t('doctor_state')}</th>
          </tr>
        </thead>
        <tbody>
          {byPath(health.connections).map(({ info, state }) => (
            <tr key={info.document}>
              <td class="mono">{info.path}</td>
              <td>{masked(info.url.slice(0, 200))}</td>
              <td>{t(seen.has(info.document) && state === 'watching' ? 'hop_state_live' : `hop_state_${state}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {health.connections.length === 0 && <p class="note">{t('doctor_no_frames')}</p>}
      <p>
        <button type="button" class="button outlined" onClick={stores.reload}>
          {t('reload_page')}
        </button>
      </p>
    </Sheet>
  );
}
