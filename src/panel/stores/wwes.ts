/** The WWEs of the tab: which there are, through which client each is asked, and which one the user means. */
import { computed, type ReadonlySignal, type Signal } from '@preact/signals';
import type { WindowPath } from '../../entry/entry.ts';
import type { SessionDocument } from '../../session/model.ts';
import { parentPath } from '../../session/paths.ts';
import { type SessionWwe, wweOf } from '../../session/wwe.ts';
import type { DocumentConnection } from '../../transport/document-connections.ts';
import { t } from '../text/i18n.ts';
import type { InspectedTab } from './inspected-tab.ts';

/** A way to a WWE. */
export interface Route {
  readonly wwe: SessionWwe;
  /** The document whose bridge sends. */
  readonly document: string;
  /** See `Command.to`. */
  readonly to: WindowPath | null;
  /** WWE has spoken to that client. Else only the window is known, and the origin of the page in it. */
  readonly heard: boolean;
}

/** What is meant, or, in words, why nobody can say. */
export type Meant = { readonly wwe: string } | { readonly why: string };

/** The WWEs of the tab. */
export interface Wwes {
  /** All ways, those of clients that WWE has spoken to first; else in the order of the documents. */
  readonly ways: ReadonlySignal<readonly Route[]>;
  /** Those that can be reached, each once, in the order of their ways. */
  readonly all: ReadonlySignal<readonly SessionWwe[]>;
  /** These, and those that spoke to clients that are gone, as long as their documents are remembered. */
  readonly known: ReadonlySignal<readonly SessionWwe[]>;
  /** Key of the one that the user picked; null: none. It stays picked when it goes. */
  readonly picked: ReadonlySignal<string | null>;
  /**
   * The WWE for what is about no interaction: the one that the user picked, or the only one that there is and was. Where one
   * went and another is left, nobody has said that it is meant instead.
   */
  readonly meant: ReadonlySignal<Meant>;
  /** How one is named beside the others: by its origin, and its window where that does not tell them apart. */
  nameOf(wwe: SessionWwe): string;
}

/** What the store needs. */
export interface WwesParts {
  readonly watching: Pick<InspectedTab, 'session' | 'version' | 'connections'>;
  /** The document of the client picked in the toolbar; null for all. */
  readonly client: ReadonlySignal<string | null>;
  /** The WWE picked there; null for none. */
  readonly wwe: Signal<string | null>;
}

/** Follows the WWEs of the tab. */
export function createWwes({ watching, client, wwe: picked }: WwesParts): Wwes {
  const ways = computed(() => {
    watching.version.value;
    return routesTo(watching.session.documents(), watching.connections.value);
  });
  const all = computed(() => reached(ways.value));
  const known = computed(() => {
    watching.version.value;
    return knownAmong(watching.session.documents(), all.value);
  });
  return {
    ways,
    all,
    known,
    picked,
    meant: computed(() => {
      watching.version.value;
      const clients = watching.session.documents().filter(({ live, isClient }) => live && isClient);
      return meantOf({ ways: ways.value, known: known.value, clients }, picked.value, client.value);
    }),
    nameOf: (wwe) => nameAmong(wwe, known.value),
  };
}

/** Each WWE once. */
export function reached(ways: readonly Route[]): readonly SessionWwe[] {
  return [...new Map(ways.map(({ wwe }) => [wwe.key, wwe])).values()];
}

/** How a WWE is named beside others. */
export function nameAmong({ key, origin, window }: SessionWwe, others: readonly SessionWwe[]): string {
  const short = origin.slice(0, 200);
  const isShared = others.some((other) => other.origin === origin && other.key !== key);
  return isShared ? t('wwe_in_window', short, window.slice(0, 100)) : short;
}

