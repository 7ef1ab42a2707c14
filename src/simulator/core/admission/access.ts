/**
 * Who may do what: the list of origins laid over a request (docs/protocol.md#allowed-origins,
 * docs/protocol.md#simulator-origins).
 */

import { type OriginEntry, parseOrigins, sameOrigin } from '../settings/origins.ts';
import type { Settings } from '../settings/settings.ts';
import type { Incoming } from '../state/incoming.ts';

/** What the list says to a request. */
export type Verdict = 'accepted' | 'originDenied' | 'serviceDenied';

/** The list at work. */
export interface Access {
  /** Judges a message, and notes the origin that its frame speaks with. */
  judge(frame: string, origin: string, incoming: Incoming): Verdict;
  /** Whether the frame, by the origin of its last message, may use the service. False for a frame that never spoke. */
  allowed(frame: string, service: string): boolean;
  /** The frames that spoke, with their last origins. */
  origins(): ReadonlyMap<string, string>;
  /** The frame is gone. */
  forget(frame: string): void;
}

/** The one service that no wildcard covers. */
const BY_NAME_ONLY = 'auth.getJwtToken';

/** Makes the guard; the list is read anew only when its text changed. */
export function createAccess(settings: () => Settings): Access {
  const origins = new Map<string, string>();
  let read: { readonly text: string; readonly entries: readonly OriginEntry[] } = { text: '', entries: [] };
  const entriesOf = (origin: string): readonly OriginEntry[] => {
    const text = settings().acceptedOrigins;
    if (read.text !== text) {
      const result = parseOrigins(text);
      // The schema of the setting lets no wrong list in; were there one, it would open nothing.
      read = { text, entries: result.ok ? result.entries : [] };
    }
    const own = read.entries.filter((entry) => entry.origin === sameOrigin(origin));
    const any = read.entries.filter((entry) => entry.origin === '*');
    if (own.length === 0) return any;
    return settings().originAndStar === 'both' ? [...own, ...any] : own;
  };
  const service = (entries: readonly OriginEntry[], name: string): boolean =>
    entries.some(({ services }) => {
      if (name !== BY_NAME_ONLY) return services === null || services.some((pattern) => covers(pattern, name));
      return services === null ? settings().jwtWithoutBrackets === 'allowed' : services.includes(BY_NAME_ONLY);
    });
  const event = (entries: readonly OriginEntry[], name: string): boolean =>
    entries.some(
      ({ services }) => services === null || services.some((pattern) => reaches(pattern, namespaceOf(name))),
    );

  return {
    judge(frame, origin, incoming) {
      origins.set(frame, origin);
      const entries = entriesOf(origin);
      if (entries.length === 0) return 'originDenied';
      if (incoming.is === 'call') return service(entries, incoming.service) ? 'accepted' : 'serviceDenied';
      if (incoming.is === 'unsubscribe' || settings().subscribeFilter === 'free') return 'accepted';
      return (incoming.names ?? []).every((name) => event(entries, name)) ? 'accepted' : 'serviceDenied';
    },
    allowed(frame, name) {
      const origin = origins.get(frame);
      return origin !== undefined && service(entriesOf(origin), name);
    },
    origins: () => origins,
    forget: (frame) => void origins.delete(frame),
  };
}

/** `agent.*` covers agent.get. */
function covers(pattern: string, service: string): boolean {
  return pattern.endsWith('*') ? service.startsWith(pattern.slice(0, -1)) : pattern === service;
}

/** Whether a pattern covers a service of the namespace, whichever there are. */
function reaches(pattern: string, namespace: string): boolean {
  return pattern === '*' || pattern.startsWith(`${namespace}.`);
}

/** The namespace that an event's name belongs to: its own name, but for two (docs/protocol.md#events). */
function namespaceOf(event: string): string {
  if (event === 'markdone') return 'interaction';
  return event.startsWith('messenger:') ? 'messenger' : event;
}
