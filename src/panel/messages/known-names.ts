/** The names that occur, for the filter's suggestions: those of the catalogue and those seen. */
import { EVENT_NAMES, EVENT_TYPES } from '../../scapi/events.ts';
import { isRecord } from '../../scapi/kind.ts';
import { SERVICE_NAMES } from '../../scapi/services.ts';
import { INTERACTION_STATES } from '../../scapi/states.ts';
import type { Session } from '../../session/api.ts';
import type { SessionInteraction } from '../../session/model.ts';
import type { KnownNames } from '../filter/candidates.ts';
import { numberClients } from './clients.ts';
import { rowsOf } from './rows.ts';

/** More names of one sort than this are not gathered: a page can make them up. */
const MOST = 2_000;

/** Longer names, in characters, are not offered: nobody could tell them apart, and all are looked through at each key. */
const LONGEST = 200;

/** What was gathered, and up to where. */
interface Gathered {
  readonly session: Session;
  version: number;
  /** Rows and interactions at the time: with fewer of them, the user cleared, or old ones were dropped. */
  rows: number;
  readonly seen: WeakSet<SessionInteraction>;
  readonly services: Set<string>;
  readonly events: Set<string>;
  readonly types: Set<string>;
  readonly states: Set<string>;
  readonly keys: Set<string>;
  names: KnownNames;
}

let last: Gathered | null = null;

/** The names of a session. Only what is new since the last time is read: it is asked for at every key. */
export function knownNames(session: Session): KnownNames {
  const { length } = rowsOf(session);
  if (last?.session !== session || length < last.rows) last = begin(session);
  if (last.version !== session.version) gather(last);
  return last.names;
}

function begin(session: Session): Gathered {
  const sets = {
    services: new Set<string>(),
    events: new Set<string>(),
    types: new Set<string>(),
    states: new Set<string>(),
    keys: new Set<string>(),
  };
  const none = { services: [], events: [], types: [], states: [], keys: [], clients: [] };
  return { session, version: -1, rows: 0, seen: new WeakSet(), ...sets, names: none };
}

function gather(gathered: Gathered): void {
  const { session, services, events, types, states, keys, seen } = gathered;
  const add = (to: Set<string>, name: string) => {
    if (name !== '' && name.length <= LONGEST && to.size < MOST) to.add(name);
  };
  const list = session.messages();
  for (let at = gathered.version < 0 ? 0 : list.changedSince(gathered.version); at < list.length; at += 1) {
    const row = list.at(at);
    if (row?.is === 'request') add(services, row.name);
    else if (row?.is === 'event') {
      add(events, row.name);
      add(types, row.detail);
    }
  }
  for (const one of session.interactions()) {
    if (seen.has(one)) continue;
    seen.add(one);
    for (const { to } of one.transitions) add(states, to);
    const { userData } = one.interaction;
    for (const key of Object.keys(isRecord(userData) ? userData : {})) add(keys, key);
  }
  gathered.version = session.version;
  gathered.rows = list.length;
  // What was seen comes first, the newest first of all.
  const withKnown = (names: ReadonlySet<string>, known: readonly string[]) => [
    ...new Set([...[...names].reverse(), ...known]),
  ];
  gathered.names = {
    services: withKnown(services, SERVICE_NAMES),
    events: withKnown(events, Object.keys(EVENT_NAMES)),
    types: withKnown(types, Object.keys(EVENT_TYPES)),
    states: withKnown(states, INTERACTION_STATES),
    keys: [...keys],
    clients: [...numberClients(session.documents()).values()],
  };
}
