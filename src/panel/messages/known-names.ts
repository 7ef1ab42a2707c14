/** The names that occur, for the filter's suggestions: those of the catalogue and those seen. */
import { EVENT_NAMES, EVENT_TYPES } from '../../scapi/events.ts';
import { isRecord } from '../../scapi/kind.ts';
import { SERVICE_NAMES } from '../../scapi/services.ts';
import { INTERACTION_STATES } from '../../scapi/states.ts';
import type { Session } from '../../session/api.ts';
import type { KnownNames } from '../filter/candidates.ts';
import { numberClients } from './clients.ts';
import { rowsOf } from './rows.ts';

/** More names of one sort than this are not gathered: a page can make them up. */
const MOST = 2_000;

let last: { readonly session: Session; readonly version: number; readonly names: KnownNames } | null = null;

/** Gathers the names of a session; again only when something changed. */
export function knownNames(session: Session): KnownNames {
  if (last?.session !== session || last.version !== session.version) {
    last = { session, version: session.version, names: gather(session) };
  }
  return last.names;
}

function gather(session: Session): KnownNames {
  const services = new Set<string>();
  const events = new Set<string>();
  const types = new Set<string>();
  const states = new Set<string>();
  const keys = new Set<string>();
  const add = (to: Set<string>, name: string) => {
    if (name !== '' && to.size < MOST) to.add(name);
  };
  const list = rowsOf(session);
  for (let at = list.length - 1; at >= 0; at -= 1) {
    const row = list.at(at);
    if (!row) continue;
    if (row.is === 'request') add(services, row.name);
    else if (row.is === 'event') {
      add(events, row.name);
      add(types, row.detail);
    }
  }
  for (const { interaction, transitions } of session.interactions()) {
    for (const { to } of transitions) add(states, to);
    for (const key of Object.keys(isRecord(interaction.userData) ? interaction.userData : {})) add(keys, key);
  }
  // What was seen comes first.
  for (const name of SERVICE_NAMES) services.add(name);
  for (const name of Object.keys(EVENT_NAMES)) events.add(name);
  for (const name of Object.keys(EVENT_TYPES)) types.add(name);
  for (const name of INTERACTION_STATES) states.add(name);
  return {
    services: [...services],
    events: [...events],
    types: [...types],
    states: [...states],
    keys: [...keys],
    clients: [...numberClients(session.documents()).values()],
  };
}
