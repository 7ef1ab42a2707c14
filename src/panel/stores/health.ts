/** What the connection's state means, hop by hop, and what to do where it is broken. */

import type { ReadonlySignal } from '@preact/signals';
import type { Hop } from '../../link/hops.ts';
import type { Reach } from '../../link/messages.ts';
import type { SessionDocument, Subscription } from '../../session/model.ts';
import type { SessionWwe } from '../../session/wwe.ts';
import { plural, t } from '../i18n.ts';
import type { AccessStore } from './access.ts';
import { type RulesStore, watchingOff } from './rules.ts';
import type { Silence } from './silence.ts';
import type { Watching } from './watching.ts';
import { knownAmong, listed, nameAmong, reached, type Wwes, waysTo } from './wwes.ts';

/** One hop of the road from WWE to this panel. */
export interface HopReport {
  readonly is: 'ok' | 'waiting' | 'broken';
  readonly what: string;
  /** What to do, in words; null where all is well. */
  readonly fix: string | null;
  /** Likely causes, the likeliest first; left out: there is only the fix. */
  readonly causes?: readonly string[];
}

/** What the report is made of. */
export interface Health {
  readonly reach: Reach | null;
  readonly recording: boolean;
  readonly hops: readonly Hop[];
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
function wwesOf({ documents, hops }: Pick<Health, 'documents' | 'hops'>) {
  const ways = waysTo(documents, hops);
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
function silentFrames({ hops }: Pick<Health, 'hops'>): number {
  return hops.filter(({ state }) => state === 'silent').length;
}

/** Frames that ended, and of whose record the last may be missing, by their paths. */
export function cutOffFrames({ hops }: Pick<Health, 'hops'>): readonly string[] {
  return hops.flatMap(({ info, isCutOff }) => (isCutOff ? info.path : []));
}

/** The road, hop by hop, in the order of a message's journey. */
export function examine(health: Health): readonly HopReport[] {
  const { reach, recording, hops, documents, unwatched } = health;
  const hosts = documents.filter(({ isHost, live }) => isHost && live);
  const present = hops.filter((hop) => hop.present).length;
  const silent = silentFrames(health);
  const cutOff = cutOffFrames(health);
  const report: HopReport[] = [
    reach?.reached === false
      ? { is: 'broken', ...unreachable(unwatched) }
      : { is: present > 0 ? 'ok' : 'waiting', what: plural('hop_bridge', present), fix: null },
  ];
  if (reach?.reached && unwatched.length > 0) report.push({ is: 'waiting', ...unwatchedReport(unwatched) });
  if (health.off) report.push({ is: 'waiting', what: health.off, fix: t('hop_rules_fix') });
  if (!recording) report.push({ is: 'broken', what: t('hop_recording_off'), fix: t('hop_recording_off_fix') });
  if (silent > 0) report.push({ is: 'broken', what: plural('hop_silent', silent), fix: t('hop_silent_fix') });
  if (cutOff.length > 0) {
    report.push({
      is: 'waiting',
      what: plural('hop_cut_off', cutOff.length, cutOff.join(', ')),
      fix: t('cut_off_hint'),
    });
  }
  report.push(...clientReports(health));
  report.push(
    hosts.length === 0
      ? { is: 'waiting', what: t('hop_no_host'), fix: t('hop_no_host_fix') }
      : documents.some(isAnswered)
        ? { is: 'ok', what: t('hop_host'), fix: null }
        : { is: 'waiting', what: t('hop_host_unproven'), fix: t('hop_host_unproven_fix') },
    originReport(health),
    ...strangersReport(documents),
    isSubscribed(health, 'interaction')
      ? { is: 'ok', what: t('hop_subscribed'), fix: null }
      : { is: 'waiting', what: t('hop_not_subscribed'), fix: t('hop_not_subscribed_fix') },
  );
  return report;
}

/** Whether WWE ever said anything to its client. */
const isAnswered = ({ isClient, believed }: SessionDocument) => isClient && believed.length > 0;

/** Who talks with WWE, and who asks in vain: nothing counts as talking without a word of WWE's. */
function clientReports(health: Health): readonly HopReport[] {
  const silent = new Set(health.silences.map(({ document }) => document));
  const talking = liveClients(health).filter((one) => isAnswered(one) && !silent.has(one.info.document));
  const reports: HopReport[] = health.silences.map(({ what, causes }) => ({
    is: 'broken',
    what,
    fix: t('silence_causes'),
    causes,
  }));
  if (talking.length > 0) reports.unshift({ is: 'ok', what: plural('hop_clients', talking.length), fix: null });
  if (reports.length > 0) return reports;
  const isAsking = health.documents.some(({ isHost, live }) => isHost && live);
  return [{ is: 'waiting', what: t('hop_no_client'), fix: t(isAsking ? 'hop_unanswered_fix' : 'hop_no_client_fix') }];
}

/** Who WWE is; where there are or were several, all of them. */
function originReport(health: Health): HopReport {
  const { all, spoken, known } = wwesOf(health);
  const fix = t('hop_wwes_fix');
  if (all.length > 1) return { is: 'waiting', what: t('hop_wwes', all.length, listed(all, known)), fix };
  const [only] = spoken;
  if (!only) return { is: 'waiting', what: t('hop_no_origin'), fix: t('hop_no_origin_fix') };
  const gone = known.filter(({ key }) => key !== only.key);
  if (gone.length === 0 || health.wwe) return { is: 'ok', what: t('hop_origin', only.origin), fix: null };
  return { is: 'waiting', what: t('hop_wwe_changed', nameAmong(only, known), listed(gone, known)), fix };
}

/** Why the extension is in no frame of the tab, and what to do. */
export function unreachable(unwatched: readonly string[]): { readonly what: string; readonly fix: string } {
  return unwatched.length === 0
    ? { what: t('hop_bridge_none'), fix: t('hop_bridge_none_fix') }
    : unwatchedReport(unwatched);
}

const unwatchedReport = (unwatched: readonly string[]) => ({
  what: t('hop_unwatched', unwatched.join(', ')),
  fix: t('hop_unwatched_fix'),
});

/** Who posed as WWE, if anybody did. */
function strangersReport(documents: readonly SessionDocument[]): readonly HopReport[] {
  const count = documents.reduce((sum, { strangers }) => sum + strangers, 0);
  if (count === 0) return [];
  const origins = [...new Set(documents.flatMap(({ strangerOrigins }) => strangerOrigins))];
  return [{ is: 'waiting', what: plural('hop_strangers', count, origins.join(', ')), fix: t('strangers_hint') }];
}

/** The connection in one line. @param since text of the time since which the tab is watched; empty if nothing is */
export function summary(health: Health, since: string): string {
  const clients = liveClients(health);
  if (health.reach?.reached === false)
    return t(health.unwatched.length === 0 ? 'status_unreachable' : 'status_unwatched');
  if (!health.recording) return t('status_recording_off');
  const unanswered = health.silences.length > 0 ? plural('status_unanswered', health.silences.length) : '';
  if (clients.length === 0) {
    if (unanswered) return unanswered;
    return health.off ? t('status_rules_off', health.off) : t('status_no_wwe');
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
  readonly watching: Watching;
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
    hops: watching.hops.value,
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
