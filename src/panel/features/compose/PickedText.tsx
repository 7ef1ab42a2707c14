/** Which interaction a typed id means. */
import type { Parameter } from '../../../protocol/service.ts';
import { usePanel } from '../../stores/panel.ts';
import { t } from '../../text/i18n.ts';
import { interactionText } from './call-texts.ts';
import { pickFrom } from './fields.ts';
import { meaningOf } from './picked.ts';

/** Renders who it is, or that nobody has seen it; nothing where the parameter is no interaction. */
export function PickedText({ parameter, text }: { readonly parameter: Parameter; readonly text: string }) {
  const stores = usePanel();
  stores.watching.version.value;
  if (pickFrom(parameter) !== 'interactions' || text === '') return null;
  const { one, former } = meaningOf(stores, text);
  if (one) return <p class="note">{interactionText(one)}</p>;
  return <p class="note">{former ? t('compose_id_former', interactionText(former)) : t('compose_id_not_seen')}</p>;
}
