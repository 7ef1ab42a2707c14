/** What the connection's state is, and in one line. */

import type { ReadonlySignal } from '@preact/signals';
import type { SessionDocument, Subscription } from '../../session/model.ts';
import type { SessionWwe } from '../../session/wwe.ts';
import type { DocumentConnection } from '../../transport/document-connections.ts';
import type { Reach } from '../../transport/link-messages.ts';
import { plural, t } from '../text/i18n.ts';
import type { AccessStore } from './access.ts';
import type { InspectedTab } from './inspected-tab.ts';
import { type RulesStore, watchingOff } from './rules.ts';
import type { Silence } from './silence.ts';
import { knownAmong, listed, nameAmong, reached, routesTo, type Wwes } from './wwes.ts';

/** What the report is made of. */
export interface Health {
  readonly reach: Reach | null;
  readonly recording: boolean;
  readonly connections: readonly DocumentConnection[];
  readonly documents: readonly SessionDocument[];
  readonly subscriptions: readonly Subscription[];
  /** Interaction events come in, though nobody could see who subscribed: WWE's window is not watched (a pop-up). */
  readonly hears: boolean;
  /** What the rules take away, in words; null, or left out: nothing. */
  readonly off?: string | null;
  /** Clients that get no answer. */
  readonly silences: readonly Silence[];
  /** Sites of the tab that are not watched. */
  readonly unwatched: readonly string[];
  /** Key of the WWE that is meant; null, or left out: nobody picked one, or there is only one. */
  readonly wwe?: string | null;
}

/** The WWEs of the tab: those that can be reached, those of them that have spoken, and all that are known. */
export function wwesOf({ documents, connections }: Pick<Health, 'documents' | 'connections'>) {
  const ways = routesTo(documents, connections);
  const all = reached(ways);
  return { all, spoken: reached(ways.filter(({ heard }) => heard)), known: knownAmong(documents, all) };
}

/** The clients that are live now. */
export function liveClients({ documents }: Pick<Health, 'documents'>): readonly SessionDocument[] {
  return documents.filter(({ isClient, live }) => isClient && live);
}

/** The WWEs of which no live client gets these events, as far as seen: among all, or only the one that is meant. */
export function withoutSubscription(health: Health, event: string): readonly SessionWwe[] {
  const { subscriptions, hears, wwe } = health;
  if (hears && event === 'interaction') return [];
  // Nobody saw who confirmed it: it may be any.
  const has = (key: string) =>
    subscriptions.some((one) => one.event === event && (one.wwe === null || one.wwe === key));
  return wwesOf(health).spoken.filter(({ key }) => (wwe ? key === wwe : true) && !has(key));
}

/** Whether some live client gets these events, as far as seen: of each WWE, or of the one that is meant. */
export function isSubscribed(health: Health, event: string): boolean {
  if (health.hears && event === 'interaction') return true;
  const isAny = health.subscriptions.some((one) => one.event === event);
  return isAny && withoutSubscription(health, event).length === 0;
}

/** How many frames do not answer now: stopped by a debugger, busy, or kept in the back/forward cache. */
export function silentFrames({ connections }: Pick<Health, 'connections'>): number {
  return connections.filter(({ state }) => state === 'silent').length;
}

/** Frames that ended, and of whose record the last may be missing, by their paths. */
export function incompleteFrames({ connections }: Pick<Health, 'connections'>): readonly string[] {
  return connections.flatMap(({ info, isIncomplete }) => (isIncomplete ? info.path : []));
}

/** Why the extension is in no frame of the tab, and what to do. */
export function unreachable(unwatched: readonly string[]): { readonly what: string; readonly fix: string } {
  return unwatched.length === 0
    ? { what: t('hop_bridge_none'), fix: t('hop_bridge_none_fix') }
    : unwatchedReport(unwatched);
}

/** Sites that are not watched, and what to do. */
export const unwatchedReport = (unwatched: readonly string[]) => ({
  what: t('hop_unwatched', unwatched.join(', ')),
  fix: t('hop_unwatched_fix'),
});

/** The connection in one line. @param since text of the time since which the tab is watched; empty if nothing is */
export function summary(health: Health, since: string): string {
  const clients = liveClients(health);
  if (health.reach?.reached === false)
    return t(health.unwatched.length === 0 ? 'status_unreachable' : 'status_unwatched');
  if (!health.recording) return t('status_recording_off');
  const unanswered = health.silences.length > 0 ? plural('status_unanswered', health.silences.length) : '';
  if (clients.length === 0) {
    if (unanswered) return unanswered;
    if (health.off) return t('status_rules_off', health.off);
    // Its scripts may have come, and ended at once: they are registered for private windows.
    const isNowhere = health.unwatched.length > 0 && !health.connections.some(({ present }) => present);
    return t(isNowhere ? 'status_unwatched' : 'status_no_wwe');
  }
  const silent = silentFrames(health);
  const parts = [
    plural('status_clients', clients.length),
    wweSummary(health),
    unanswered,
    silent > 0 ? plural('status_silent', silent) : '',
  ];
  return [...parts, since].filter(Boolean).join(', ');
}

function wweSummary(health: Health): string {
  const { all, spoken, known } = wwesOf(health);
  const [only, other] = all;
  if (!only) return t('status_wwe_unknown');
  if (other) {
    const picked = all.find(({ key }) => key === health.wwe);
    return picked
      ? t('status_wwes_picked', all.length, listed(all, known), nameAmong(picked, known))
      : t('status_wwes', all.length, listed(all, known));
  }
  const { origin } = only;
  if (spoken.length === 0) return `${t('status_wwe_unknown')}, ${t('status_wwe_window', origin)}`;
  const gone = known.filter(({ key }) => key !== only.key);
  if (gone.length === 0 || health.wwe) return t('status_wwe', origin);
  return t('status_wwe_changed', nameAmong(only, known), listed(gone, known));
}

/** The connection as the stores have it now. */
export function healthOf({
  watching,
  rules,
  access,
  wwes,
  silences,
}: {
  readonly watching: InspectedTab;
  readonly rules: Pick<RulesStore, 'layers'>;
  readonly access: Pick<AccessStore, 'unwatched'>;
  readonly wwes: Pick<Wwes, 'meant'>;
  readonly silences: ReadonlySignal<readonly Silence[]>;
}): Health {
  watching.version.value;
  const { session } = watching;
  const documents = session.documents();
  const live = new Set(documents.flatMap(({ info, live }) => (live ? info.document : [])));
  const isHostWatched = documents.some((one) => one.isHost && one.live);
  const meant = 'wwe' in wwes.meant.value ? wwes.meant.value.wwe : null;
  return {
    reach: watching.reach.value,
    recording: watching.recording.value,
    off: watchingOff(rules.layers.value),
    unwatched: access.unwatched.value.map(({ site }) => site),
    connections: watching.connections.value,
    silences: silences.value,
    documents,
    subscriptions: session.subscriptions(),
    wwe: meant,
    hears:
      !isHostWatched &&
      session.interactions().some(({ transitions, wwe }) => {
        const last = transitions.at(-1);
        const isMeant = meant === null || wwe.key === meant;
        return isMeant && last?.source.by === 'event' && live.has(last.entry.document);
      }),
  };
}
