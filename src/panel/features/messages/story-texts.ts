/** What a message of a story changed, in words. Pure. */
import { masked } from '../../../protocol/tokens.ts';
import type { MessageRow } from '../../../session/messages-model.ts';
import type { BlockStep } from '../../../session/model.ts';
import type { ClientNumbers } from '../../shared/clients.ts';
import { clipKey } from '../../text/clip.ts';
import { t } from '../../text/i18n.ts';
import { pageText } from '../../text/PageText.tsx';
import { oneLine } from '../../values/json/shape.ts';
import type { Slot } from '../../values/json/slot.ts';
import type { Change } from './story-changes.ts';

/** Longest text of a value, in characters. */
const LONGEST = 120;

function slotText(slot: Slot, path: readonly string[]): string {
  return slot.present ? pageText(oneLine(slot.value, LONGEST, path), 'none') : t('story_none');
}

/** A change: `state "TALKING" → "HELD"`. Tokens are masked. */
export function changeText({ path, from, to }: Change): string {
  const name = path.map((step) => pageText(masked(clipKey(step)))).join('.') || '/';
  const after = slotText(to, path);
  return from === null ? t('story_set', name, after) : t('story_changed', name, slotText(from, path), after);
}

/** Who sent a request, or which client got an event, where there is more than one. */
export function partyText({ client, request, is }: MessageRow, clients: ClientNumbers): string {
  if (request?.by === 'tool') return t('by_tool');
  const number = client === null ? undefined : clients.get(client)?.number;
  if (number === undefined) return is === 'request' ? t('by_page') : '';
  if (clients.size < 2) return is === 'request' ? t('by_page') : '';
  return t(is === 'request' ? 'story_by_client' : 'story_to_client', number);
}

/** What a step says about mark done, with the warning that it sets. */
export function stepText(step: BlockStep): string {
  return [t('story_mark_done', t(`step_${step.what}`)), warningText(step)].filter(Boolean).join(' ');
}

/** The warning that a step sets; empty where it sets none. */
export function warningText({ warning }: BlockStep): string {
  return warning === null ? '' : `“${pageText(masked(warning.slice(0, 200)))}”`;
}
