/** The filter of the Interactions view, in the panel's toolbar. */
import type { Session } from '../../../session/api.ts';
import type { KnownNames } from '../../filter/candidates.ts';
import { InteractionNames, Names } from '../../filter/interaction-names.ts';
import { INTERACTION_WORDS } from '../../filter/vocabulary.ts';
import { numberClients } from '../../shared/clients.ts';
import { ViewFilter } from '../../shared/ViewFilter.tsx';
import { usePanel } from '../../stores/panel.ts';

let last: { readonly session: Session; readonly names: InteractionNames; count: number; version: number } | null = null;
let known: KnownNames = { values: {}, clients: [] };

/** The names that occur. Only what is new since the last time is read. */
function knownNames(session: Session): KnownNames {
  const all = session.interactions();
  // With fewer of them the user cleared, or old ones were dropped: their names go.
  if (last?.session !== session || all.length < last.count)
    last = { session, names: new InteractionNames(new Names()), count: 0, version: -1 };
  last.count = all.length;
  if (last.version === session.version) return known;
  last.version = session.version;
  last.names.gather(all);
  known = { values: last.names.values, clients: [...numberClients(session.documents()).values()] };
  return known;
}

/** Renders the filter. */
export function ToolbarFilter() {
  const { watching } = usePanel();
  return <ViewFilter words={INTERACTION_WORDS} known={() => knownNames(watching.session)} />;
}
