/** An interaction in words and for sorting and filtering. Pure. */
import { isRecord } from '../../scapi/kind.ts';
import { readId } from '../../scapi/read.ts';
import type { SessionInteraction } from '../../session/model.ts';
import { maskToken } from '../json/mask.ts';
import { jsonText } from '../json/text.ts';

/** What a line of text shows of what a page may make a megabyte long, in characters. */
const CLIP = 300;
/** Parties that a line looks at. */
const MOST_PARTIES = 100;
/** Values of one property, and of one key of user data, in which a plain word is looked for. */
const MOST_SEARCHED = 5_000;

/** A text as a line shows it; its value in Properties or JSON has more of it. */
export function clip(text: string): string {
  return text.length > CLIP ? `${text.slice(0, CLIP)}…` : text;
}

/** The medium's name: as WWE says it, else `voice` where only voice has such properties (scapi.md §5.1), else unknown. */
export function mediumOf({ interaction }: SessionInteraction): string {
  const { media, callUuid, ani, dnis, callType } = interaction;
  if (media) return clip(media);
  return callUuid || ani || dnis || callType ? 'voice' : '';
}

/** Who is at the other end: the parties' names, else the number that is not ours. */
export function whoOf({ interaction }: SessionInteraction): string {
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

const haystacks = new WeakMap<SessionInteraction, string>();

/** All that a plain word can find: ids, state, people, numbers, and user data but for tokens. Lower case. */
export function haystack(one: SessionInteraction): string {
  const known = haystacks.get(one);
  if (known !== undefined) return known;
  const { id, key, formerIds, raw, interaction } = one;
  const words = [id, key, ...formerIds, mediumOf(one), whoOf(one)];
  for (const [name, value] of Object.entries(raw)) if (name !== 'userData') words.push(text(name, readId(value)));
  for (const [name, value] of Object.entries(isRecord(interaction.userData) ? interaction.userData : {})) {
    words.push(name, text(name, value));
  }
  const all = words.join('\n').toLowerCase();
  haystacks.set(one, all);
  return all;
}

/** A value as it is shown: tokens masked. */
function text(name: string, value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'object') return jsonText(value, [name], undefined, MOST_SEARCHED);
  return maskToken([name], value) ?? String(value);
}

/** A filter: every word must be found, none that begins with `-` may be. Case does not matter. */
export function matcher(filter: string): (one: SessionInteraction) => boolean {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = words.filter((word) => !word.startsWith('-'));
  const unwanted = words.filter((word) => word.length > 1 && word.startsWith('-')).map((word) => word.slice(1));
  return (one) => {
    const all = haystack(one);
    return wanted.every((word) => all.includes(word)) && !unwanted.some((word) => all.includes(word));
  };
}
