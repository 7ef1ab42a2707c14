/** Clients that WWE does not answer: what was seen, and the likely causes, the likeliest first. */
import { computed, type ReadonlySignal } from '@preact/signals';
import { REQUEST_TIMEOUT_MS } from '../../protocol/messages.ts';
import type { Answering } from '../../session/answer-counts.ts';
import type { SessionDocument } from '../../session/model.ts';
import { parentPath } from '../../session/paths.ts';
import { clockTime } from '../text/format.ts';
import { plural, t } from '../text/i18n.ts';
import type { InspectedTab } from './inspected-tab.ts';

/** With so many requests in a minute before the silence, a rate limit comes first among the causes. */
export const MANY_A_MINUTE = 20;

/** What is known of one client's requests. */
export interface Asking {
  readonly document: SessionDocument;
  readonly answering: Answering;
}

/** A client that is met with silence. */
export interface Silence {
  readonly document: string;
  /** What was seen, in a sentence. */
  readonly what: string;
  /** What may be the cause and what to check, the likeliest first; one sentence or two each. */
  readonly causes: readonly string[];
}

/**
 * The clients that are live, have asked, and got no answer within the time after which a client gives up.
 * @param documents all of the session
 * @param now ms since the epoch
 */
export function silences(
  asking: readonly Asking[],
  documents: readonly SessionDocument[],
  now: number,
): readonly Silence[] {
  return asking.flatMap((one) => {
    const { document, answering } = one;
    const { silentSince } = answering;
    if (!document.live || silentSince === null) return [];
    // What was sent goes to the page itself, and comes back at once.
    if (now - silentSince < REQUEST_TIMEOUT_MS && !document.standsAlone) return [];
    return [{ document: document.info.document, ...describe(one, documents) }];
  });
}

/** The window that a client asks by itself, if its page is watched. */
function askedWindow({ around }: SessionDocument, documents: readonly SessionDocument[]): SessionDocument | undefined {
  return documents.find(({ live, home }) => live && around !== null && home === around);
}

function describe({ document, answering }: Asking, documents: readonly SessionDocument[]): Omit<Silence, 'document'> {
  const { sent, answered, answeredAt, unanswered, silentSince, rateBefore } = answering;
  const above = askedWindow(document, documents);
  const window = above ? t('silence_window_at', above.info.origin.slice(0, 200)) : t('silence_window');
  const since = clockTime(silentSince ?? 0);
  const place = document.info.path;
  if (document.info.target === null) {
    return { what: plural('silence_alone', sent, place), causes: [t('silence_cause_alone')] };
  }
  if (answeredAt !== null) {
    return {
      what: plural('silence_stopped', unanswered, place, window, clockTime(answeredAt), answered, rateBefore ?? 0),
      causes: causesOfStop(answering),
    };
  }
  return {
    what: plural('silence_never', unanswered, place, window, since),
    causes: causesOfNothing(document, answering, above),
  };
}

/** It worked, and stopped. */
function causesOfStop({ rateBefore }: Answering): readonly string[] {
  const limit = t('silence_cause_limit', rateBefore ?? 0);
  const others = [t('silence_cause_service'), t('silence_cause_gone')];
  return (rateBefore ?? 0) >= MANY_A_MINUTE ? [limit, ...others] : [...others, limit];
}

/** It never worked. */
function causesOfNothing(
  { info }: SessionDocument,
  { arrived, rateBefore }: Answering,
  above: SessionDocument | undefined,
): readonly string[] {
  const list = t('silence_cause_origin', info.origin.slice(0, 200));
  const target = t('silence_cause_target', above ? above.info.origin.slice(0, 200) : t('silence_its_origin'));
  // Somebody else's frame around the client's: WWE is asked only right above it.
  const isNested = info.target !== 'opener' && parentPath(info.target ?? '') !== null;
  const notWwe = t('silence_cause_not_wwe');
  const limit = t('silence_cause_limit', rateBefore ?? 0);
  // Where the window is watched and nothing arrived, the browser dropped it on the way.
  if (above && arrived === 0) return [target, ...(isNested ? [notWwe] : []), list];
  return [...(isNested ? [notWwe, list] : [list, notWwe]), ...(above ? [] : [target]), limit];
}

/** Follows them. It keeps its value while nothing else is to be said, though time goes on. */
export function createSilences(
  { session, version }: Pick<InspectedTab, 'session' | 'version'>,
  clock: ReadonlySignal<number>,
): ReadonlySignal<readonly Silence[]> {
  let last: readonly Silence[] = [];
  return computed(() => {
    version.value;
    const documents = session.documents();
    const asking = documents.flatMap((document) => {
      const answering = session.answering(document.info.document);
      return answering ? [{ document, answering }] : [];
    });
    const now = silences(asking, documents, clock.value);
    if (JSON.stringify(now) !== JSON.stringify(last)) last = now;
    return last;
  });
}
