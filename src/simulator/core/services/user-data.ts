/**
 * Writing user data, as far as a client page may (docs/protocol.md#interaction-services,
 * docs/protocol.md#server-options, docs/protocol.md#simulator-user-data-filters,
 * docs/protocol.md#simulator-idle-calls).
 */
import { tellUserData } from '../acts/user-data.ts';
import { isRecord } from '../settings/is-record.ts';
import { listNames, type Settings } from '../settings/settings.ts';
import type { InteractionList } from '../state/interaction-list.ts';
import type { LiveInteraction } from '../state/live-interaction.ts';
import { onInteraction } from './on-interaction.ts';
import { kindOf, readText } from './parameters.ts';
import { error, type Outcome, type ServiceTable, VOID } from './service-types.ts';

/** What these services are made of. */
export interface UserDataParts {
  readonly interactions: InteractionList;
  readonly settings: () => Settings;
}

/** An error text names at most so many keys, each with at most so many characters. */
const MOST_SHOWN = 60;

/** The two services. */
export function userDataServices(parts: UserDataParts): ServiceTable {
  const { settings } = parts;
  /** `write` gets the keys that may be written, and says what became of them. */
  const writing = (
    live: LiveInteraction,
    keys: readonly string[],
    write: (allowed: ReadonlySet<string>) => 'attached' | 'updated' | 'nothing',
  ): Outcome => {
    if (live.kind === 'voice' && live.state === 'IDLE') {
      return settings().idleWrite === 'silence' ? { is: 'silence' } : error('The interaction is not live');
    }
    const allowed = new Set(keys.filter((key) => listNames(settings().writeAllowed, key)));
    if (allowed.size < keys.length && settings().writeDenied === 'silence') return { is: 'silence' };
    if (allowed.size < keys.length && settings().writeDenied === 'error') {
      const denied = keys.filter((key) => !allowed.has(key)).map((key) => key.slice(0, MOST_SHOWN));
      return error(`Not in user-data.write-allowed: ${denied.slice(0, MOST_SHOWN).join(', ')}`);
    }
    const written = write(allowed);
    if (written === 'nothing') return VOID;
    tellUserData(parts, live, written);
    return VOID;
  };
  return {
    'interaction.setUserData': onInteraction(parts, (live, { parameters: [, values] }) => {
      if (!isRecord(values)) return error(`The user data must be an object, not ${kindOf(values)}`);
      return writing(live, Object.keys(values), (allowed) => {
        const isNew = [...allowed].some((key) => !live.userData.has(key));
        for (const [key, value] of Object.entries(values)) if (allowed.has(key)) live.userData.set(key, value);
        return allowed.size === 0 ? 'nothing' : isNew ? 'attached' : 'updated';
      });
    }),
    'interaction.deleteUserData': onInteraction(parts, (live, { parameters }) => {
      const key = readText(parameters[1], 'The key');
      if (!key.ok) return error(key.problem);
      return writing(live, [key.value], (allowed) =>
        allowed.has(key.value) && live.userData.delete(key.value) ? 'updated' : 'nothing',
      );
    }),
  };
}
