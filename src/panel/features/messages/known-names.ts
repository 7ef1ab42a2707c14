/** The names that occur, for the filter's suggestions: those of the catalogue and those seen. */
import { EVENT_NAMES, EVENT_TYPES } from '../../../protocol/events.ts';
import { SERVICE_NAMES } from '../../../protocol/services.ts';
import type { Session } from '../../../session/api.ts';
import type { KnownNames } from '../../filter/candidates.ts';
import { InteractionNames, Names } from '../../filter/interaction-names.ts';
import { numberClients } from '../../shared/clients.ts';
import { rowsOf } from '../../stores/message-rows.ts';

/** What was gathered, and up to where. */
interface Gathered {
  readonly session: Session;
  version: number;
  /** The version of the rows. */
  seen: number;
  /** Rows at the time: with fewer of them, the user cleared, or old ones were dropped. */
  rows: number;
  readonly names: Names;
  readonly ofInteractions: InteractionNames;
  known: KnownNames;
}

let last: Gathered | null = null;

/** The names of a session. Only what is new since the last time is read: it is asked for at every key. */
export function knownNames(session: Session): KnownNames {
  const { length } = rowsOf(session);
  if (last?.session !== session || length < last.rows) last = begin(session);
  if (last.version !== session.version) gather(last);
  return last.known;
}

function begin(session: Session): Gathered {
  const names = new Names();
  const ofInteractions = new InteractionNames(names);
  return { session, version: -1, seen: -1, rows: 0, names, ofInteractions, known: { values: {}, clients: [] } };
}

function gather(gathered: Gathered): void {
  const { session, names, ofInteractions } = gathered;
  const { table } = session.messages();
  const changed = gathered.seen < 0 ? null : table.changesSince(gathered.seen);
  for (const row of changed ? [...changed].map((key) => table.get(key)) : table.rows) {
    if (row?.is === 'request') names.add('service', row.name);
    else if (row?.is === 'event') {
      names.add('event', row.name);
      names.add('type', row.detail);
    }
  }
  ofInteractions.gather(session.interactions());
  gathered.version = session.version;
  gathered.seen = table.version;
  gathered.rows = table.rows.length;
  gathered.known = {
    values: {
      ...ofInteractions.values,
      service: names.of('service', SERVICE_NAMES),
      event: names.of('event', Object.keys(EVENT_NAMES)),
      type: names.of('type', Object.keys(EVENT_TYPES)),
    },
    clients: [...numberClients(session.documents()).values()],
  };
}
