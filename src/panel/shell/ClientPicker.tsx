/** Picks one client, or all; where there is more than one WWE, one of these with its clients. */

import type { SessionWwe } from '../../session/wwe.ts';
import { clientName } from '../shared/clients.ts';
import { usePanel } from '../stores/panel.ts';
import { t } from '../text/i18n.ts';

/** A WWE, a client, both or neither, as the value of an option. */
const optionOf = (...choice: readonly [wwe: string | null, client: string | null]) =>
  choice.every((one) => one === null) ? '' : JSON.stringify(choice);

/** Renders the picker. */
export function ClientPicker() {
  const { watching, client, wwe, wwes } = usePanel();
  watching.version.value;
  const all = wwes.all.value;
  const clients = watching.session.documents().filter(({ isClient }) => isClient);
  const ofWwe = ({ key }: SessionWwe) => {
    const own = new Set(wwes.ways.value.flatMap((way) => (way.wwe.key === key ? way.document : [])));
    return clients.filter(({ info }) => own.has(info.document));
  };
  const isMany = wwes.known.value.length > 1;
  const isGone = wwe.value !== null && all.every(({ key }) => key !== wwe.value);
  const placed = new Set(isMany ? all.flatMap(ofWwe) : []);
  /** What each option stands for. */
  const choices = new Map<string, readonly [wwe: string | null, client: string | null]>();
  const option = (of: string | null, who: string | null, text: string) => {
    const value = optionOf(of, who);
    choices.set(value, [of, who]);
    return (
      <option key={value} value={value}>
        {text}
      </option>
    );
  };
  return (
    <select
      class="input client-picker"
      aria-label={t('client_picker')}
      title={t('client_picker_hint')}
      value={optionOf(wwe.value, client.value)}
      onChange={(event) => {
        [wwe.value, client.value] = choices.get(event.currentTarget.value) ?? [null, null];
      }}
    >
      {option(null, null, t('client_all'))}
      {isGone && option(wwe.value, client.value, t('wwe_picked_gone'))}
      {isMany &&
        all.map((one) => (
          <optgroup key={one.key} label={t('wwe_at', wwes.nameOf(one))}>
            {option(one.key, null, t('wwe_all_clients', wwes.nameOf(one)))}
            {ofWwe(one).map((known) => option(one.key, known.info.document, clientName(known)))}
          </optgroup>
        ))}
      {clients.filter((one) => !placed.has(one)).map((known) => option(null, known.info.document, clientName(known)))}
    </select>
  );
}
