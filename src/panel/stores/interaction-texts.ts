/** An interaction in words and for sorting. Pure. */
import type { SessionInteraction } from '../../session/model.ts';
import { clip } from '../text/clip.ts';
import { plural } from '../text/i18n.ts';

/** Characters of a short id. */
const SHORT_ID = 8;
/** Parties that a line looks at. */
const MOST_PARTIES = 100;

/** An id that nobody reads whole, such as a GUID, in short; say the whole one on hover. */
export function shortId(id: string): string {
  return id.length > SHORT_ID + 4 ? `${id.slice(0, SHORT_ID)}…` : id;
}

/** How many interactions are shown, and of how many where some are not. */
export function countText(shown: number, total: number): string {
  return shown === total
    ? plural('count_interactions', total)
    : plural('count_interactions_filtered', total, shown.toLocaleString());
}

/**
 * The medium's name: as WWE says it, else `voice` where only voice has such properties
 * (docs/protocol.md#interaction-object), else unknown.
 */
export function mediumOf({ interaction }: Pick<SessionInteraction, 'interaction'>): string {
  const { media, callUuid, ani, dnis, callType } = interaction;
  if (media) return clip(media);
  return callUuid || ani || dnis || callType ? 'voice' : '';
}

/** Who is at the other end: the parties' names, else the number that is not ours. */
export function whoOf({ interaction }: Pick<SessionInteraction, 'interaction'>): string {
  // The line is cut anyway, and a page may send a million.
  const names = (interaction.parties ?? []).slice(0, MOST_PARTIES).flatMap(({ name }) => name ?? []);
  const outward = interaction.direction?.toUpperCase() === 'OUT';
  const number = (outward ? interaction.dnis : interaction.ani) ?? interaction.ani ?? interaction.dnis ?? '';
  return clip([names.join(', '), number].filter(Boolean).join(' · '));
}

/** Whether its state is over, or nobody can know it any more: it ended, or it was of a life of WWE that is over. */
export function isOver({ ended, known }: Pick<SessionInteraction, 'ended' | 'known'>): boolean {
  return ended !== null || known.length === 0;
}

/** Until when its times run: now; when it ended; or when WWE was last heard to speak of it, where nothing more can come. */
export function runsUntil(one: SessionInteraction, now: number): number {
  if (one.ended !== null) return one.ended.t;
  return isOver(one) ? one.lastSeen : Math.max(now, one.lastSeen);
}

/** When the present state began, as far as seen. ms since the epoch. */
export function stateSince(one: SessionInteraction): number {
  return one.transitions.at(-1)?.t ?? one.firstSeen;
}

/** The tone of a state: asking for the agent, going on, resting, over. Words say the same, so colour only helps. */
export function tone(state: string | undefined): 'asks' | 'runs' | 'rests' | 'over' | 'bad' {
  if (state === 'RINGING' || state === 'INVITED' || state === 'INVITED_CONFERENCE' || state === 'DIALING')
    return 'asks';
  if (state === 'HELD' || state === 'SAVED' || state === 'JOIN_PENDING' || state === 'PREVIEW') return 'rests';
  if (state === 'ERROR' || state === 'JOIN_FAILED') return 'bad';
  if (
    state === undefined ||
    /^(IDLE|COMPLETED|REVOKED|SENT|CANCELLED|CANCELED|REJECTED|TRANSFER_COMPLETED|LEFT_CONFERENCE)$/.test(state)
  ) {
    return 'over';
  }
  return 'runs';
}