/** WWEs that can be reached, and all others that spoke to a document that is remembered. */
export function knownAmong(documents: readonly SessionDocument[], all: readonly SessionWwe[]): readonly SessionWwe[] {
  const heard = documents.flatMap(({ isClient, believed }) => (isClient ? believed : []));
  return [...new Map([...all, ...heard].map((wwe) => [wwe.key, wwe])).values()];
}

/** Some WWEs by their names. */
export function listed(wwes: readonly SessionWwe[], known: readonly SessionWwe[]): string {
  return wwes.map((one) => nameAmong(one, known)).join(', ');
}

interface Around {
  readonly ways: readonly Route[];
  readonly known: readonly SessionWwe[];
  readonly clients: readonly SessionDocument[];
}

function meantOf({ ways, known, clients }: Around, picked: string | null, client: string | null): Meant {
  const all = reached(ways);
  const [only, ...others] = all;
  if (picked !== null)
    return all.some(({ key }) => key === picked) ? { wwe: picked } : { why: t('blocked_picked_gone') };
  if (!only) {
    if (clients.length === 0) return { why: t('blocked_no_client') };
    return { why: t(clients.every(({ info }) => info.target === null) ? 'blocked_alone' : 'blocked_unknown_window') };
  }
  // Who picks a client picks whom it talks to, if that is one.
  const [ofClient, more] = reached(ways.filter(({ document }) => document === client));
  if (ofClient && !more) return { wwe: ofClient.key };
  if (others.length > 0) return { why: t('blocked_pick_wwe', all.length, listed(all, known)) };
  const gone = known.filter(({ key }) => key !== only.key);
  if (gone.length === 0) return { wwe: only.key };
  return { why: t('blocked_pick_again', nameAmong(only, known), listed(gone, known)) };
}

/** All ways to all WWEs. A window that has spoken is what it spoke as; of another only its page's own origin is known. */
export function routesTo(
  documents: readonly SessionDocument[],
  connections: readonly DocumentConnection[],
): readonly Route[] {
  const live = documents.filter((one) => one.live);
  const heard = live
    .filter(({ isClient }) => isClient)
    .flatMap(({ info, wwes }): Route[] =>
      wwes.map(({ to, ...wwe }) => ({ wwe, document: info.document, to, heard: true })),
    );
  const spoken = new Map(heard.map(({ wwe }) => [wwe.window, wwe.origin]));
  const silent = [...silentClients(live, connections), ...silentAskers(live, connections)].filter(({ wwe }) => {
    const origin = spoken.get(wwe.window);
    return origin === undefined || origin === wwe.origin;
  });
  return [...heard, ...silent];
}

/** Clients to which no WWE has spoken: they talk to the window around them, whose page is known if it is watched. */
function silentClients(live: readonly SessionDocument[], connections: readonly DocumentConnection[]): readonly Route[] {
  return live.flatMap(({ info, isClient, wwes, around }): Route[] => {
    if (!isClient || wwes.length > 0 || around === null || info.target === null) return [];
    const path = parentPath(info.path) ?? info.target;
    const page = connections.find(
      (connection) => connection.present && connection.info.path === path && connection.info.document !== info.document,
    );
    if (!page) return [];
    return [{ wwe: wweOf(around, page.info.origin), document: info.document, to: null, heard: false }];
  });
}

/** Frames that asked the window around them something, and of which nothing else is known: they have a client. */
function silentAskers(live: readonly SessionDocument[], connections: readonly DocumentConnection[]): readonly Route[] {
  const known = new Set(live.flatMap(({ info, isClient }) => (isClient ? info.document : [])));
  return live
    .filter(({ isHost }) => isHost)
    .flatMap(({ info: host, home, askers }) => {
      const paths = new Set(askers);
      return connections
        .filter(({ info, present }) => present && paths.has(info.path) && !known.has(info.document))
        .filter(({ info }) => parentPath(info.path) === host.path && info.target !== 'opener')
        .map(({ info }): Route => {
          return { wwe: wweOf(home, host.origin), document: info.document, to: null, heard: false };
        });
    });
}
