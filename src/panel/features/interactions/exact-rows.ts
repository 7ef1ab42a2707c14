/** Interactions as they are copied: exact times and values, whatever the table shows and however wide it is. */

import { masked } from '../../../protocol/tokens.ts';
import type { SessionInteraction } from '../../../session/model.ts';
import { mediumOf, runsUntil, stateSince, whoOf } from '../../stores/interaction-texts.ts';
import { isoTime } from '../../text/format.ts';
import { t } from '../../text/i18n.ts';
import { markdownOf, tsvOf } from '../../ui/copy.ts';
import type { CopyFormat } from '../../ui/copy-items.ts';
import { jsonText } from '../../values/json/text.ts';
import { blockWord } from './columns.tsx';

/** Interactions as text. Tokens are masked. @param now ms since the epoch */
export function copiedInteractions(all: readonly SessionInteraction[], format: CopyFormat, now: number): string {
  const [only, other] = all;
  if (format === 'json') return jsonText(only && !other ? only.raw : all.map((one) => asObject(one, now)));
  const head = [
    t('column_id'),
    t('column_medium'),
    t('column_who'),
    t('column_state'),
    t('column_state_since'),
    t('column_state_ms'),
    t('column_previous'),
    t('column_direction'),
    t('column_call_type'),
    t('column_recording'),
    t('column_block'),
    t('column_case'),
    t('column_wwe'),
    t('column_first_seen'),
    t('column_changed'),
    t('column_ended'),
  ];
  const table = { head, rows: all.map((one) => exactCells(one, now)) };
  return format === 'markdown' ? markdownOf(table) : tsvOf(table);
}

function exactCells(one: SessionInteraction, now: number): readonly (string | number | null)[] {
  const { id, interaction, firstSeen, lastChanged, ended, wwe } = one;
  const since = stateSince(one);
  const texts = [interaction.previousState, interaction.direction, interaction.callType, interaction.recordingState];
  return [
    id,
    mediumOf(one),
    masked(whoOf(one)),
    interaction.state ?? null,
    isoTime(since),
    exactSpan(since, runsUntil(one, now)),
    ...texts.map((text) => text ?? null),
    blockWord(one),
    interaction.caseId ?? null,
    wwe.origin,
    isoTime(firstSeen),
    isoTime(lastChanged),
    ended ? `${t(`ended_${ended.why}`)} ${isoTime(ended.t)}` : null,
  ];
}

function asObject(one: SessionInteraction, now: number): object {
  const { id, raw, firstSeen, lastChanged, ended, block, wwe } = one;
  const since = stateSince(one);
  return {
    id,
    wwe: wwe.origin,
    firstSeen: isoTime(firstSeen),
    lastChanged: isoTime(lastChanged),
    stateSince: isoTime(since),
    stateMs: exactSpan(since, runsUntil(one, now)),
    markDone: block.status,
    ended: ended && { why: ended.why, time: isoTime(ended.t) },
    interaction: raw,
  };
}

/** ms, without the digits that only the arithmetic makes. */
function exactSpan(from: number, to: number): number {
  return Math.round((to - from) * 1_000) / 1_000;
}
