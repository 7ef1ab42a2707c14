/** Picks one client, or all. */

import type { SessionDocument } from '../../session/model.ts';
import { t } from '../i18n.ts';
import { masked } from '../json/mask.ts';
import { usePanel } from '../stores/panel.ts';

/** How a client is named: its page's title, its origin, its place among the frames. */
export function clientName({ info, live }: SessionDocument): string {
  const title = info.title.slice(0, 60);
  const name = t('client_name', masked(title) || t('client_untitled'), info.origin, info.path);
  return live ? name : t('client_ended', name);
}

/** Renders the picker. */
export function ClientPicker() {
  const { watching, client } = usePanel();
  watching.version.value;
  const clients = watching.session.documents().filter(({ isClient }) => isClient);
  return (
    <select
      class="input client-picker"
      aria-label={t('client_picker')}
      title={t('client_picker_hint')}
      value={client.value ?? ''}
      onChange={(event) => {
        client.value = event.currentTarget.value || null;
      }}
    >
      <option value="">{t('client_all')}</option>
      {clients.map((known) => (
        <option key={known.info.document} value={known.info.document}>
          {clientName(known)}
        </option>
      ))}
    </select>
  );
}
