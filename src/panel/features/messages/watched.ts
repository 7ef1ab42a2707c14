/** Whether the probe could see what a row's client did, in words. */
import type { Session } from '../../../session/api.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import { t } from '../../text/i18n.ts';

/** Why nothing is known of the inside of a row's client; null where the probe watches it and told all. */
export function unwatchedText(session: Session, { client, t: time }: MessageRow): string | null {
  if (client === null) return t('messages_unwatched_unknown');
  const { is, why, unsureFrom } = session.probeOf(client);
  if (is === 'watching') return unsureFrom !== null && time >= unsureFrom ? t('messages_unwatched_dropped') : null;
  return is === 'hindered' ? t('messages_unwatched_hindered', why ?? '') : t('messages_unwatched_none');
}
