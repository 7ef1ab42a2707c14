/** The connection doctor's report: connection by connection, and what to do where one is broken. */
import type { SessionDocument } from '../../session/model.ts';
import { plural, t } from '../text/i18n.ts';
import {
  type Health,
  incompleteFrames,
  isSubscribed,
  liveClients,
  silentFrames,
  unreachable,
  unwatchedReport,
  wwesOf,
} from './health.ts';
import { listed, nameAmong } from './wwes.ts';

/** One connection of the transport from WWE to this panel. */
export interface ConnectionReport {
  readonly is: 'ok' | 'waiting' | 'broken';
  readonly what: string;
  /** What to do, in words; null where all is well. */
  readonly fix: string | null;
  /** Likely causes, the likeliest first; left out: there is only the fix. */
  readonly causes?: readonly string[];
  /** The filter of the Messages view that shows what it is about; left out: there are no rows of it. */
  readonly filter?: string;
}

/** How many requests of a client's document were open at once with another one under one id. */
type SharedIdsOf = (document: string) => number;

/** The transport, connection by connection, in the order of a message's journey. */
export function examine(health: Health, sharedIdsOf: SharedIdsOf = () => 0): readonly ConnectionReport[] {
  const { reach, recording, connections, documents, unwatched } = health;
  const hosts = documents.filter(({ isHost, live }) => isHost && live);
  const present = connections.filter((connection) => connection.present).length;
  const silent = silentFrames(health);
  const incomplete = incompleteFrames(health);
  const report: ConnectionReport[] = [
    reach?.reached === false
      ? { is: 'broken', ...unreachable(unwatched) }
      : { is: present > 0 ? 'ok' : 'waiting', what: plural('hop_bridge', present), fix: null },
  ];
  if (reach?.reached && unwatched.length > 0) report.push({ is: 'waiting', ...unwatchedReport(unwatched) });
  if (health.off) report.push({ is: 'waiting', what: health.off, fix: t('hop_rules_fix') });
  if (!recording) report.push({ is: 'broken', what: t('hop_recording_off'), fix: t('hop_recording_off_fix') });
  if (silent > 0) report.push({ is: 'broken', what: plural('hop_silent', silent), fix: t('hop_silent_fix') });
  if (incomplete.length > 0) {
    report.push({
      is: 'waiting',
      what: plural('hop_incomplete', incomplete.length, incomplete.join(', ')),
      fix: t('incomplete_hint'),
    });
  }
  report.push(...clientReports(health), ...sharedIdReports(health, sharedIdsOf));
  report.push(
    hosts.length === 0
      ? { is: 'waiting', what: t('hop_no_host'), fix: t('hop_no_host_fix') }
      : documents.some(isAnswered)
        ? { is: 'ok', what: t('hop_host'), fix: null }
        : { is: 'waiting', what: t('hop_host_unproven'), fix: t('hop_host_unproven_fix') },
    originReport(health),
    ...untrustedReport(documents),
    isSubscribed(health, 'interaction')
      ? { is: 'ok', what: t('hop_subscribed'), fix: null }
      : { is: 'waiting', what: t('hop_not_subscribed'), fix: t('hop_not_subscribed_fix') },
  );
  return report;
}

/** Whether WWE ever said anything to its client. */
const isAnswered = ({ isClient, believed }: SessionDocument) => isClient && believed.length > 0;

/** Who talks with WWE, and who asks in vain: nothing counts as talking without a word of WWE's. */
function clientReports(health: Health): readonly ConnectionReport[] {
  const silent = new Set(health.silences.map(({ document }) => document));
  const talking = liveClients(health).filter((one) => isAnswered(one) && !silent.has(one.info.document));
  const reports: ConnectionReport[] = health.silences.map(({ what, causes }) => ({
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

/** Clients in one window that may take each other's answers. */
function sharedIdReports({ documents }: Health, sharedIdsOf: SharedIdsOf): readonly ConnectionReport[] {
  return documents.flatMap(({ info, live }): readonly ConnectionReport[] => {
    const count = live ? sharedIdsOf(info.document) : 0;
    if (count === 0) return [];
    const what = plural('hop_shared_ids', count, info.path);
    return [{ is: 'waiting', what, fix: t('hop_shared_ids_fix'), filter: 'is:id-shared' }];
  });
}

/** Who WWE is; where there are or were several, all of them. */
function originReport(health: Health): ConnectionReport {
  const { all, spoken, known } = wwesOf(health);
  const fix = t('hop_wwes_fix');
  if (all.length > 1) return { is: 'waiting', what: t('hop_wwes', all.length, listed(all, known)), fix };
  const [only] = spoken;
  if (!only) return { is: 'waiting', what: t('hop_no_origin'), fix: t('hop_no_origin_fix') };
  const gone = known.filter(({ key }) => key !== only.key);
  if (gone.length === 0 || health.wwe) return { is: 'ok', what: t('hop_origin', only.origin), fix: null };
  return { is: 'waiting', what: t('hop_wwe_changed', nameAmong(only, known), listed(gone, known)), fix };
}

/** Who posed as WWE, if anybody did. */
function untrustedReport(documents: readonly SessionDocument[]): readonly ConnectionReport[] {
  const count = documents.reduce((sum, { untrusted }) => sum + untrusted, 0);
  if (count === 0) return [];
  const origins = [...new Set(documents.flatMap(({ untrustedOrigins }) => untrustedOrigins))];
  return [{ is: 'waiting', what: plural('hop_untrusted', count, origins.join(', ')), fix: t('untrusted_hint') }];
}
