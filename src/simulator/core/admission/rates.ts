/**
 * Rate limits a minute, and the quarantine that follows when one is reached
 * (docs/protocol.md#rate-limit-and-quarantine, docs/protocol.md#simulator-rate-limits,
 * docs/protocol.md#unknown-rate-limits).
 */
import type { Settings } from '../settings/settings.ts';

/** A quarantine that holds. */
export interface Quarantine {
  /** Whom it holds, by the setting rateScope: a frame's key, an origin, or `*`. */
  readonly who: string;
  /** The one service that is ignored; null: everything. */
  readonly service: string | null;
  /** ms that it still lasts; null: for ever. */
  readonly untilMs: number | null;
}

/** A request to be counted. */
export interface Counted {
  readonly frame: string;
  readonly origin: string;
  /** `subscribe` and `unsubscribe` count as services, if they count. */
  readonly service: string;
}

/** The limits at work. */
export interface Rates {
  /** Counts a request; false: it is to be ignored. */
  admit(request: Counted): boolean;
  /** Whether everything of this client is ignored now. */
  quarantined(frame: string, origin: string): boolean;
  /** The frame shows a new page, or is gone: what was counted and laid on the frame itself is over. */
  forget(frame: string): void;
  /** WWE was reloaded: all is over. */
  reset(): void;
  list(): readonly Quarantine[];
}

/** One who is counted: a frame, an origin or everybody. */
interface Client {
  readonly scope: Settings['rateScope'];
  readonly who: string;
  /** ms at which requests were admitted in the last minute, oldest first, by service; `''` is the whole. */
  readonly times: Map<string, number[]>;
  /** End by service, ms; `''` is everything, null is for ever. */
  readonly quarantines: Map<string, number | null>;
}

const MINUTE = 60_000;
const WHOLE = '';

/** Starts with nothing counted. `now` is WWE's clock. */
export function createRates(now: () => number, settings: () => Settings): Rates {
  const clients = new Map<string, Client>();
  const keyOf = (frame: string, origin: string): readonly [key: string, who: string] => {
    const scope = settings().rateScope;
    const who = scope === 'all' ? '*' : scope === 'frame' ? frame : origin;
    return [`${scope} ${who}`, who];
  };
  const holds = ({ quarantines }: Client, service: string): boolean => {
    const end = quarantines.get(service);
    if (end === undefined) return false;
    if (end === null || end > now()) return true;
    quarantines.delete(service);
    return false;
  };
  const begin = (client: Client, service: string): void => {
    const { quarantineMs } = settings();
    client.quarantines.set(service, quarantineMs === 0 ? null : now() + quarantineMs);
    // When it is over, counting starts anew: else the minute before would begin it again at once.
    if (service === WHOLE) client.times.clear();
    else client.times.delete(service);
  };
  /** The admitted requests of the last minute: none is admitted over the limit, so they are never more. */
  const timesOf = (client: Client, service: string): number[] => {
    const times = client.times.get(service) ?? [];
    client.times.set(service, times);
    const first = times.findIndex((at) => at > now() - MINUTE);
    times.splice(0, first < 0 ? times.length : first);
    return times;
  };
  const limitsOn = (service: string): readonly (readonly [service: string, limit: number])[] => {
    const { rateLimit, rateLimits } = settings();
    const own = Object.hasOwn(rateLimits, service) ? (rateLimits[service] ?? 0) : 0;
    const pairs = [[WHOLE, rateLimit] as const, [service, own] as const];
    return pairs.filter(([, limit]) => limit > 0);
  };

  return {
    admit({ frame, origin, service }) {
      const [key, who] = keyOf(frame, origin);
      const known = clients.get(key);
      const held = known === undefined ? undefined : [WHOLE, service].find((one) => holds(known, one));
      if (known !== undefined && held !== undefined) {
        if (settings().quarantineProlonged) begin(known, held);
        return false;
      }
      const verb = service === 'subscribe' || service === 'unsubscribe';
      const limits = verb && settings().rateCounts === 'services' ? [] : limitsOn(service);
      if (limits.length === 0) return true;
      const client: Client = known ?? { scope: settings().rateScope, who, times: new Map(), quarantines: new Map() };
      clients.set(key, client);
      const counts = limits.map(([name, limit]) => ({ name, limit, times: timesOf(client, name) }));
      const full = (): string | undefined => counts.find(({ limit, times }) => times.length >= limit)?.name;
      const over = full();
      if (over === undefined) for (const { times } of counts) times.push(now());
      const reached = over ?? (settings().quarantineStart === 'reached' ? full() : undefined);
      if (reached !== undefined) begin(client, settings().quarantineReach === 'all' ? WHOLE : reached);
      return over === undefined;
    },
    quarantined(frame, origin) {
      const client = clients.get(keyOf(frame, origin)[0]);
      return client !== undefined && holds(client, WHOLE);
    },
    forget: (frame) => void clients.delete(`frame ${frame}`),
    reset: () => clients.clear(),
    list: () =>
      [...clients.values()]
        .filter(({ scope }) => scope === settings().rateScope)
        .flatMap((client) =>
          [...client.quarantines]
            .filter(([service]) => holds(client, service))
            .map(([service, end]) => ({
              who: client.who,
              service: service === WHOLE ? null : service,
              untilMs: end === null ? null : end - now(),
            })),
        ),
  };
}
